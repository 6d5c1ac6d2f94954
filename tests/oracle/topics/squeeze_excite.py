"""Squeeze and excite, channels last."""

import torch

from common import case, random


def numbers():
    answers = []
    for channels, ratio, activation, f in [(6, 2, "relu", torch.relu), (3, 16, "swish", torch.nn.functional.silu)]:
        few = max(1, channels // ratio)

        def squeeze_excite(x, W1, b1, W2, b2):
            weights = torch.sigmoid(f(x.mean((1, 2)) @ W1 + b1) @ W2 + b2)
            return x * weights[:, None, None, :]

        inputs = {"x": random(2, 3, 4, channels), "W1": random(channels, few), "b1": random(few)}
        inputs |= {"W2": random(few, channels), "b2": random(channels)}
        answers.append({"ratio": ratio, "activation": activation} | case(squeeze_excite, **inputs))
    return answers
