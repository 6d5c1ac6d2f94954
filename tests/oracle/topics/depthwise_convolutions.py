"""Depthwise convolutions, channels last."""

import keras
import torch
import torch.nn.functional as F

from common import case, random
from windows import padded, two


def numbers():
    answers = []
    for size, options in [
        (3, {}),
        ([2, 3], {"padding": "same", "multiplier": 2}),
        (2, {"stride": 2, "padding": "same"}),
        (2, {"dilation": 2, "multiplier": 3}),
    ]:
        stride, dilation = two(options.get("stride", 1)), two(options.get("dilation", 1))
        padding, kernel = options.get("padding", "valid"), two(size)

        def convolve(x, W, b):
            z = padded(x, kernel, stride, dilation, padding)
            filters = W.permute(2, 3, 0, 1).reshape(-1, 1, *kernel)
            y = F.conv2d(z, filters, b, stride=stride, dilation=dilation, groups=W.shape[2])
            return y.permute(0, 2, 3, 1)

        m = options.get("multiplier", 1)
        x, W, b = random(2, 5, 6, 3), random(*kernel, 3, m), random(3 * m)
        answer = case(convolve, x=x, W=W, b=b)
        by_keras = keras.ops.depthwise_conv(
            x, W, strides=stride, padding=padding, data_format="channels_last", dilation_rate=dilation
        )
        assert torch.allclose(by_keras + b, answer["y"])
        answers.append({"size": size, "options": options} | answer)
    return answers
