"""Computes with PyTorch and Keras the numbers that the tests hold the framework to; see README.md."""

import json
import os
from pathlib import Path

os.environ["KERAS_BACKEND"] = "torch"

import keras
import numpy
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.manual_seed(0)


def rounded(value):
    """Tensors as nested lists; nine significant digits are more than float32 holds. JSON knows no infinity: as text."""
    if isinstance(value, torch.Tensor):
        return rounded(value.detach().cpu().tolist())
    if isinstance(value, numpy.ndarray):
        return rounded(value.tolist())
    if isinstance(value, (list, tuple)):
        return [rounded(item) for item in value]
    if isinstance(value, dict):
        return {name: rounded(item) for name, item in value.items()}
    if isinstance(value, float):
        return float(f"{value:.9g}") if abs(value) < float("inf") else str(value)
    return value


def random(*shape, scale=1.0):
    """Values that float32 holds exactly, so that both sides start from the same numbers."""
    return (torch.randn(*shape) * scale).float().double()


def with_gradients(loss, **inputs):
    """The loss of each sample, and the gradient of the mean loss by each input."""
    leaves = {name: value.clone().requires_grad_() for name, value in inputs.items()}
    values = loss(**leaves)
    values.mean().backward()
    return {"losses": values, "gradients": {name: leaf.grad for name, leaf in leaves.items()}}


# ── functions at their extremes ──────────────────────────────────────────────
def functions():
    x = torch.tensor([-1000.0, -100.0, -20.0, -5.0, -1.0, -1e-4, 0.0, 1e-4, 1.0, 5.0, 20.0, 100.0, 1000.0])
    table = {
        "relu": torch.relu,
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        # PyTorch's own softplus turns into x beyond a threshold; ln(1 + e^x) = -ln sigmoid(-x) does not.
        "softplus": lambda t: -F.logsigmoid(-t),
    }
    answers = {"x": x}
    for name, f in table.items():
        leaf = x.clone().requires_grad_()
        y = f(leaf)
        y.sum().backward()
        answers[name] = {"y": y, "dx": leaf.grad}
    rows = torch.tensor([[1000.0, 999.0, -1000.0], [-1000.0, -1000.0, -1000.0], [0.0, 1.0, 2.0], [1000.0, -1000.0, 0.0]])
    answers["rows"] = rows
    leaf = rows.clone().requires_grad_()
    y = torch.logsumexp(leaf, -1)
    y.sum().backward()
    answers["logSumExp"] = {"y": y, "dx": leaf.grad}
    weights = torch.tensor([[1.0, -2.0, 0.5]])
    for name, f in {"softmax": torch.softmax, "logSoftmax": torch.log_softmax}.items():
        leaf = rows.clone().requires_grad_()
        y = f(leaf, -1)
        (y * weights).sum().backward()
        answers[name] = {"y": y, "dx": leaf.grad}
    answers["weights"] = weights
    return answers


# ── the dense layer ──────────────────────────────────────────────────────────
def dense():
    x, W, b, dy = random(5, 4), random(4, 3), random(3), random(5, 3)
    activations = {
        "linear": lambda z: z,
        "relu": torch.relu,
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        "softplus": F.softplus,
        "softmax": lambda z: torch.softmax(z, -1),
    }
    answers = {"x": x, "W": W, "b": b, "dy": dy, "activations": {}}
    for name, f in activations.items():
        leaves = [value.clone().requires_grad_() for value in (x, W, b)]
        y = f(leaves[0] @ leaves[1] + leaves[2])
        (y * dy).sum().backward()
        answers["activations"][name] = {"y": y, "dx": leaves[0].grad, "dW": leaves[1].grad, "db": leaves[2].grad}
    return answers


# ── losses: one number a sample; gradients of their mean ────────────────────
def losses():
    logits = random(6, 4, scale=3)
    labels = torch.tensor([0, 3, 1, 1, 2, 0])
    one_hot = F.one_hot(labels, 4).double()
    answers = {"logits": logits, "labels": labels, "oneHot": one_hot}
    answers["crossentropy"] = with_gradients(lambda logits: F.cross_entropy(logits, labels, reduction="none"), logits=logits)
    soft = torch.softmax(random(6, 4), -1).float().double()
    answers["distribution"] = soft
    answers["distributionCrossentropy"] = with_gradients(
        lambda logits: F.cross_entropy(logits, soft, reduction="none"), logits=logits
    )

    z, y = random(6, 2, scale=3), torch.tensor([[0, 1], [1, 1], [0, 0], [1, 0], [0, 1], [1, 0]]).double()
    answers["binary"] = {"z": z, "y": y}
    answers["binary"]["fromLogits"] = with_gradients(
        lambda z: F.binary_cross_entropy_with_logits(z, y, reduction="none").mean(-1), z=z
    )
    # From probabilities as Keras defines it, with its clipping: 0 and 1 themselves are among them.
    p = torch.tensor([[0.0, 1.0], [0.25, 0.5], [1e-9, 0.9], [0.7, 0.1], [0.5, 0.999], [1.0, 0.0]]).float()
    answers["binary"]["p"] = p.double()
    answers["binary"]["fromProbabilities"] = keras.losses.BinaryCrossentropy(reduction=None)(y.float(), p).double()

    q = torch.tensor([[0.1, 0.2, 0.3, 0.4], [0.7, 0.1, 0.1, 0.1], [1.0, 0.0, 0.0, 0.0], [0.2, 0.6, 0.1, 0.1]]).float()
    answers["probabilities"] = q.double()
    answers["probabilityLabels"] = torch.tensor([3, 0, 1, 1])
    sparse = keras.losses.SparseCategoricalCrossentropy(reduction=None)
    answers["sparseFromProbabilities"] = sparse(answers["probabilityLabels"], q).double()

    prediction, target = random(5, 3), random(5, 3)
    answers["mse"] = {"prediction": prediction, "target": target}
    answers["mse"] |= with_gradients(
        lambda prediction: F.mse_loss(prediction, target, reduction="none").mean(-1), prediction=prediction
    )
    signs = torch.sign(target)
    more = {
        "mae": lambda prediction: F.l1_loss(prediction, target, reduction="none").mean(-1),
        "huber": lambda prediction: F.huber_loss(prediction, target, reduction="none", delta=0.7).mean(-1),
        "hinge": lambda prediction: torch.relu(1 - signs * prediction).mean(-1),
        "exponential": lambda prediction: torch.exp(-signs * prediction).mean(-1),
    }
    answers["signs"] = signs
    for name, loss in more.items():
        answers[name] = with_gradients(loss, prediction=prediction)
    by_keras = keras.losses.Hinge(reduction=None, dtype="float64")((signs + 1) / 2, prediction)
    assert torch.allclose(by_keras.double(), answers["hinge"]["losses"])
    answers["smoothed"] = with_gradients(
        lambda logits: F.cross_entropy(logits, labels, reduction="none", label_smoothing=0.1), logits=logits
    )
    smooth = keras.losses.BinaryCrossentropy(from_logits=True, label_smoothing=0.1, reduction=None, dtype="float64")
    answers["binary"]["smoothed"] = smooth(y, z)
    return answers


# ── schedules: rates of the first steps ──────────────────────────────────────
def schedules():
    keras_schedules = keras.optimizers.schedules
    answers = {
        "exponentialDecay": keras_schedules.ExponentialDecay(0.1, 5, 0.5),
        "stepDecay": keras_schedules.ExponentialDecay(0.1, 5, 0.5, staircase=True),
        "cosineDecay": keras_schedules.CosineDecay(0.1, 9, alpha=0.2),
    }
    return {name: [float(schedule(step)) for step in range(12)] for name, schedule in answers.items()}


# ── metrics, as Keras counts them ─────────────────────────────────────────────
def metrics():
    torch.manual_seed(5)
    answers = {}
    outputs = torch.softmax(random(40, 7, scale=1.5), -1).float()
    labels = torch.randint(0, 7, (40,))
    one_hot = F.one_hot(labels, 7).float()
    answers["several"] = {"prediction": outputs, "labels": labels}
    hard = F.one_hot(outputs.argmax(-1), 7).float()
    for name, make in {"precision": keras.metrics.Precision, "recall": keras.metrics.Recall}.items():
        answers["several"][name] = numpy.mean([float(make(class_id=c)(one_hot, hard)) for c in range(7)]).item()
    answers["several"]["f1"] = float(keras.metrics.F1Score(average="macro")(one_hot, outputs))
    for k in (1, 3, 5):
        answers["several"][f"top{k}Accuracy"] = float(keras.metrics.SparseTopKCategoricalAccuracy(k=k)(labels, outputs))
    confusion = torch.zeros(7, 7, dtype=torch.int64)
    for actual, predicted in zip(labels, outputs.argmax(-1)):
        confusion[actual, predicted] += 1
    answers["several"]["confusion"] = confusion

    # Scores in tenths: there are ties, and every threshold Keras takes lies between them.
    p = (torch.randint(0, 10, (60, 1)) / 10 + 0.05).float()
    y = (torch.rand(60, 1) < p.double()).float()
    answers["one"] = {"prediction": p, "labels": y}
    answers["one"]["precision"] = float(keras.metrics.Precision()(y, p))
    answers["one"]["recall"] = float(keras.metrics.Recall()(y, p))
    answers["one"]["f1"] = float(keras.metrics.F1Score(threshold=0.5)(y, p)[0])
    torch.set_default_dtype(torch.float32)
    answers["one"]["auc"] = float(keras.metrics.AUC()(y, p))
    torch.set_default_dtype(torch.float64)

    target = random(30, 3)
    prediction = (target + random(30, 3, scale=0.7)).float().double()
    answers["regression"] = {"target": target, "prediction": prediction}
    answers["regression"]["rSquared"] = float(keras.metrics.R2Score()(target.float(), prediction.float()))
    return answers


# ── optimisers: ten steps along given gradients ──────────────────────────────
def optimizers():
    start = random(6)
    gradients = random(10, 6)
    # A direction without gradient and one with a tiny one: there the place of Adam's epsilon shows.
    gradients[:, 4] = 0.0
    gradients[:, 5] = (gradients[:, 5] * 1e-6).float().double()
    answers = {"start": start, "gradients": gradients}

    def keras_run(make):
        keras.backend.set_floatx("float64")
        variable = keras.Variable(start.numpy(), dtype="float64")
        optimizer = make()
        optimizer.build([variable])
        path = []
        for g in gradients:
            optimizer.apply([keras.ops.convert_to_tensor(g.numpy(), dtype="float64")], [variable])
            path.append(keras.ops.convert_to_numpy(variable).copy())
        keras.backend.set_floatx("float32")
        return path

    def torch_run(make):
        p = start.clone().requires_grad_()
        optimizer = make([p])
        path = []
        for g in gradients:
            p.grad = g.clone()
            optimizer.step()
            path.append(p.detach().clone())
        return path

    keras_optimizers = keras.optimizers
    answers["sgd"] = torch_run(lambda ps: torch.optim.SGD(ps, lr=0.1))
    answers["momentum"] = torch_run(lambda ps: torch.optim.SGD(ps, lr=0.1, momentum=0.9))
    answers["nesterov"] = torch_run(lambda ps: torch.optim.SGD(ps, lr=0.1, momentum=0.9, nesterov=True))
    answers["kerasMomentum"] = keras_run(lambda: keras_optimizers.SGD(0.1, momentum=0.9))
    answers["kerasNesterov"] = keras_run(lambda: keras_optimizers.SGD(0.1, momentum=0.9, nesterov=True))
    # Keras' Adam is the paper's efficient order, with epsilon beside sqrt(v), not beside sqrt(v corrected).
    answers["adam"] = keras_run(lambda: keras_optimizers.Adam(0.01))
    answers["adamLargeEpsilon"] = keras_run(lambda: keras_optimizers.Adam(0.01, epsilon=0.1))
    # PyTorch puts it beside sqrt(v corrected): the same for an epsilon that counts for nothing.
    answers["torchAdamTinyEpsilon"] = torch_run(lambda ps: torch.optim.Adam(ps, lr=0.01, eps=1e-30))
    # RMSProp and Adagrad with epsilon under the root, as Keras has it.
    answers["rmsprop"] = keras_run(lambda: keras_optimizers.RMSprop(0.01))
    answers["rmspropMomentum"] = keras_run(lambda: keras_optimizers.RMSprop(0.01, rho=0.8, momentum=0.9, epsilon=1e-3))
    answers["adagrad"] = keras_run(lambda: keras_optimizers.Adagrad(0.1))
    answers["torchAdagrad"] = torch_run(lambda ps: torch.optim.Adagrad(ps, lr=0.1, eps=1e-30))
    answers["adamW"] = keras_run(lambda: keras_optimizers.AdamW(0.01, weight_decay=0.1))
    answers["torchAdamWTinyEpsilon"] = torch_run(lambda ps: torch.optim.AdamW(ps, lr=0.01, eps=1e-30, weight_decay=0.2))
    answers["clipNorm"] = keras_run(lambda: keras_optimizers.SGD(0.1, momentum=0.9, global_clipnorm=1.5))
    answers["clipValue"] = keras_run(lambda: keras_optimizers.SGD(0.1, momentum=0.9, clipvalue=0.5))
    return answers


# ── three steps of training a 4-5-3 network ──────────────────────────────────
def trajectory():
    x, labels = random(8, 4), torch.tensor([0, 1, 2, 0, 2, 1, 1, 0])
    initial = [random(4, 5, scale=0.7), random(5, scale=0.1), random(5, 3, scale=0.7), random(3, scale=0.1)]
    answers = {"x": x, "labels": labels, "initial": initial}
    makers = {
        "sgd": lambda ps: torch.optim.SGD(ps, lr=0.5),
        "momentum": lambda ps: torch.optim.SGD(ps, lr=0.2, momentum=0.9),
        # PyTorch's epsilon counts for nothing beside these gradients.
        "adam": lambda ps: torch.optim.Adam(ps, lr=0.05, eps=1e-12),
    }
    for name, make in makers.items():
        ps = [value.clone().requires_grad_() for value in initial]
        optimizer = make(ps)
        steps = []
        for _ in range(3):
            optimizer.zero_grad()
            hidden = torch.tanh(x @ ps[0] + ps[1])
            loss = F.cross_entropy(hidden @ ps[2] + ps[3], labels)
            loss.backward()
            gradients = [p.grad.clone() for p in ps]
            optimizer.step()
            steps.append({"loss": loss.item(), "gradients": gradients, "weights": [p.detach().clone() for p in ps]})
        answers[name] = steps
    return answers


# ── initialisers: the widths Keras draws from ────────────────────────────────
def initializers():
    shape = (400, 600)
    names = {
        "glorotUniform": keras.initializers.GlorotUniform,
        "heUniform": keras.initializers.HeUniform,
    }
    answers = {"shape": list(shape)}
    for name, make in names.items():
        values = keras.ops.convert_to_numpy(make(seed=0)(shape))
        # The largest of 240,000 uniform numbers is the limit, to about 1e-5 of itself.
        answers[name] = {"limit": float(numpy.abs(values).max()), "std": float(values.std())}
    return answers


# ── convolutions and pooling, channels last ──────────────────────────────────
def same_margins(n, k, stride, dilation):
    """Zeros before and after, as TensorFlow and Keras define 'same': the odd one behind."""
    missing = max((-(-n // stride) - 1) * stride + dilation * (k - 1) + 1 - n, 0)
    return missing // 2, missing - missing // 2


def padded(x, size, stride, dilation, padding, value=0.0):
    """x in PyTorch's order of axes, with the margins made beforehand."""
    x = x.permute(0, 3, 1, 2)
    if padding == "valid":
        return x
    top, bottom = same_margins(x.shape[2], size[0], stride[0], dilation[0])
    left, right = same_margins(x.shape[3], size[1], stride[1], dilation[1])
    return F.pad(x, (left, right, top, bottom), value=value)


def two(pair):
    return [pair, pair] if isinstance(pair, int) else pair


def case(f, **inputs):
    """Value and gradients of a weighted sum of f's elements."""
    leaves = {name: value.clone().requires_grad_() for name, value in inputs.items()}
    y = f(**leaves)
    dy = random(*y.shape)
    (y * dy).sum().backward()
    return {**inputs, "dy": dy, "y": y} | {f"d{name}": leaf.grad for name, leaf in leaves.items()}


def convolutions():
    torch.manual_seed(2)
    answers = []
    for filters, size, options in [
        (3, 3, {}),
        (3, 3, {"padding": "same"}),
        (2, [2, 3], {"stride": [2, 1]}),
        (2, 2, {"padding": "same"}),
        (2, [4, 2], {"padding": "same", "stride": [2, 3]}),
        (2, 2, {"dilation": 2}),
        (2, [3, 2], {"dilation": [1, 3], "padding": "same"}),
        (4, 3, {"groups": 2, "padding": "same"}),
        (6, [2, 3], {"groups": 2, "stride": 2, "dilation": [2, 1]}),
        (2, 1, {}),
    ]:
        stride, dilation = two(options.get("stride", 1)), two(options.get("dilation", 1))
        padding, groups, kernel = options.get("padding", "valid"), options.get("groups", 1), two(size)

        def convolve(x, W, b):
            z = padded(x, kernel, stride, dilation, padding)
            y = F.conv2d(z, W.permute(3, 2, 0, 1), b, stride=stride, dilation=dilation, groups=groups)
            return y.permute(0, 2, 3, 1)

        x, W, b = random(2, 6, 7, 4), random(*kernel, 4 // groups, filters), random(filters)
        answer = case(convolve, x=x, W=W, b=b)
        if max(stride) == 1 or max(dilation) == 1:
            by_keras = keras.ops.conv(x, W, strides=stride, padding=padding, data_format="channels_last", dilation_rate=dilation)
            assert torch.allclose(by_keras + b, answer["y"])
        answers.append({"filters": filters, "size": size, "options": options} | answer)
    return answers


def depthwise_convolutions():
    torch.manual_seed(3)
    answers = []
    for size, options in [
        (3, {}),
        ([2, 3], {"padding": "same", "multiplier": 2}),
        (2, {"stride": 2, "padding": "same"}),
        (2, {"dilation": 2, "multiplier": 3}),
    ]:
        stride, dilation = two(options.get("stride", 1)), two(options.get("dilation", 1))
        padding, kernel = options.get("padding", "valid"), two(size)

        def convolve(x, W, b):
            z = padded(x, kernel, stride, dilation, padding)
            filters = W.permute(2, 3, 0, 1).reshape(-1, 1, *kernel)
            y = F.conv2d(z, filters, b, stride=stride, dilation=dilation, groups=W.shape[2])
            return y.permute(0, 2, 3, 1)

        m = options.get("multiplier", 1)
        x, W, b = random(2, 5, 6, 3), random(*kernel, 3, m), random(3 * m)
        answer = case(convolve, x=x, W=W, b=b)
        by_keras = keras.ops.depthwise_conv(
            x, W, strides=stride, padding=padding, data_format="channels_last", dilation_rate=dilation
        )
        assert torch.allclose(by_keras + b, answer["y"])
        answers.append({"size": size, "options": options} | answer)
    return answers


def pooling():
    torch.manual_seed(4)
    answers = {"max": [], "average": [], "global": {}}
    # Whole numbers from 0 to 2: nearly every window has a tie.
    ties = torch.randint(0, 3, (2, 5, 6, 3)).double()
    for size, options in [
        (2, {}),
        (3, {"stride": 1}),
        (2, {"padding": "same"}),
        ([3, 2], {"stride": [2, 3], "padding": "same"}),
        (3, {"stride": 2, "padding": "same"}),
    ]:
        window, stride, padding = two(size), two(options.get("stride", size)), options.get("padding", "valid")

        def largest(x):
            z = padded(x, window, stride, [1, 1], padding, value=-float("inf"))
            return F.max_pool2d(z, window, stride).permute(0, 2, 3, 1)

        def mean(x):
            total = F.avg_pool2d(padded(x, window, stride, [1, 1], padding), window, stride)
            share = F.avg_pool2d(padded(torch.ones_like(x), window, stride, [1, 1], padding), window, stride)
            return (total / share).permute(0, 2, 3, 1)

        for x in (random(2, 5, 6, 3), ties):
            answers["max"].append({"size": size, "options": options} | case(largest, x=x))
        answers["average"].append({"size": size, "options": options} | case(mean, x=random(2, 5, 6, 3)))
    answers["global"]["max"] = case(lambda x: F.adaptive_max_pool2d(x.permute(0, 3, 1, 2), 1).flatten(1), x=ties)
    answers["global"]["average"] = case(lambda x: x.mean((1, 2)), x=random(2, 5, 6, 3))
    return answers


numbers = {
    "made by": f"tests/oracle/reference.py with PyTorch {torch.__version__.split('+')[0]} and Keras {keras.__version__}",
    "functions": functions(),
    "dense": dense(),
    "losses": losses(),
    "optimizers": optimizers(),
    "trajectory": trajectory(),
    "initializers": initializers(),
    "convolutions": convolutions(),
    "depthwiseConvolutions": depthwise_convolutions(),
    "pooling": pooling(),
    "metrics": metrics(),
    "schedules": schedules(),
}
target = Path(__file__).with_name("reference.json")
target.write_text(json.dumps(rounded(numbers), separators=(",", ":")) + "\n")
print(target.name, target.stat().st_size, "bytes")
