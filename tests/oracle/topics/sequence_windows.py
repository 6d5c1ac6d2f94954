"""Convolution and pooling of sequences, separable convolutions and enlarged images, channels last."""

import keras
import torch
import torch.nn.functional as F

from common import case, random


def numbers():
    answers = {"conv1d": [], "max": [], "average": [], "separable": [], "upSampling": []}
    for size, options in [
        (3, {}),
        (2, {"stride": 2, "padding": "same"}),
        (3, {"dilation": 2}),
        (4, {"padding": "same"}),
    ]:
        x, W, b = random(2, 9, 3), random(size, 3, 4), random(4)

        def convolve(x, W, b):
            how = {"strides": options.get("stride", 1), "dilation_rate": options.get("dilation", 1)}
            return keras.ops.conv(x, W, padding=options.get("padding", "valid"), data_format="channels_last", **how) + b

        answer = case(convolve, x=x, W=W, b=b)
        if "padding" not in options:
            how = {"stride": options.get("stride", 1), "dilation": options.get("dilation", 1)}
            by_torch = F.conv1d(x.permute(0, 2, 1), W.permute(2, 1, 0), b, **how).permute(0, 2, 1)
            assert torch.allclose(by_torch, answer["y"])
        answers["conv1d"].append({"size": size, "options": options} | answer)
    for size, options in [(2, {}), (3, {"stride": 2, "padding": "same"})]:
        how = {"pool_size": size, "strides": options.get("stride", size), "data_format": "channels_last"}
        how["padding"] = options.get("padding", "valid")
        answers["max"].append(case(lambda x: keras.ops.max_pool(x, **how), x=random(2, 8, 3)))

        # Zeros do not count, as in TensorFlow; Keras on PyTorch repeats the last element instead.
        def mean(x):
            behind = (0, 1) if "padding" in options else (0, 0)
            total, share = (F.avg_pool1d(F.pad(z.permute(0, 2, 1), behind), size, how["strides"]) for z in (x, torch.ones_like(x)))
            return (total / share).permute(0, 2, 1)

        answers["average"].append(case(mean, x=random(2, 8, 3)))
    for m, stride in [(1, 1), (2, 2)]:

        def separable(x, depthwise, pointwise, b):
            images = x.permute(0, 3, 1, 2)
            along = depthwise.permute(2, 3, 0, 1).reshape(-1, 1, 3, 3)
            y = F.conv2d(images, along, stride=stride, groups=3)
            return F.conv2d(y, pointwise.permute(3, 2, 0, 1), b).permute(0, 2, 3, 1)

        x, along, across, b = random(2, 5, 6, 3), random(3, 3, 3, m), random(1, 1, 3 * m, 4), random(4)
        answer = case(separable, x=x, depthwise=along, pointwise=across, b=b)
        by_keras = keras.ops.separable_conv(x, along, across, strides=stride, data_format="channels_last")
        assert torch.allclose(by_keras + b, answer["y"])
        names = {"depthwise": "depthwiseConv2d1/W", "pointwise": "conv2d1/W", "b": "conv2d1/b"}
        for name, path in names.items():
            answer[path], answer[f"d{path}"] = answer.pop(name), answer.pop(f"d{name}")
        answers["separable"].append(answer)
    for size in [(2, 2), (1, 3)]:
        layer = keras.layers.UpSampling2D(size, data_format="channels_last", dtype="float64")
        answers["upSampling"].append(case(lambda x: layer(x), x=random(2, 3, 2, 2)))
    return answers
