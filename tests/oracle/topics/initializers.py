"""Initialisers: the widths Keras draws from."""

import keras
import numpy


def numbers():
    make = keras.initializers
    uniform = {
        "uniform": make.RandomUniform,
        "lecunUniform": make.LecunUniform,
        "glorotUniform": make.GlorotUniform,
        "heUniform": make.HeUniform,
    }
    normal = {
        "truncatedNormal": make.TruncatedNormal,
        "lecunNormal": make.LecunNormal,
        "glorotNormal": make.GlorotNormal,
        "heNormal": make.HeNormal,
    }
    shapes = {"matrix": (400, 600), "windows": (3, 3, 100, 250)}
    answers = {name: list(shape) for name, shape in shapes.items()}
    for name, initializer in (uniform | normal).items():
        answers[name] = {}
        for kind, shape in shapes.items():
            values = keras.ops.convert_to_numpy(initializer(seed=0)(shape))
            # The largest of 200,000 uniform numbers is the limit, to about 1e-5 of itself.
            answers[name][kind] = {"limit": float(numpy.abs(values).max()), "std": float(values.std())}
    answers["identity"] = keras.ops.convert_to_numpy(make.Identity()((3, 5))).tolist()
    return answers
