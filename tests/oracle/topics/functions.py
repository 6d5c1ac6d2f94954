"""Functions at their extremes."""

import torch
import torch.nn.functional as F


def numbers():
    x = torch.tensor([-1000.0, -100.0, -20.0, -5.0, -1.0, -1e-4, 0.0, 1e-4, 1.0, 5.0, 20.0, 100.0, 1000.0])
    table = {
        "relu": torch.relu,
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        # PyTorch's own softplus turns into x beyond a threshold; ln(1 + e^x) = -ln sigmoid(-x) does not.
        "softplus": lambda t: -F.logsigmoid(-t),
    }
    answers = {"x": x}
    for name, f in table.items():
        leaf = x.clone().requires_grad_()
        y = f(leaf)
        y.sum().backward()
        answers[name] = {"y": y, "dx": leaf.grad}
    rows = torch.tensor([[1000.0, 999.0, -1000.0], [-1000.0, -1000.0, -1000.0], [0.0, 1.0, 2.0], [1000.0, -1000.0, 0.0]])
    answers["rows"] = rows
    leaf = rows.clone().requires_grad_()
    y = torch.logsumexp(leaf, -1)
    y.sum().backward()
    answers["logSumExp"] = {"y": y, "dx": leaf.grad}
    weights = torch.tensor([[1.0, -2.0, 0.5]])
    for name, f in {"softmax": torch.softmax, "logSoftmax": torch.log_softmax}.items():
        leaf = rows.clone().requires_grad_()
        y = f(leaf, -1)
        (y * weights).sum().backward()
        answers[name] = {"y": y, "dx": leaf.grad}
    answers["weights"] = weights
    return answers
