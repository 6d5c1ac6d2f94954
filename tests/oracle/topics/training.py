"""fit and evaluate of Keras: weights of samples and classes, several inputs and outputs; six updates of a small network."""

import keras
import numpy
import torch

from common import random


def numbers():
    keras.backend.set_floatx("float64")
    x, z = random(10, 4), random(10, 3)
    labels = torch.tensor([0, 1, 2, 0, 2, 1, 1, 0, 2, 2])
    evens = random(10, 1)
    weights = torch.tensor([1.0, 0.5, 2.0, 0.0, 1.5, 1.0, 3.0, 0.25, 1.0, 1.0])
    initial = [random(4, 5, scale=0.7), random(5, scale=0.1), random(5, 3, scale=0.7), random(3, scale=0.1)]
    answers = {"x": x, "z": z, "labels": labels, "evens": evens, "sampleWeight": weights, "initial": initial}
    adam = {"learning_rate": 0.05, "epsilon": 1e-7}

    def network():
        layers = [keras.layers.Dense(5, activation="tanh"), keras.layers.Dense(3, activation="softmax")]
        model = keras.Sequential([keras.Input((4,)), *layers])
        model.set_weights([value.numpy() for value in initial])
        model.compile(
            optimizer=keras.optimizers.Adam(**adam),
            loss="sparse_categorical_crossentropy",
            metrics=["accuracy"],
        )
        return model

    def run(validation=None, **options):
        model = network()
        n = 8
        history = model.fit(
            x[:n].numpy(), labels[:n].numpy(), batch_size=4, epochs=3, shuffle=False, verbose=0,
            validation_data=validation, **options,
        ).history
        return {"history": history, "weights": model.get_weights()}

    held = (x[8:].numpy(), labels[8:].numpy())
    answers["plain"] = run(held)
    answers["weighted"] = run((*held, weights[1:3].numpy()), sample_weight=weights[:8].numpy())
    answers["byClass"] = run(held, class_weight={0: 1.0, 1: 5.0, 2: 0.5})
    model = network()
    answers["evaluated"] = model.evaluate(x.numpy(), labels.numpy(), sample_weight=weights.numpy(), batch_size=3, verbose=0)

    # Two inputs, two outputs.
    hidden = [random(7, 5, scale=0.5), random(5, scale=0.1), random(5, 3, scale=0.7), random(3), random(5, 1), random(1)]
    answers["hidden"] = hidden
    a, b = keras.Input((4,)), keras.Input((3,))
    h = keras.layers.Dense(5, activation="tanh")(keras.layers.Concatenate()([a, b]))
    digit = keras.layers.Dense(3, activation="softmax", name="digit")(h)
    parity = keras.layers.Dense(1, name="parity")(h)
    model = keras.Model([a, b], [digit, parity])
    model.set_weights([value.numpy() for value in hidden])
    model.compile(
        optimizer=keras.optimizers.Adam(**adam),
        loss=["sparse_categorical_crossentropy", "mean_squared_error"],
        loss_weights=[1.0, 0.3],
        metrics=[["accuracy"], []],
    )
    inputs, targets = [x.numpy(), z.numpy()], [labels.numpy(), evens.numpy()]
    answers["severalBefore"] = model.evaluate(inputs, targets, batch_size=4, verbose=0, return_dict=True)
    history = model.fit(
        inputs, targets, batch_size=4, epochs=3, shuffle=False, verbose=0, sample_weight=[weights.numpy(), weights.numpy()]
    ).history
    answers["several"] = {"history": history, "weights": model.get_weights(), "predicted": model.predict(inputs, verbose=0)}

    # A class at every time of a sequence, and one weight for the whole of it.
    steps, classes = random(4, 3, 2), torch.tensor([[0, 1, 1], [1, 0, 0], [0, 0, 1], [1, 1, 0]])
    at_times = keras.Sequential([keras.Input((3, 2)), keras.layers.Dense(2, activation="softmax")])
    start = [random(2, 2), random(2)]
    at_times.set_weights([value.numpy() for value in start])
    at_times.compile(optimizer="sgd", loss="sparse_categorical_crossentropy")
    four = weights[:4].numpy()
    answers["sequences"] = {
        "x": steps,
        "labels": classes,
        "initial": start,
        "weighted": at_times.evaluate(steps.numpy(), classes.numpy(), sample_weight=four[:, None], verbose=0),
    }
    keras.backend.set_floatx("float32")
    return answers
