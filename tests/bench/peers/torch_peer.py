"""PyTorch, a loop by hand as its tutorials write it: operation by operation, or compiled with `torch.compile`.

Samples are picked by one index operation, which is much cheaper than a DataLoader. Loss and accuracy are added up as tensors,
and read once at the end.
"""

import torch
import torch.nn.functional as F
from torch import nn

from common import PREDICTED_AT_ONCE, PROGRAMS, THREADS, WAY, batches, images, labels, now, random, serve, weights

torch.set_num_threads(THREADS)
COMPILED = WAY == ["compiled"]
ACTIVATIONS = {"relu": nn.ReLU, "softmax": nn.Identity, "sigmoid": nn.Identity}
LOSSES = {
    "sparse": lambda z, y: F.cross_entropy(z, y.long()),
    "categorical": F.cross_entropy,
    "binary": F.binary_cross_entropy_with_logits,
}
CORRECT = {
    "sparse": lambda z, y: (z.argmax(1) == y).sum(),
    "categorical": lambda z, y: (z.argmax(1) == y.argmax(1)).sum(),
    "binary": lambda z, y: ((z > 0) == (y > 0.5)).sum(),
}


def network(program):
    """The layers, with images as [batch, channels, height, width]."""
    given, layers, pixels = iter(weights(program)), [], None
    for kind, *settings in PROGRAMS[program]["layers"]:
        if kind == "pool":
            layers.append(nn.MaxPool2d(settings[0]))
        elif kind == "flatten":
            layers.append(nn.Flatten())
            pixels = True
        else:
            W, b = next(given)
            if kind == "conv":
                layer, W = nn.Conv2d(W.shape[2], W.shape[3], W.shape[0]), W.transpose(3, 2, 0, 1)
                channels = W.shape[0]
            else:
                layer = nn.Linear(*W.shape)
                # Here channels come before pixels.
                W = W.reshape(-1, channels, W.shape[1]).transpose(1, 0, 2).reshape(W.shape).T if pixels else W.T
            layer.weight.data.copy_(torch.tensor(W.copy()))
            layer.bias.data.copy_(torch.tensor(b.copy()))
            layers += [layer, ACTIVATIONS[settings[-1]]()]
    return nn.Sequential(*layers)


def optimizer(parameters, name, rate):
    if name == "sgd":
        return torch.optim.SGD(parameters, lr=rate)
    return torch.optim.Adam(parameters, lr=rate, eps=1e-7, **({"fused": True} if COMPILED else {}))


class Peer:
    def make(self, program, batch):
        told = PROGRAMS[program]
        channels_first = (lambda x: x.transpose(0, 3, 1, 2).copy()) if len(told["input"]) == 3 else lambda x: x
        self.x, self.test = [torch.from_numpy(channels_first(images(part, program))) for part in ("train", "test")]
        self.y, self.batch = torch.from_numpy(labels(program)), batch
        start = now()
        model = network(program)
        self.optimizer = optimizer(model.parameters(), *told["optimizer"])
        last = {"sparse": lambda z: z.softmax(1), "categorical": lambda z: z.softmax(1), "binary": torch.sigmoid}

        def measured(x, y):
            z = model(x)
            loss = LOSSES[told["loss"]](z, y)
            return loss, CORRECT[told["loss"]](z, y) if told["accuracy"] else torch.zeros(())

        def predicted(x):
            return last[told["loss"]](model(x))

        compiled = (lambda f: torch.compile(f)) if COMPILED else lambda f: f
        self.measured, self.predicted = compiled(measured), compiled(predicted)
        self.train(1, 0, False)
        return {"ms": now() - start, "parameters": sum(p.numel() for p in model.parameters())}

    def train(self, steps, before, shuffle):
        total = correct = torch.zeros(())
        for step, picked in enumerate(batches(len(self.x), self.batch, before + steps, shuffle)):
            if step == before:
                start = now()
            picked = torch.from_numpy(picked)
            x, y = self.x.index_select(0, picked), self.y.index_select(0, picked)
            self.optimizer.zero_grad()
            loss, right = self.measured(x, y)
            loss.backward()
            self.optimizer.step()
            total, correct = total + loss.detach(), correct + right.detach()
        loss, _ = float(total) / (before + steps), float(correct)
        return {"ms": now() - start, "loss": loss}

    def predict(self, images):
        start = now()
        with torch.inference_mode():
            torch.cat([self.predicted(x) for x in self.test[:images].split(PREDICTED_AT_ONCE)])
        return {"ms": now() - start}

    def matmul(self, m, k, n, times):
        a, b = torch.from_numpy(random(m, k)), torch.from_numpy(random(k, n))
        return repeated(torch.matmul, a, b, times)

    def conv(self, batch, side, channels, filters, times):
        x, W = torch.from_numpy(random(batch, channels, side, side)), torch.from_numpy(random(filters, channels, 3, 3))
        return repeated(F.conv2d, x, W, times)


def repeated(f, a, b, times):
    """Not compiled: one operation has nothing to be merged with."""
    with torch.inference_mode():
        f(a, b)
        start = now()
        for _ in range(times):
            f(a, b)
    return {"ms": now() - start}


serve(Peer(), f"PyTorch {torch.__version__.split('+')[0]}")
