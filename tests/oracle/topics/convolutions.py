"""Convolutions, channels last."""

import keras
import torch
import torch.nn.functional as F

from common import case, random
from windows import padded, two


def numbers():
    answers = []
    for filters, size, options in [
        (3, 3, {}),
        (3, 3, {"padding": "same"}),
        (2, [2, 3], {"stride": [2, 1]}),
        (2, 2, {"padding": "same"}),
        (2, [4, 2], {"padding": "same", "stride": [2, 3]}),
        (2, 2, {"dilation": 2}),
        (2, [3, 2], {"dilation": [1, 3], "padding": "same"}),
        (4, 3, {"groups": 2, "padding": "same"}),
        (6, [2, 3], {"groups": 2, "stride": 2, "dilation": [2, 1]}),
        (2, 1, {}),
    ]:
        stride, dilation = two(options.get("stride", 1)), two(options.get("dilation", 1))
        padding, groups, kernel = options.get("padding", "valid"), options.get("groups", 1), two(size)

        def convolve(x, W, b):
            z = padded(x, kernel, stride, dilation, padding)
            y = F.conv2d(z, W.permute(3, 2, 0, 1), b, stride=stride, dilation=dilation, groups=groups)
            return y.permute(0, 2, 3, 1)

        x, W, b = random(2, 6, 7, 4), random(*kernel, 4 // groups, filters), random(filters)
        answer = case(convolve, x=x, W=W, b=b)
        if max(stride) == 1 or max(dilation) == 1:
            by_keras = keras.ops.conv(x, W, strides=stride, padding=padding, data_format="channels_last", dilation_rate=dilation)
            assert torch.allclose(by_keras + b, answer["y"])
        answers.append({"filters": filters, "size": size, "options": options} | answer)
    return answers
