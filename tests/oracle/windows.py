"""Windows on images, channels last: margins as TensorFlow and Keras define them."""

import torch.nn.functional as F


def same_margins(n, k, stride, dilation):
    """Zeros before and after, as TensorFlow and Keras define 'same': the odd one behind."""
    missing = max((-(-n // stride) - 1) * stride + dilation * (k - 1) + 1 - n, 0)
    return missing // 2, missing - missing // 2


def padded(x, size, stride, dilation, padding, value=0.0):
    """x in PyTorch's order of axes, with the margins made beforehand."""
    x = x.permute(0, 3, 1, 2)
    if padding == "valid":
        return x
    top, bottom = same_margins(x.shape[2], size[0], stride[0], dilation[0])
    left, right = same_margins(x.shape[3], size[1], stride[1], dilation[1])
    return F.pad(x, (left, right, top, bottom), value=value)


def two(pair):
    return [pair, pair] if isinstance(pair, int) else pair
