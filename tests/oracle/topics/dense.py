"""The dense layer."""

import torch
import torch.nn.functional as F

from common import random


def numbers():
    x, W, b, dy = random(5, 4), random(4, 3), random(3), random(5, 3)
    activations = {
        "linear": lambda z: z,
        "relu": torch.relu,
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        "softplus": F.softplus,
        "swish": F.silu,
        "gelu": F.gelu,
        "softmax": lambda z: torch.softmax(z, -1),
    }
    answers = {"x": x, "W": W, "b": b, "dy": dy, "activations": {}}
    for name, f in activations.items():
        leaves = [value.clone().requires_grad_() for value in (x, W, b)]
        y = f(leaves[0] @ leaves[1] + leaves[2])
        (y * dy).sum().backward()
        answers["activations"][name] = {"y": y, "dx": leaves[0].grad, "dW": leaves[1].grad, "db": leaves[2].grad}
    return answers
