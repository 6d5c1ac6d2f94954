"""Recurrent layers by Keras: outputs, gradients, and three steps of gradient descent."""

import keras
import torch

from common import random


def weights_of(kind, features, units, scale=0.6):
    """W, U, b as the framework names them; Keras' GRU keeps the two biases as rows of one."""
    blocks = {"simpleRnn": 1, "lstm": 4, "gru": 3}[kind]
    weights = {
        "W": random(features, blocks * units, scale=scale),
        "U": random(units, blocks * units, scale=scale),
        "b": random(blocks * units, scale=scale),
    }
    return weights | ({"bRecurrent": random(blocks * units, scale=scale)} if kind == "gru" else {})


def to_keras(weights):
    b = weights["b"]
    return [weights["W"], weights["U"], torch.stack([b, weights["bRecurrent"]]) if "bRecurrent" in weights else b]


def from_keras(tensors):
    W, U, b = tensors
    return {"W": W, "U": U} | ({"b": b} if b.ndim == 1 else {"b": b[0], "bRecurrent": b[1]})


def values(layer):
    return from_keras([v.value.detach().clone() for v in layer.weights])


def gradients(layer):
    return from_keras([v.value.grad.clone() for v in layer.weights])


def numbers():
    makers = {"simpleRnn": keras.layers.SimpleRNN, "lstm": keras.layers.LSTM, "gru": keras.layers.GRU}
    answers = {}
    for kind, make in makers.items():
        units, x = 2, random(3, 5, 4)
        start = weights_of(kind, 4, units)
        answers[kind] = {"x": x} | start
        for mode in ["last", "sequences"]:
            layer = make(units, return_sequences=mode == "sequences", dtype="float64")
            layer.build(x.shape)
            layer.set_weights(to_keras(start))
            leaf = x.clone().requires_grad_()
            y = layer(leaf)
            dy = random(*y.shape)
            (y * dy).sum().backward()
            answer = {"dy": dy, "y": y, "dx": leaf.grad} | {f"d{name}": g for name, g in gradients(layer).items()}
            # Three steps towards given outputs, by gradient descent with the mean square as loss.
            target, steps = random(*y.shape), []
            for _ in range(3):
                for v in layer.weights:
                    v.value.grad = None
                loss = ((layer(x) - target) ** 2).mean()
                loss.backward()
                with torch.no_grad():
                    for v in layer.weights:
                        v.value.sub_(0.5 * v.value.grad)
                steps.append({"loss": loss} | values(layer))
            answers[kind][mode] = answer | {"target": target, "steps": steps}
    return answers
