"""The programs of the five articles over 100 steps on the embedded digits: parameters, loss of every tenth batch, and after."""

from pathlib import Path

import keras

from keras_programs import PROGRAMS, digits, start_from

STEPS = 100


def run(name):
    make, shape, labels_of, size, _ = PROGRAMS[name]
    folder = Path(__file__).parents[3] / "data" / "digits"
    parts = [digits(folder, part) for part in ("train", "t10k")]
    (x, y), (x_test, y_test) = [(images.reshape(shape), labels_of(labels)) for images, labels in parts]
    model = make()
    start_from(model, 0)
    losses = []
    for step in range(STEPS):
        model.reset_metrics()
        batch = slice(step * size, (step + 1) * size)
        losses.append(model.train_on_batch(x[batch], y[batch], return_dict=True)["loss"])
    after = model.evaluate(x_test, y_test, batch_size=500, verbose=0, return_dict=True)
    return {"parameters": model.count_params(), "losses": [float(loss) for loss in losses], "after": after}


def numbers():
    answers = {}
    for name in PROGRAMS:
        keras.config.set_floatx("float32")
        keras.config.set_dtype_policy("float32")
        single = run(name)
        keras.config.set_floatx("float64")
        keras.config.set_dtype_policy("float64")
        double = run(name)
        # How far float32 alone leads away from float64, in Keras itself.
        apart = [abs(a - b) / b for a, b in zip(single["losses"], double["losses"])]
        answers[name] = {
            "parameters": double["parameters"],
            "losses": [double["losses"][0], *double["losses"][9::10]],
            "after": {name: double["after"][name] for name in ("loss", "accuracy")},
            "float32": {
                "largest difference of a loss": max(apart),
                "after": {name: single["after"][name] for name in ("loss", "accuracy")},
            },
        }
    keras.config.set_floatx("float32")
    keras.config.set_dtype_policy("float32")
    return answers
