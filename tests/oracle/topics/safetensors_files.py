"""Files as Python's safetensors package writes them, byte by byte, and the values in them."""

import numpy
import torch
from safetensors.numpy import save
from safetensors.torch import save as save_torch


def numbers():
    ours = {
        "dense1/W": numpy.array([[1.5, -2.25, 0.0], [3.0, 1e-20, -1e20]], dtype=numpy.float32),
        "dense1/b": numpy.array([0.5, 0.25, 0.125], dtype=numpy.float32),
        "scalar": numpy.array(0.1, dtype=numpy.float64),
        "steps": numpy.array([1, -2, 2147483647], dtype=numpy.int32),
        "10": numpy.array([True, False, True]),
        "leer/空 \"x\"": numpy.zeros((0, 3), dtype=numpy.float32),
    }
    values = [0.0, -0.0, 1.0, -1.5, 65504.0, 6e-8, 1e-4, 3.14159]
    halves = {"half": torch.tensor(values, dtype=torch.float16), "brain": torch.tensor(values, dtype=torch.bfloat16)}
    whole = {
        name: torch.tensor([0, 1, 100], dtype=getattr(torch, name))
        for name in ("uint8", "int8", "int16", "uint16", "uint32", "int64", "uint64")
    }
    eighths = {"eighth": torch.tensor([1.0], dtype=torch.float8_e4m3fn)}
    large = {"large": torch.tensor([1, 2**40], dtype=torch.int64)}
    return {
        "ours": list(save(ours, metadata={"format": "np", "who": "å"})),
        "empty": list(save({})),
        "halves": list(save_torch(halves)),
        "halvesAsFloats": {name: tensor.float() for name, tensor in halves.items()},
        "whole": list(save_torch(whole)),
        "eighths": list(save_torch(eighths)),
        "large": list(save_torch(large)),
    }
