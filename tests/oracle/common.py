"""What the topics share: exact inputs, gradients, and numbers as JSON."""

import os

os.environ["KERAS_BACKEND"] = "torch"

import keras
import numpy
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def rounded(value):
    """Tensors as nested lists; nine significant digits are more than float32 holds. JSON knows no infinity: as text."""
    if isinstance(value, torch.Tensor):
        return rounded(value.detach().cpu().tolist())
    if isinstance(value, numpy.ndarray):
        return rounded(value.tolist())
    if isinstance(value, (list, tuple)):
        return [rounded(item) for item in value]
    if isinstance(value, dict):
        return {name: rounded(item) for name, item in value.items()}
    if isinstance(value, float):
        return float(f"{value:.9g}") if abs(value) < float("inf") else str(value)
    return value


def random(*shape, scale=1.0):
    """Values that float32 holds exactly, so that both sides start from the same numbers."""
    return (torch.randn(*shape) * scale).float().double()


def with_gradients(loss, **inputs):
    """The loss of each sample, and the gradient of the mean loss by each input."""
    leaves = {name: value.clone().requires_grad_() for name, value in inputs.items()}
    values = loss(**leaves)
    values.mean().backward()
    return {"losses": values, "gradients": {name: leaf.grad for name, leaf in leaves.items()}}


def case(f, **inputs):
    """Value and gradients of a weighted sum of f's elements."""
    leaves = {name: value.clone().requires_grad_() for name, value in inputs.items()}
    y = f(**leaves)
    dy = random(*y.shape)
    (y * dy).sum().backward()
    return {**inputs, "dy": dy, "y": y} | {f"d{name}": leaf.grad for name, leaf in leaves.items()}
