"""JAX: picking the samples, forward pass, loss, gradients, Adam and accuracy as one function under `jit`, its state donated."""

import os
from functools import partial

from common import PREDICTED_AT_ONCE, PROGRAMS, THREADS, batches, images, labels, now, random, serve, weights

if THREADS == 1:
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
os.environ["JAX_PLATFORMS"] = "cpu"

import jax
import jax.numpy as jnp
from jax import lax

ACTIVATIONS = {"relu": jax.nn.relu, "softmax": lambda z: z, "sigmoid": lambda z: z}
LOSSES = {
    "sparse": lambda z, y: -jnp.take_along_axis(jax.nn.log_softmax(z), y[:, None], 1).mean(),
    "categorical": lambda z, y: -(y * jax.nn.log_softmax(z)).sum(1).mean(),
    "binary": lambda z, y: (jax.nn.softplus(z) - y * z).mean(),
}
CORRECT = {
    "sparse": lambda z, y: (z.argmax(1) == y).sum(),
    "categorical": lambda z, y: (z.argmax(1) == y.argmax(1)).sum(),
    "binary": lambda z, y: ((z > 0) == (y > 0.5)).sum(),
}


def convolve(x, W):
    return lax.conv_general_dilated(x, W, (1, 1), "VALID", dimension_numbers=("NHWC", "HWIO", "NHWC"))


def pool(x, size):
    return lax.reduce_window(x, -jnp.inf, lax.max, (1, size, size, 1), (1, size, size, 1), "VALID")


def forward(layers, parameters, x):
    given = iter(parameters)
    for kind, *settings in layers:
        if kind == "pool":
            x = pool(x, settings[0])
        elif kind == "flatten":
            x = x.reshape(x.shape[0], -1)
        else:
            W, b = next(given)
            x = ACTIVATIONS[settings[-1]]((x @ W if kind == "dense" else convolve(x, W)) + b)
    return x


def sgd(rate, parameters, gradients, state):
    return jax.tree.map(lambda p, g: p - rate * g, parameters, gradients), state


def adam(rate, parameters, gradients, state):
    m, v, t = state
    t = t + 1
    m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, gradients)
    v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, v, gradients)
    rate = rate * jnp.sqrt(1 - 0.999**t) / (1 - 0.9**t)
    return jax.tree.map(lambda p, m, v: p - rate * m / (jnp.sqrt(v) + 1e-7), parameters, m, v), (m, v, t)


class Peer:
    def make(self, program, batch):
        told = PROGRAMS[program]
        self.x, self.test, self.y = map(jnp.asarray, (images("train", program), images("test", program), labels(program)))
        self.batch = batch
        start = now()
        network = partial(forward, told["layers"])
        update = {"sgd": sgd, "adam": adam}[told["optimizer"][0]]

        def measured(parameters, x, y):
            z = network(parameters, x)
            return LOSSES[told["loss"]](z, y), CORRECT[told["loss"]](z, y) if told["accuracy"] else 0

        @partial(jax.jit, donate_argnums=(0, 1, 2))
        def step(parameters, state, sums, x, y, picked):
            (loss, right), gradients = jax.value_and_grad(measured, has_aux=True)(parameters, x[picked], y[picked])
            parameters, state = update(told["optimizer"][1], parameters, gradients, state)
            return parameters, state, (sums[0] + loss, sums[1] + right)

        last = jax.nn.sigmoid if told["loss"] == "binary" else jax.nn.softmax
        self.step, self.predicted = step, jax.jit(lambda parameters, x: last(network(parameters, x)))
        self.parameters = jax.tree.map(jnp.asarray, weights(program))
        zeros = partial(jax.tree.map, jnp.zeros_like, self.parameters)
        self.state = (zeros(), zeros(), jnp.zeros(()))
        self.train(1, 0, False)
        return {"ms": now() - start, "parameters": sum(p.size for p in jax.tree.leaves(self.parameters))}

    def train(self, steps, before, shuffle):
        sums = (jnp.zeros(()), jnp.zeros((), jnp.int32))
        for step, picked in enumerate(batches(len(self.x), self.batch, before + steps, shuffle)):
            if step == before:
                jax.block_until_ready(sums)
                start = now()
            self.parameters, self.state, sums = self.step(
                self.parameters, self.state, sums, self.x, self.y, picked.astype("int32")
            )
        jax.block_until_ready(self.parameters)
        loss, _ = float(sums[0]) / (before + steps), int(sums[1])
        return {"ms": now() - start, "loss": loss}

    def predict(self, images):
        start = now()
        parts = range(0, min(images, len(self.test)), PREDICTED_AT_ONCE)
        answers = [self.predicted(self.parameters, self.test[i : min(i + PREDICTED_AT_ONCE, images)]) for i in parts]
        jnp.concatenate(answers).block_until_ready()
        return {"ms": now() - start}

    def matmul(self, m, k, n, times):
        return repeated(jnp.matmul, random(m, k), random(k, n), times)

    def conv(self, batch, side, channels, filters, times):
        return repeated(convolve, random(batch, side, side, channels), random(3, 3, channels, filters), times)


def repeated(f, a, b, times):
    f, a, b = jax.jit(f), jnp.asarray(a), jnp.asarray(b)
    f(a, b).block_until_ready()
    start = now()
    for _ in range(times):
        f(a, b).block_until_ready()
    return {"ms": now() - start}


serve(Peer(), f"JAX {jax.__version__}")
