"""What the Python peers share: how they are asked, and the digits, weights and programs that all contestants have.

A peer is a process: python PEER.py FOLDER THREADS [WAY]. It tells its version, then answers requests, a line of JSON each.
A peer is an object with these methods; all times are in milliseconds:

    make(program, batch)             a model from the given weights, and its first step: {ms, parameters}
    train(steps, before, shuffle)    `before` steps, then so many that count: {ms of those, loss: the mean of all}
    predict(images)                  probabilities for so many test images, 250 at a time: {ms}
    matmul(m, k, n, times)           products of [m, k] and [k, n], one after the other: {ms}
    conv(batch, side, channels, filters, times)    3×3 convolutions of square images: {ms}
"""

import json
import os
import sys
import time
from pathlib import Path

import numpy

FOLDER, THREADS, *WAY = sys.argv[1:]
THREADS = int(THREADS)
PROGRAMS = json.loads((Path(__file__).parent / "programs.json").read_text())
PREDICTED_AT_ONCE = 250


def read(name, dtype, *shape):
    return numpy.fromfile(Path(FOLDER) / name, dtype).reshape(-1, *shape)


def images(part, program):
    return read(f"{part}-images.f32", numpy.float32, *PROGRAMS[program]["input"])


def labels(program):
    digits = read("train-labels.i32", numpy.int32)
    kinds = {
        "digits": lambda: digits,
        "oneHot": lambda: numpy.eye(10, dtype=numpy.float32)[digits],
        "even": lambda: (1 - digits[:, None] % 2).astype(numpy.float32),
    }
    return kinds[PROGRAMS[program]["labels"]]()


def weights(program):
    """Weights and biases of each layer that has some, with Keras' shapes."""
    flat, result = read(f"{program}-weights.f32", numpy.float32), []
    *sides, depth = PROGRAMS[program]["input"]
    for kind, *settings in PROGRAMS[program]["layers"]:
        shape = None
        if kind == "dense":
            shape, depth = (depth, settings[0]), settings[0]
        elif kind == "conv":
            filters, size, _ = settings
            shape, depth = (size, size, depth, filters), filters
            sides = [side - size + 1 for side in sides]
        elif kind == "pool":
            sides = [side // settings[0] for side in sides]
        elif kind == "flatten":
            sides, depth = [], depth * sides[0] * sides[1]
        if shape is not None:
            count = int(numpy.prod(shape))
            result.append((flat[:count].reshape(shape), flat[count : count + depth]))
            flat = flat[count + depth :]
    return result


RANDOM = numpy.random.default_rng(0)


def batches(count, size, steps, shuffle):
    """The indices of the samples of so many batches."""
    order = RANDOM.permutation(count) if shuffle else numpy.arange(count)
    for step in range(steps):
        yield order[numpy.arange(step * size, (step + 1) * size) % count]


def now():
    return 1000 * time.perf_counter()


def random(*shape):
    return RANDOM.standard_normal(shape, numpy.float32)


def serve(peer, version):
    """Answers until there are no more requests. What libraries print goes to standard error."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    print(json.dumps({"version": version}), file=answers)
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = getattr(peer, request.pop("do"))(**request)
        except Exception as error:  # whatever a library throws is the answer
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), file=answers)
