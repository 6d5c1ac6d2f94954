"""The programs of the five articles in Keras 3, with their constants; see tests/seeds for what each leaves open."""

import gzip
from pathlib import Path

import keras
import numpy
from keras.layers import Conv2D, Dense, Flatten, Input, MaxPooling2D

from threefry import Rng, glorot_uniform


def by_hand():
    """000, repaired: the mean over the batch in place of the sum, and weights within Glorot's limits."""
    model = keras.Sequential([Input((784,)), Dense(10, "relu"), Dense(10, "softmax")])
    model.compile(keras.optimizers.SGD(0.01), "categorical_crossentropy", metrics=["accuracy"])
    return model


def mlp():
    """001."""
    model = keras.Sequential([Input((784,)), Dense(64, "relu"), Dense(64, "relu"), Dense(10, "softmax")])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def cnn():
    """002."""
    model = keras.Sequential(
        [
            Input((28, 28, 1)),
            *[Conv2D(32, 3, activation="relu"), MaxPooling2D(2)],
            *[Conv2D(64, 3, activation="relu"), MaxPooling2D(2)],
            *[Flatten(), Dense(10, activation="softmax")],
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


class MyModel(keras.Model):
    """003."""

    def __init__(self):
        super().__init__()
        self.dense1 = Dense(128, activation="relu")
        self.dense2 = Dense(64, activation="relu")
        self.dense3 = Dense(1, activation="sigmoid")

    def call(self, inputs, training=None, mask=None):
        return self.dense3(self.dense2(self.dense1(inputs)))


def subclass():
    model = MyModel()
    model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    model(numpy.zeros((1, 784)))
    return model


def free_dimensions(input_dim=784, output_dim=10):
    """004."""
    model = keras.Sequential(
        [Input((input_dim,)), Dense(64, "relu"), Dense(32, "relu"), Dense(output_dim, "softmax")]
    )
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model


FLAT, IMAGE = (-1, 784), (-1, 28, 28, 1)
ONE_HOT = numpy.eye(10, dtype=numpy.float32)

#: name: how to make the model, the shape of its samples, its labels from the digits, batch size, epochs.
PROGRAMS = {
    "000": (by_hand, FLAT, lambda y: ONE_HOT[y], 100, 10),
    "001": (mlp, FLAT, lambda y: y, 32, 10),
    "002": (cnn, IMAGE, lambda y: y, 32, 5),
    # The article has no data: is the digit even? And no epochs: ten, as in 001.
    "003": (subclass, FLAT, lambda y: (1 - y[:, None] % 2).astype(numpy.float32), 32, 10),
    "004": (free_dimensions, FLAT, lambda y: ONE_HOT[y], 32, 10),
}


def start_from(model, seed):
    """Weights that the other side can compute, too: uniform within Glorot's limits, biases 0."""
    rng = Rng(seed)
    model.set_weights([glorot_uniform(w.shape, rng) if w.ndim > 1 else 0 * w for w in model.get_weights()])


def digits(folder, part):
    """Images in [0, 1] and labels from IDX files named as MNIST names them; part: 'train' or 't10k'."""

    def read(kind, header):
        with gzip.open(Path(folder) / f"{part}-{kind}-ubyte.gz") as file:
            return numpy.frombuffer(file.read(), numpy.uint8, offset=header)

    return (read("images-idx3", 16) / 255).astype(numpy.float32), read("labels-idx1", 8).astype(numpy.int32)
