"""Two steps of SGD on sliced weights in PyTorch, float64: what `SlicedWeightsTests` holds Swift against.

usage: slices.py > slices.json

Two blocks of SPOS's channel search, `choice_3` of stride 2 and `choice_x` of stride 1, whose weights are stored in the largest of the widths
8, 5, 3, 2 and indexed, `weight[:outputs, :inputs]`, by what a path runs. Each step runs other widths; momentum and decay act on the whole
tensors, of which indexing leaves gradients of zero. Arrays lie as the networks' do, [kernel][kernel][inputs][outputs]; all start as sines.
"""
import json
import math

import numpy as np
import torch
from torch.nn.functional import batch_norm, conv2d, cross_entropy

torch.set_default_dtype(torch.float64)
BATCH, SIDE, IMAGE, STEM, OUT, WIDEST, HEAD, CLASSES = 4, 6, 2, 8, 10, 8, 6, 3
HALF = OUT // 2
parameters, running = {}, {}


def sines(first, count):
    return torch.tensor(np.sin(first + 0.37 * np.arange(count)).astype(np.float32).astype(np.float64))


def stored(name, *shape, fan=None, kind="weight"):
    """The parameter of this name, in the largest width: made where it is first read."""
    if name not in parameters:
        values = sines(1 + 0.7 * len(parameters), math.prod(shape))
        values = {"weight": values / math.sqrt(fan or 1), "scale": 1 + 0.1 * values, "shift": 0.1 * values}[kind]
        values = values.to(torch.float32).to(torch.float64).reshape(shape)
        parameters[name] = {"start": values, "value": values.clone().requires_grad_(), "fan": fan or 1}
    return parameters[name]["value"]


def normalized(x, name, widest):
    width = x.shape[1]
    scale, shift = stored(f"{name}/scale", widest, kind="scale"), stored(f"{name}/shift", widest, kind="shift")
    mean, variance = running.setdefault(f"{name}/running", (torch.zeros(widest), torch.ones(widest)))
    return batch_norm(x, mean[:width], variance[:width], scale[:width], shift[:width], training=True, momentum=0.1, eps=1e-5)


def convolved(x, name, inputs, outputs, width, kernel=1, stride=1, activated=True):
    """Of a weight [kernel][kernel][inputs][outputs] the leading part that fits x and this width."""
    weight = stored(f"{name}/weight", kernel, kernel, inputs, outputs, fan=kernel * kernel * inputs)[:, :, :x.shape[1], :width]
    y = normalized(conv2d(x, weight.permute(3, 2, 0, 1), stride=stride, padding=kernel // 2), name, outputs)
    return y.relu() if activated else y


def depthwise(x, name, channels, stride=1):
    weight = stored(f"{name}/weight", 3, 3, channels, fan=9)[:, :, :x.shape[1]]
    y = conv2d(x, weight.permute(2, 0, 1)[:, None], stride=stride, padding=1, groups=x.shape[1])
    return normalized(y, name, channels)


def loss(images, labels, first, second):
    x = convolved(images, "stem/convolution1", IMAGE, STEM, STEM, kernel=3)
    name = "layer1/choice_3@1.6/layer1"
    passed = convolved(depthwise(x, f"{name}.1/convolution1", STEM, stride=2), f"{name}.1/convolution2", STEM, STEM, STEM)
    y = convolved(x, f"{name}.2/convolution1", STEM, WIDEST, first)
    y = depthwise(y, f"{name}.2/convolution2", WIDEST, stride=2)
    x = torch.cat([passed, convolved(y, f"{name}.2/convolution3", WIDEST, OUT - STEM, OUT - STEM)], 1)
    name = "layer2/choice_x@1.6/layer2.2"
    y = depthwise(x[:, 1::2], f"{name}/convolution2", HALF)
    y = convolved(y, f"{name}/convolution3", HALF, WIDEST, second)
    y = depthwise(y, f"{name}/convolution4", WIDEST)
    y = convolved(y, f"{name}/convolution5", WIDEST, WIDEST, second)
    y = depthwise(y, f"{name}/convolution6", WIDEST)
    x = torch.cat([x[:, ::2], convolved(y, f"{name}/convolution7", WIDEST, HALF, HALF)], 1)
    x = convolved(x, "head/convolution1", OUT, HEAD, HEAD).mean((2, 3))
    return cross_entropy(x @ stored("classifier/weight", HEAD, CLASSES, fan=HEAD), labels)


images = sines(0.5, BATCH * SIDE * SIDE * IMAGE).reshape(BATCH, SIDE, SIDE, IMAGE).permute(0, 3, 1, 2)
labels = torch.tensor([i % CLASSES for i in range(BATCH)])
steps = [("choice_3@1.0", "choice_x@0.6"), ("choice_3@0.4", "choice_x@1.6")]
widths = {"1.6": 8, "1.0": 5, "0.6": 3, "0.4": 2}
with torch.no_grad():
    loss(images, labels, WIDEST, WIDEST)
running.clear()
optimizer = torch.optim.SGD([own["value"] for own in parameters.values()], lr=0.1, momentum=0.9, weight_decay=0.05)
losses = []
for path in steps:
    optimizer.zero_grad(set_to_none=True)
    found = loss(images, labels, *(widths[name.split("@")[1]] for name in path))
    found.backward()
    optimizer.step()
    losses.append(found.item())


def digits(tensor):
    return [float(f"{value:.8g}") for value in tensor.detach().flatten().tolist()]


print(json.dumps({
    "steps": steps, "losses": losses,
    "parameters": [{"name": name, "fan": own["fan"], "after": digits(own["value"])} for name, own in parameters.items()],
    "running": {name: digits(torch.cat(own)) for name, own in running.items()},
}, separators=(",", ":")))
