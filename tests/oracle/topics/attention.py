"""Multi-head attention by PyTorch, checked with Keras where Keras has the same; the feed-forward layer and the block."""

import keras
import torch
import torch.nn.functional as F

from common import case, random

NAMES = ["Wq", "bq", "Wk", "bk", "Wv", "bv", "Wo", "bo"]


def heads_of(x, heads):
    return x.reshape(x.shape[0], x.shape[1], heads, -1).transpose(1, 2)


def attention(x, memory, heads, causal, w):
    """Out of PyTorch's scaled_dot_product_attention; weights of shape [inputs, outputs]."""
    q, k, v = (heads_of(m @ w["W" + n] + w["b" + n], heads) for m, n in [(x, "q"), (memory, "k"), (memory, "v")])
    y = F.scaled_dot_product_attention(q, k, v, is_causal=causal)
    return y.transpose(1, 2).reshape(x.shape[0], x.shape[1], -1) @ w["Wo"] + w["bo"]


def weights_for(features, memory_features, columns):
    shapes = [(features, columns), (columns,), (memory_features, columns), (columns,)]
    shapes += [(memory_features, columns), (columns,), (columns, features), (features,)]
    return {name: random(*shape, scale=0.6) for name, shape in zip(NAMES, shapes)}


def by_keras(x, memory, heads, causal, w):
    key_dim = w["Wq"].shape[1] // heads
    layer = keras.layers.MultiHeadAttention(heads, key_dim, dtype="float64")
    layer.build(x.shape, memory.shape)
    split = [w[n].reshape(-1, heads, key_dim) if n[0] == "W" else w[n].reshape(heads, key_dim) for n in NAMES[:6]]
    layer.set_weights([*split, w["Wo"].reshape(heads, key_dim, -1), w["bo"]])
    return layer(x, memory, use_causal_mask=causal, return_attention_scores=True)


def numbers():
    answers = {"cases": []}
    for options, memory_shape in [
        ({"heads": 2}, None),
        ({"heads": 3, "causal": True}, None),
        ({"heads": 2, "keySize": 4}, None),
        ({"heads": 1}, (2, 3, 5)),
    ]:
        heads, causal = options["heads"], options.get("causal", False)
        x, memory = random(2, 4, 6), None if memory_shape is None else random(*memory_shape)
        columns = heads * options.get("keySize", 6 // heads)
        w = weights_for(6, 6 if memory is None else memory_shape[2], columns)
        inputs = {"x": x} | ({} if memory is None else {"memory": memory}) | w

        def f(x, memory=None, **w):
            return attention(x, x if memory is None else memory, heads, causal, w)

        answer = case(f, **inputs)
        y, scores = by_keras(x, x if memory is None else memory, heads, causal, w)
        assert torch.allclose(y, answer["y"])
        answers["cases"].append({"options": options, "weights": scores} | answer)

    def feed_forward(x, W1, b1, W2, b2):
        return F.gelu(x @ W1 + b1) @ W2 + b2

    answers["feedForward"] = case(
        feed_forward, x=random(2, 3, 4), W1=random(4, 5), b1=random(5), W2=random(5, 4), b2=random(4)
    )
    # PyTorch's own layer, whose blocks of columns are rows.
    for order in ["before", "after"]:
        layer = torch.nn.TransformerEncoderLayer(
            4, 2, 8, dropout=0.0, activation="gelu", batch_first=True,
            norm_first=order == "before", layer_norm_eps=1e-3,
        )
        with torch.no_grad():
            for p in layer.parameters():
                p.copy_(random(*p.shape, scale=0.6))
        x = random(2, 3, 4).requires_grad_()
        y = layer(x)
        dy = random(*y.shape)
        (y * dy).sum().backward()
        own = layer.self_attn
        pairs = {"Wo": (own.out_proj.weight, True), "bo": (own.out_proj.bias, False)}
        pairs |= {"W1": (layer.linear1.weight, True), "b1": (layer.linear1.bias, False)}
        pairs |= {"W2": (layer.linear2.weight, True), "b2": (layer.linear2.bias, False)}
        pairs |= {"gamma1": (layer.norm1.weight, False), "beta1": (layer.norm1.bias, False)}
        pairs |= {"gamma2": (layer.norm2.weight, False), "beta2": (layer.norm2.bias, False)}
        values, grads = {}, {}
        for i, n in enumerate("qkv"):
            rows = slice(4 * i, 4 * i + 4)
            values |= {"W" + n: own.in_proj_weight[rows].T, "b" + n: own.in_proj_bias[rows]}
            grads |= {"dW" + n: own.in_proj_weight.grad[rows].T, "db" + n: own.in_proj_bias.grad[rows]}
        for n, (p, turned) in pairs.items():
            values[n], grads["d" + n] = (p.T, p.grad.T) if turned else (p, p.grad)
        answers[order] = {"x": x, "dy": dy, "y": y, "dx": x.grad} | values | grads
    return answers
