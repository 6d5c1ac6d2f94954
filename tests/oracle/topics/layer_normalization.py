"""Layer normalisation along the last axis, on vectors and on sequences."""

import keras
import torch
import torch.nn.functional as F

from common import case, random


def numbers():
    answers = []
    for shape, epsilon in [((4, 5), 1e-3), ((2, 3, 6), 1e-5)]:
        width = shape[-1]
        inputs = {"x": random(*shape, scale=3.0), "gamma": random(width), "beta": random(width)}
        answer = case(lambda x, gamma, beta: F.layer_norm(x, [width], gamma, beta, epsilon), **inputs)
        layer = keras.layers.LayerNormalization(epsilon=epsilon, dtype="float64")
        layer.build(shape)
        layer.set_weights([inputs["gamma"], inputs["beta"]])
        assert torch.allclose(layer(inputs["x"]), answer["y"])
        answers.append({"epsilon": epsilon} | answer)
    return answers
