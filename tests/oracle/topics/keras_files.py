"""Models as Keras saves them: writes keras_files/*.keras and a .weights.h5, and answers with inputs and outputs."""

from pathlib import Path

import keras
import numpy
import torch
from keras import layers

from common import random

folder = Path(__file__).parents[1] / "keras_files"


def saved(name, model, *inputs):
    """Weights of every size are drawn anew, so that no bias is 0; a variance is positive."""
    for weight in model.weights:
        values = random(*weight.shape, scale=0.5).float().numpy()
        weight.assign(numpy.abs(values) + 0.5 if "variance" in weight.path else values)
    model.save(folder / f"{name}.keras")
    outputs = model(list(inputs) if len(inputs) > 1 else inputs[0], training=False)
    return {"x": inputs, "y": outputs if isinstance(outputs, (list, tuple)) else [outputs]}


def batch(*shape):
    return random(*shape).float()


def numbers():
    folder.mkdir(exist_ok=True)
    mlp = keras.Sequential(
        [
            keras.Input((5,)),
            layers.Dense(6, activation="relu"),
            layers.Dropout(0.5),
            layers.Dense(4, use_bias=False),
            layers.Activation("tanh"),
            layers.Dense(3, activation="softmax"),
        ]
    )
    images = keras.Sequential(
        [
            keras.Input((10, 9, 2)),
            layers.Conv2D(4, 3, padding="same", strides=2, activation="relu"),
            layers.BatchNormalization(),
            layers.Conv2D(4, (3, 2), groups=2, activation="silu"),
            layers.ReLU(),
            layers.DepthwiseConv2D(2, depth_multiplier=2, dilation_rate=2, padding="same"),
            layers.BatchNormalization(scale=False, epsilon=0.01),
            layers.SpatialDropout2D(0.5),
            layers.AveragePooling2D(2, strides=1, padding="same"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(3),
            layers.Softmax(),
        ]
    )
    sequences = keras.Sequential(
        [
            keras.Input((5, 3)),
            layers.LSTM(4, return_sequences=True),
            layers.LayerNormalization(),
            layers.SimpleRNN(3, return_sequences=True, use_bias=False),
            layers.Bidirectional(layers.GRU(4)),
            layers.GaussianNoise(0.1),
            layers.Reshape((4, 2)),
            layers.Flatten(),
            layers.Dense(2, activation="sigmoid"),
        ]
    )
    names = ["leaky_relu", "elu", "hard_sigmoid", "log_sigmoid", "softsign", "softplus", "swish", "gelu", "log_softmax"]
    activations = keras.Sequential([keras.Input((3,))])
    for name in names:
        activations.add(layers.Dense(3, activation=name))
    activations.add(layers.ELU())
    x = keras.Input((8, 8, 3))
    shared = layers.Conv2D(3, 3, padding="same")
    h = layers.Add()([x, shared(layers.Activation("relu")(shared(x)))])
    h = layers.Concatenate()([h, layers.Conv2D(2, 1)(x)])
    h = layers.Concatenate()([layers.GlobalAveragePooling2D()(h), layers.GlobalMaxPooling2D()(h)])
    graph = keras.Model(x, layers.Dense(2)(h))
    a, b = keras.Input((3,)), keras.Input((4,))
    h = layers.Multiply()([layers.Dense(5)(a), layers.Dense(5, activation="sigmoid")(b)])
    many = keras.Model([a, b], [layers.Dense(2)(h), h])

    words = keras.Input((4,))
    h = layers.Embedding(7, 6)(words)
    h = layers.LayerNormalization()(h + layers.MultiHeadAttention(2, 3)(h, h, use_causal_mask=True))
    memory = layers.Dense(5)(h)
    h = layers.Add()([h, layers.MultiHeadAttention(3, 2, use_bias=False)(h, memory)])
    attention = keras.Model(words, layers.Dense(2)(layers.Flatten()(h)))

    answers = {
        "mlp": saved("mlp", mlp, batch(3, 5)),
        "images": saved("images", images, batch(2, 10, 9, 2)),
        "sequences": saved("sequences", sequences, batch(2, 5, 3)),
        "activations": saved("activations", activations, batch(2, 3)),
        "attention": saved("attention", attention, torch.randint(0, 7, (3, 4)).float()),
        "graph": saved("graph", graph, batch(2, 8, 8, 3)),
        "many": saved("many", many, batch(2, 3), batch(2, 4)),
    }
    mlp.save_weights(folder / "mlp.weights.h5")
    # What is refused: a layer, a setting, a model that is none of layers.
    keras.Sequential([keras.Input((4, 2)), layers.UpSampling1D()]).save(folder / "unknown-layer.keras")
    keras.Sequential([keras.Input((4, 4, 2)), layers.Flatten(data_format="channels_first")]).save(
        folder / "unknown-setting.keras"
    )
    return answers
