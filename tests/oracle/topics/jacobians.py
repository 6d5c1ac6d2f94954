"""Jacobians, Hessians and products with a direction, by torch.autograd.functional."""

import torch
from torch.autograd.functional import hessian, jacobian, jvp

from common import random


def numbers():
    x, W, v, dW = random(3), random(2, 3), random(3), random(2, 3)

    def f(x, W):
        return torch.tanh(W @ x) * x[:2].exp()

    def g(x, W):
        return (f(x, W) ** 2).sum() + torch.softmax(x, 0)[0] * W.prod()

    def listed(rows):
        return [list(row) for row in rows]

    return {
        **{"x": x, "W": W, "v": v, "dW": dW},
        "jacobian": list(jacobian(f, (x, W))),
        "hessian": listed(hessian(g, (x, W))),
        "jvp": jvp(f, (x, W), (v, dW))[1],
    }
