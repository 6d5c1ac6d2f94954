"""Schedules: rates of the first steps."""

import keras


def numbers():
    keras_schedules = keras.optimizers.schedules
    answers = {
        "exponentialDecay": keras_schedules.ExponentialDecay(0.1, 5, 0.5),
        "stepDecay": keras_schedules.ExponentialDecay(0.1, 5, 0.5, staircase=True),
        "cosineDecay": keras_schedules.CosineDecay(0.1, 9, alpha=0.2),
    }
    return {name: [float(schedule(step)) for step in range(12)] for name, schedule in answers.items()}
