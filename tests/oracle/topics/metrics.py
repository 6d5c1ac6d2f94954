"""Metrics, as Keras counts them."""

import keras
import numpy
import torch
import torch.nn.functional as F

from common import random


def numbers():
    answers = {}
    outputs = torch.softmax(random(40, 7, scale=1.5), -1).float()
    labels = torch.randint(0, 7, (40,))
    one_hot = F.one_hot(labels, 7).float()
    answers["several"] = {"prediction": outputs, "labels": labels}
    hard = F.one_hot(outputs.argmax(-1), 7).float()
    for name, make in {"precision": keras.metrics.Precision, "recall": keras.metrics.Recall}.items():
        answers["several"][name] = numpy.mean([float(make(class_id=c)(one_hot, hard)) for c in range(7)]).item()
    answers["several"]["f1"] = float(keras.metrics.F1Score(average="macro")(one_hot, outputs))
    for k in (1, 3, 5):
        answers["several"][f"top{k}Accuracy"] = float(keras.metrics.SparseTopKCategoricalAccuracy(k=k)(labels, outputs))
    confusion = torch.zeros(7, 7, dtype=torch.int64)
    for actual, predicted in zip(labels, outputs.argmax(-1)):
        confusion[actual, predicted] += 1
    answers["several"]["confusion"] = confusion

    # Scores in tenths: there are ties, and every threshold Keras takes lies between them.
    p = (torch.randint(0, 10, (60, 1)) / 10 + 0.05).float()
    y = (torch.rand(60, 1) < p.double()).float()
    answers["one"] = {"prediction": p, "labels": y}
    answers["one"]["precision"] = float(keras.metrics.Precision()(y, p))
    answers["one"]["recall"] = float(keras.metrics.Recall()(y, p))
    answers["one"]["f1"] = float(keras.metrics.F1Score(threshold=0.5)(y, p)[0])
    torch.set_default_dtype(torch.float32)
    answers["one"]["auc"] = float(keras.metrics.AUC()(y, p))
    torch.set_default_dtype(torch.float64)

    target = random(30, 3)
    prediction = (target + random(30, 3, scale=0.7)).float().double()
    answers["regression"] = {"target": target, "prediction": prediction}
    answers["regression"]["rSquared"] = float(keras.metrics.R2Score()(target.float(), prediction.float()))
    return answers
