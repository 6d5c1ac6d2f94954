"""Numbers of trained weights of Keras' EfficientNets."""

import keras


def numbers():
    count = lambda model: sum(int(v.numpy().size if hasattr(v, "numpy") else v.value.numel()) for v in model.trainable_weights)
    makers = {"b0": keras.applications.EfficientNetB0, "b2": keras.applications.EfficientNetB2}
    return {name: count(make(weights=None)) for name, make in makers.items()}
