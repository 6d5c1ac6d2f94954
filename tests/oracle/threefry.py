"""The project's generator of random numbers (src/random) in NumPy, so that both sides can start from the same weights."""

import numpy

ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24]
PARITY = 0x1BD11BDA


def words(seed, first, count):
    """`count` random words of a seed below 2³², beginning at the counter `first`; every counter gives two."""
    counter = numpy.arange(first, first + (count + 1) // 2, dtype=numpy.uint64)
    keys = [numpy.uint32(seed), numpy.uint32(0), numpy.uint32(seed ^ PARITY)]
    x0, x1 = counter.astype(numpy.uint32) + keys[0], (counter >> 32).astype(numpy.uint32) + keys[1]
    for block in range(5):
        for distance in ROTATIONS[block % 2 * 4 :][:4]:
            x0 = x0 + x1
            x1 = ((x1 << distance) | (x1 >> (32 - distance))) ^ x0
        x0, x1 = x0 + keys[(block + 1) % 3], x1 + keys[(block + 2) % 3] + numpy.uint32(block + 1)
    return numpy.stack([x0, x1], axis=-1).reshape(-1)[:count]


class Rng:
    """rng(seed): each call goes on where the one before ended."""

    def __init__(self, seed):
        self.seed, self.counter = seed, 0

    def uniform(self, shape, low, high):
        count = int(numpy.prod(shape))
        bits = words(self.seed, self.counter, count) >> 8
        self.counter += (count + 1) // 2
        return (low + (high - low) * bits * 2.0**-24).astype(numpy.float32).reshape(shape)


def glorot_uniform(shape, rng):
    """U(−a, a), a = √(6 / (inputs + outputs)), as src/initializers has it."""
    window = int(numpy.prod(shape[:-2]))
    limit = numpy.sqrt(6 / (window * (shape[-2] + shape[-1])))
    return rng.uniform(shape, -limit, limit)
