"""Saliency, integrated gradients and occlusion of a small convolutional network, channels last."""

import torch
import torch.nn.functional as F

from common import random


def numbers():
    x = random(2, 6, 7, 2)
    weights = [random(3, 3, 2, 3, scale=0.5), random(3), random(12, 4), random(4)]
    targets = [2, 0]

    def logits(z):
        W, b, V, c = weights
        y = F.conv2d(z.permute(0, 3, 1, 2), W.permute(3, 2, 0, 1), b).relu()
        return F.max_pool2d(y, 2).permute(0, 2, 3, 1).reshape(len(z), -1) @ V + c

    def slope(score, z):
        leaf = z.clone().requires_grad_()
        sum(score(leaf)[i, t] for i, t in enumerate(targets)).backward()
        return leaf.grad

    def integrated(baseline, steps):
        alphas = [(k + 0.5) / steps for k in range(steps)]
        return (x - baseline) * sum(slope(logits, baseline + a * (x - baseline)) for a in alphas) / steps

    def occluded(size, stride, value):
        rows, columns = (-(-(n - s) // d) + 1 for n, s, d in zip(x.shape[1:3], size, stride))
        maps = torch.zeros(2, rows, columns)
        for row in range(rows):
            for column in range(columns):
                z = x.clone()
                top, left = row * stride[0], column * stride[1]
                z[:, top : top + size[0], left : left + size[1]] = value
                scores = logits(z).softmax(-1)
                maps[:, row, column] = torch.stack([scores[i, t] for i, t in enumerate(targets)])
        return maps

    return {
        "x": x,
        "weights": weights,
        "targets": targets,
        "logit": slope(logits, x),
        "output": slope(lambda z: logits(z).softmax(-1), x),
        "integrated": integrated(torch.full_like(x, 0.25), 7),
        "occlusion": [occluded((2, 3), (1, 1), 0.0), occluded((3, 3), (2, 3), 0.5)],
    }
