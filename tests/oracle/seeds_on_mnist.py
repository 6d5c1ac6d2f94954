"""Test accuracies of the five articles' programs on real MNIST in Keras: python seeds_on_mnist.py FOLDER_WITH_MNIST [SEEDS].

Every program starts from Keras' own weights and shuffles its own way; only 000, which its article does not shuffle, starts
from weights that the other side has, too. What was measured before is kept: a run that was stopped goes on.
"""

import json
import os
import sys
from pathlib import Path

os.environ["KERAS_BACKEND"] = "torch"

import keras
import torch

from keras_programs import PROGRAMS, digits, start_from

torch.set_num_threads(1)
folder, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3
target = Path(__file__).parents[1] / "seeds" / "numbers" / "keras.json"
made_by = f"tests/oracle/seeds_on_mnist.py with PyTorch {torch.__version__.split('+')[0]} and Keras {keras.__version__}"
accuracies = json.loads(target.read_text())["accuracies"] if target.exists() else {name: [] for name in PROGRAMS}
parts = [digits(folder, part) for part in ("train", "t10k")]

for seed in range(count):
    for name, (make, shape, labels_of, size, epochs) in PROGRAMS.items():
        if len(accuracies[name]) > seed:
            continue
        (x, y), (x_test, y_test) = [(images.reshape(shape), labels_of(labels)) for images, labels in parts]
        keras.utils.set_random_seed(seed)
        model = make()
        if name == "000":
            start_from(model, seed)
        model.fit(x, y, batch_size=size, epochs=epochs, shuffle=name != "000", verbose=0)
        result = model.evaluate(x_test, y_test, batch_size=1000, verbose=0, return_dict=True)
        accuracies[name].append(round(float(result["accuracy"]), 4))
        target.write_text(json.dumps({"made by": made_by, "accuracies": accuracies}, indent=2) + "\n")
        print(name, "seed", seed, accuracies[name][-1], flush=True)
