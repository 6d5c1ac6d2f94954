"""Computes with PyTorch and Keras the numbers that the tests hold the framework to: one file a topic; see README.md."""

import importlib
import json
import sys
import zlib
from pathlib import Path

here = Path(__file__).parent
sys.path[:0] = [str(here), str(here / "topics")]

# First, for it chooses Keras' backend.
from common import keras, rounded, torch

topics = sys.argv[1:] or sorted(path.stem for path in (here / "topics").glob("*.py"))
for topic in topics:
    # A seed for each topic: adding one leaves the numbers of the others as they are.
    torch.manual_seed(zlib.crc32(topic.encode()))
    versions = f"PyTorch {torch.__version__.split('+')[0]} and Keras {keras.__version__}"
    numbers = rounded(importlib.import_module(topic).numbers())
    answers = {"made by": f"tests/oracle/topics/{topic}.py with {versions}", "numbers": numbers}
    target = here / "numbers" / f"{topic}.json"
    target.write_text(json.dumps(answers, separators=(",", ":")) + "\n")
    print(target.name, target.stat().st_size, "bytes")
