"""Three steps of training a 4-5-3 network."""

import torch
import torch.nn.functional as F

from common import random


def numbers():
    x, labels = random(8, 4), torch.tensor([0, 1, 2, 0, 2, 1, 1, 0])
    initial = [random(4, 5, scale=0.7), random(5, scale=0.1), random(5, 3, scale=0.7), random(3, scale=0.1)]
    answers = {"x": x, "labels": labels, "initial": initial}
    makers = {
        "sgd": lambda ps: torch.optim.SGD(ps, lr=0.5),
        "momentum": lambda ps: torch.optim.SGD(ps, lr=0.2, momentum=0.9),
        # PyTorch's epsilon counts for nothing beside these gradients.
        "adam": lambda ps: torch.optim.Adam(ps, lr=0.05, eps=1e-12),
    }
    for name, make in makers.items():
        ps = [value.clone().requires_grad_() for value in initial]
        optimizer = make(ps)
        steps = []
        for _ in range(3):
            optimizer.zero_grad()
            hidden = torch.tanh(x @ ps[0] + ps[1])
            loss = F.cross_entropy(hidden @ ps[2] + ps[3], labels)
            loss.backward()
            gradients = [p.grad.clone() for p in ps]
            optimizer.step()
            steps.append({"loss": loss.item(), "gradients": gradients, "weights": [p.detach().clone() for p in ps]})
        answers[name] = steps
    return answers
