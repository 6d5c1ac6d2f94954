"""Batch normalisation by Keras: answers, gradients in training, and the moving values after each of three batches."""

import keras
import torch

from common import case, random


def numbers():
    answers = []
    for shape, options in [((6, 4), {}), ((2, 3, 2, 3), {"momentum": 0.8, "epsilon": 1e-2})]:
        width = shape[-1]
        start = {
            "gamma": random(width),
            "beta": random(width),
            "movingMean": random(width),
            "movingVariance": random(width).abs() + 0.5,
        }
        start["movingVariance"] = start["movingVariance"].float().double()

        def layer():
            made = keras.layers.BatchNormalization(**options, dtype="float64")
            made.build(shape)
            made.set_weights(list(start.values()))
            return made

        def call(training):
            def f(x, gamma, beta):
                made = layer()
                # The leaves themselves, so that gradients reach them.
                made.gamma._value, made.beta._value = gamma, beta
                return made(x, training=training)

            return f

        inputs = {"x": random(*shape, scale=2.0) + 1.0, "gamma": start["gamma"], "beta": start["beta"]}
        inputs["x"] = inputs["x"].float().double()
        answer = {"options": options, "start": start}
        answer["training"] = case(call(True), **inputs)
        answer["inference"] = case(call(False), **inputs)
        # PyTorch computes the same (its momentum is 1 − ours).
        rows = inputs["x"].reshape(-1, width)
        epsilon = options.get("epsilon", 1e-3)
        by_torch = torch.nn.functional.batch_norm(rows, None, None, start["gamma"], start["beta"], True, 0.1, epsilon)
        assert torch.allclose(by_torch.reshape(shape), answer["training"]["y"])
        made, answer["updates"] = layer(), []
        for _ in range(3):
            x = random(*shape)
            made(x, training=True)
            moving = [made.moving_mean.value, made.moving_variance.value]
            answer["updates"].append({"x": x, "movingMean": moving[0].clone(), "movingVariance": moving[1].clone()})
        answers.append(answer)
    return answers
