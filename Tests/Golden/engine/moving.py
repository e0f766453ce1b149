"""A tiny net in PyTorch float64 whose BatchNorm averages move over batches: what `GoldenMovingTests` holds the policy `moving` against.

usage: moving.py moving.json > new.json     (torch 2.13; any recent version gives the same numbers up to rounding)

Reads `images` (training), `batches` (which of them each pass sees), `scored` and `labels`, which the test says again, and the net's
`parameters` with their numbers of values and fans. Weights are sines. As SPOS's released code does: running statistics are
reset, each batch passes in training mode with PyTorch's momentum .1, then images are scored in evaluation mode.
"""
import json
import math
import sys

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
given = json.load(open(sys.argv[1]))
side, values, running = given["side"], {}, {}
for number, (name, count, fan) in enumerate(given["parameters"]):
    sine = torch.tensor([math.sin(1 + 0.7 * number + 0.37 * i) for i in range(count)], dtype=torch.float32).double()
    if name.endswith("scale"):
        sine = 1 + 0.1 * sine
    elif name.endswith("shift") or name.endswith("bias"):
        sine = 0.1 * sine
    else:
        sine = sine / math.sqrt(fan)
    values[name] = sine.float().double()


def norm(name, x, training):
    c = x.shape[1]
    mean, variance = running.setdefault(name, (torch.zeros(c), torch.ones(c)))
    return F.batch_norm(x, mean, variance, values[f"{name}/scale"], values[f"{name}/shift"], training, 0.1, 1e-5)


def dense(name, x, k, outputs):
    w = values[f"{name}/weight"].view(k, k, x.shape[1], outputs).permute(3, 2, 0, 1)
    return F.conv2d(x, w, padding=k // 2)


def pointwise(name, x, outputs):
    return F.conv2d(x, values[f"{name}/weight"].view(x.shape[1], outputs).t().reshape(outputs, x.shape[1], 1, 1))


def depthwise(name, x, k, stride):
    c = x.shape[1]
    return F.conv2d(x, values[f"{name}/weight"].view(k, k, 1, c).permute(3, 2, 0, 1), stride=stride, padding=k // 2, groups=c)


def block(name, x, outputs, expansion, k, stride, training):
    names = [n for n, _, _ in given["parameters"] if n.startswith(name + "/") and n.endswith("/weight")]
    a, b, c = (n[: -len("/weight")] for n in names)
    y = F.relu(norm(a, pointwise(a, x, x.shape[1] * expansion), training))
    y = F.relu(norm(b, depthwise(b, y, k, stride), training))
    return norm(c, pointwise(c, y, outputs), training)


def net(x, training):
    names = [n[: -len("/weight")] for n, _, _ in given["parameters"] if n.endswith("/weight")]
    stem, head, classifier = names[0], names[-2], names[-1]
    x = F.relu(norm(stem, dense(stem, x, 3, 4), training))
    x = block("layer1/MB3_K3", x, 6, 3, 3, 2, training)
    x = x + block("layer2/MB6_K5", x, 6, 6, 5, 1, training)
    x = F.relu(norm(head, pointwise(head, x, 8), training)).mean((2, 3))
    return x @ values[f"{classifier}/weight"].view(8, 3) + values[f"{classifier}/bias"]


images = torch.tensor(given["images"]).view(-1, 1, side, side)
scored = torch.tensor(given["scored"]).view(-1, 1, side, side)
for batch in given["batches"]:
    net(images[batch], True)
outputs, labels = net(scored, False), torch.tensor(given["labels"])
given["loss"] = F.cross_entropy(outputs, labels).item()
given["right"] = int((outputs.argmax(1) == labels).sum())
json.dump(given, sys.stdout, separators=(",", ":"))
