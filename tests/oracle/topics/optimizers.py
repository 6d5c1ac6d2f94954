"""Optimisers: ten steps along given gradients."""

import keras
import torch

from common import random


def numbers():
    start = random(6)
    gradients = random(10, 6)
    # A direction without gradient and one with a tiny one: there the place of Adam's epsilon shows.
    gradients[:, 4] = 0.0
    gradients[:, 5] = (gradients[:, 5] * 1e-6).float().double()
    answers = {"start": start, "gradients": gradients}

    def keras_run(make):
        keras.backend.set_floatx("float64")
        variable = keras.Variable(start.numpy(), dtype="float64")
        optimizer = make()
        optimizer.build([variable])
        path = []
        for g in gradients:
            optimizer.apply([keras.ops.convert_to_tensor(g.numpy(), dtype="float64")], [variable])
            path.append(keras.ops.convert_to_numpy(variable).copy())
        keras.backend.set_floatx("float32")
        return path

    def torch_run(make):
        p = start.clone().requires_grad_()
        optimizer = make([p])
        path = []
        for g in gradients:
            p.grad = g.clone()
            optimizer.step()
            path.append(p.detach().clone())
        return path

    keras_optimizers = keras.optimizers
    answers["sgd"] = torch_run(lambda ps: torch.optim.SGD(ps, lr=0.1))
    answers["momentum"] = torch_run(lambda ps: torch.optim.SGD(ps, lr=0.1, momentum=0.9))
    answers["nesterov"] = torch_run(lambda ps: torch.optim.SGD(ps, lr=0.1, momentum=0.9, nesterov=True))
    answers["kerasMomentum"] = keras_run(lambda: keras_optimizers.SGD(0.1, momentum=0.9))
    answers["kerasNesterov"] = keras_run(lambda: keras_optimizers.SGD(0.1, momentum=0.9, nesterov=True))
    # Keras' Adam is the paper's efficient order, with epsilon beside sqrt(v), not beside sqrt(v corrected).
    answers["adam"] = keras_run(lambda: keras_optimizers.Adam(0.01))
    answers["adamLargeEpsilon"] = keras_run(lambda: keras_optimizers.Adam(0.01, epsilon=0.1))
    # PyTorch puts it beside sqrt(v corrected): the same for an epsilon that counts for nothing.
    answers["torchAdamTinyEpsilon"] = torch_run(lambda ps: torch.optim.Adam(ps, lr=0.01, eps=1e-30))
    # RMSProp and Adagrad with epsilon under the root, as Keras has it.
    answers["rmsprop"] = keras_run(lambda: keras_optimizers.RMSprop(0.01))
    answers["rmspropMomentum"] = keras_run(lambda: keras_optimizers.RMSprop(0.01, rho=0.8, momentum=0.9, epsilon=1e-3))
    answers["adagrad"] = keras_run(lambda: keras_optimizers.Adagrad(0.1))
    answers["torchAdagrad"] = torch_run(lambda ps: torch.optim.Adagrad(ps, lr=0.1, eps=1e-30))
    answers["adamW"] = keras_run(lambda: keras_optimizers.AdamW(0.01, weight_decay=0.1))
    answers["torchAdamWTinyEpsilon"] = torch_run(lambda ps: torch.optim.AdamW(ps, lr=0.01, eps=1e-30, weight_decay=0.2))
    answers["clipNorm"] = keras_run(lambda: keras_optimizers.SGD(0.1, momentum=0.9, global_clipnorm=1.5))
    answers["clipValue"] = keras_run(lambda: keras_optimizers.SGD(0.1, momentum=0.9, clipvalue=0.5))
    return answers
