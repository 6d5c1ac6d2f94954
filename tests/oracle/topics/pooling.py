"""Pooling, channels last."""

import torch
import torch.nn.functional as F

from common import case, random
from windows import padded, two


def numbers():
    answers = {"max": [], "average": [], "global": {}}
    # Whole numbers from 0 to 2: nearly every window has a tie.
    ties = torch.randint(0, 3, (2, 5, 6, 3)).double()
    for size, options in [
        (2, {}),
        (3, {"stride": 1}),
        (2, {"padding": "same"}),
        ([3, 2], {"stride": [2, 3], "padding": "same"}),
        (3, {"stride": 2, "padding": "same"}),
    ]:
        window, stride, padding = two(size), two(options.get("stride", size)), options.get("padding", "valid")

        def largest(x):
            z = padded(x, window, stride, [1, 1], padding, value=-float("inf"))
            return F.max_pool2d(z, window, stride).permute(0, 2, 3, 1)

        def mean(x):
            total = F.avg_pool2d(padded(x, window, stride, [1, 1], padding), window, stride)
            share = F.avg_pool2d(padded(torch.ones_like(x), window, stride, [1, 1], padding), window, stride)
            return (total / share).permute(0, 2, 3, 1)

        for x in (random(2, 5, 6, 3), ties):
            answers["max"].append({"size": size, "options": options} | case(largest, x=x))
        answers["average"].append({"size": size, "options": options} | case(mean, x=random(2, 5, 6, 3)))
    answers["global"]["max"] = case(lambda x: F.adaptive_max_pool2d(x.permute(0, 3, 1, 2), 1).flatten(1), x=ties)
    answers["global"]["average"] = case(lambda x: x.mean((1, 2)), x=random(2, 5, 6, 3))
    return answers
