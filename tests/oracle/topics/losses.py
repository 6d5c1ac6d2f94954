"""Losses: one number a sample; gradients of their mean."""

import keras
import torch
import torch.nn.functional as F

from common import random, with_gradients


def numbers():
    logits = random(6, 4, scale=3)
    labels = torch.tensor([0, 3, 1, 1, 2, 0])
    one_hot = F.one_hot(labels, 4).double()
    answers = {"logits": logits, "labels": labels, "oneHot": one_hot}
    answers["crossentropy"] = with_gradients(lambda logits: F.cross_entropy(logits, labels, reduction="none"), logits=logits)
    soft = torch.softmax(random(6, 4), -1).float().double()
    answers["distribution"] = soft
    answers["distributionCrossentropy"] = with_gradients(
        lambda logits: F.cross_entropy(logits, soft, reduction="none"), logits=logits
    )

    z, y = random(6, 2, scale=3), torch.tensor([[0, 1], [1, 1], [0, 0], [1, 0], [0, 1], [1, 0]]).double()
    answers["binary"] = {"z": z, "y": y}
    answers["binary"]["fromLogits"] = with_gradients(
        lambda z: F.binary_cross_entropy_with_logits(z, y, reduction="none").mean(-1), z=z
    )
    # From probabilities as Keras defines it, with its clipping: 0 and 1 themselves are among them.
    p = torch.tensor([[0.0, 1.0], [0.25, 0.5], [1e-9, 0.9], [0.7, 0.1], [0.5, 0.999], [1.0, 0.0]]).float()
    answers["binary"]["p"] = p.double()
    answers["binary"]["fromProbabilities"] = keras.losses.BinaryCrossentropy(reduction=None)(y.float(), p).double()

    q = torch.tensor([[0.1, 0.2, 0.3, 0.4], [0.7, 0.1, 0.1, 0.1], [1.0, 0.0, 0.0, 0.0], [0.2, 0.6, 0.1, 0.1]]).float()
    answers["probabilities"] = q.double()
    answers["probabilityLabels"] = torch.tensor([3, 0, 1, 1])
    sparse = keras.losses.SparseCategoricalCrossentropy(reduction=None)
    answers["sparseFromProbabilities"] = sparse(answers["probabilityLabels"], q).double()

    prediction, target = random(5, 3), random(5, 3)
    answers["mse"] = {"prediction": prediction, "target": target}
    answers["mse"] |= with_gradients(
        lambda prediction: F.mse_loss(prediction, target, reduction="none").mean(-1), prediction=prediction
    )
    signs = torch.sign(target)
    more = {
        "mae": lambda prediction: F.l1_loss(prediction, target, reduction="none").mean(-1),
        "huber": lambda prediction: F.huber_loss(prediction, target, reduction="none", delta=0.7).mean(-1),
        "hinge": lambda prediction: torch.relu(1 - signs * prediction).mean(-1),
        "exponential": lambda prediction: torch.exp(-signs * prediction).mean(-1),
    }
    answers["signs"] = signs
    for name, loss in more.items():
        answers[name] = with_gradients(loss, prediction=prediction)
    by_keras = keras.losses.Hinge(reduction=None, dtype="float64")((signs + 1) / 2, prediction)
    assert torch.allclose(by_keras.double(), answers["hinge"]["losses"])
    answers["smoothed"] = with_gradients(
        lambda logits: F.cross_entropy(logits, labels, reduction="none", label_smoothing=0.1), logits=logits
    )
    smooth = keras.losses.BinaryCrossentropy(from_logits=True, label_smoothing=0.1, reduction=None, dtype="float64")
    answers["binary"]["smoothed"] = smooth(y, z)
    return answers
