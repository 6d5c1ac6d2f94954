"""Keras 3 on TensorFlow, with `fit` and `predict` as they are; on PyTorch where TensorFlow is not installed."""

import importlib.util
import os

from common import PREDICTED_AT_ONCE, PROGRAMS, THREADS, images, labels, now, random, serve, weights

HAS_TENSORFLOW = importlib.util.find_spec("tensorflow") is not None
os.environ["KERAS_BACKEND"] = "tensorflow" if HAS_TENSORFLOW else "torch"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

if HAS_TENSORFLOW:
    import tensorflow as backend

    backend.config.threading.set_intra_op_parallelism_threads(THREADS)
    backend.config.threading.set_inter_op_parallelism_threads(THREADS)
else:
    import torch as backend

    backend.set_num_threads(THREADS)

import keras
from keras import layers, ops

LAYERS = {
    "dense": lambda units, activation: layers.Dense(units, activation),
    "conv": lambda filters, size, activation: layers.Conv2D(filters, size, activation=activation),
    "pool": layers.MaxPooling2D,
    "flatten": layers.Flatten,
}
LOSSES = {
    "sparse": "sparse_categorical_crossentropy",
    "categorical": "categorical_crossentropy",
    "binary": "binary_crossentropy",
}
OPTIMIZERS = {"sgd": keras.optimizers.SGD, "adam": keras.optimizers.Adam}


class Clock(keras.callbacks.Callback):
    """Stops the training after so many steps, and keeps when a step ended."""

    def __init__(self, before, steps):
        super().__init__()
        self.before, self.last, self.loss = before, before + steps, None

    def on_train_begin(self, logs=None):
        self.start = now()

    def on_train_batch_end(self, batch, logs=None):
        if batch + 1 == self.before:
            self.start = now()
        if batch + 1 == self.last:
            self.ms, self.loss = now() - self.start, float(logs["loss"])
            self.model.stop_training = True


class Peer:
    def make(self, program, batch):
        told = PROGRAMS[program]
        self.x, self.test, self.y = images("train", program), images("test", program), labels(program)
        self.batch = batch
        start = now()
        network = [LAYERS[kind](*settings) for kind, *settings in told["layers"]]
        self.model = keras.Sequential([keras.Input(told["input"]), *network])
        name, rate = told["optimizer"]
        metrics = ["accuracy"] if told["accuracy"] else []
        self.model.compile(OPTIMIZERS[name](rate), LOSSES[told["loss"]], metrics=metrics)
        self.model.set_weights([array for pair in weights(program) for array in pair])
        self.train(1, 0, False)
        return {"ms": now() - start, "parameters": self.model.count_params()}

    def train(self, steps, before, shuffle):
        clock = Clock(before, steps)
        self.model.fit(self.x, self.y, batch_size=self.batch, shuffle=shuffle, verbose=0, callbacks=[clock])
        return {"ms": clock.ms, "loss": clock.loss}

    def predict(self, images):
        start = now()
        self.model.predict(self.test[:images], batch_size=PREDICTED_AT_ONCE, verbose=0)
        return {"ms": now() - start}

    def matmul(self, m, k, n, times):
        return repeated(ops.matmul, random(m, k), random(k, n), times)

    def conv(self, batch, side, channels, filters, times):
        return repeated(ops.conv, random(batch, side, side, channels), random(3, 3, channels, filters), times)


def repeated(f, a, b, times):
    a, b = ops.convert_to_tensor(a), ops.convert_to_tensor(b)
    f(a, b)
    start = now()
    for _ in range(times):
        f(a, b)
    return {"ms": now() - start}


on = f"TensorFlow {backend.__version__}" if HAS_TENSORFLOW else f"PyTorch {backend.__version__.split('+')[0]}"
serve(Peer(), f"Keras {keras.__version__} on {on}")
