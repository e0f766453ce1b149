"""One training step of a small network in PyTorch, float64: what `GoldenStepTests` holds the engine against.

usage: make.py > step.json     (torch 2.13; any recent version gives the same numbers up to rounding)

Weights lie as the engine lays them: [kernel * kernel * inputs][outputs], depthwise [kernel * kernel][channels], linear
[inputs][outputs]. Beside the float64 numbers stands the largest relative error of the same step in PyTorch's own float32.
"""
import json
import sys

import torch
import torch.nn.functional as F

torch.manual_seed(2)
BATCH, HEIGHT, WIDTH, PLANES, CLASSES = 8, 11, 9, 3, 10
images = (torch.randn(BATCH, HEIGHT, WIDTH, PLANES) * 64).round() / 64
labels = torch.randint(CLASSES, (BATCH,))
start = {}


def draw(name, shape, deviation, mean=0.0):
    start[name] = (torch.randn(shape) * deviation + mean).float()


def convolution(name, kernel, inputs, outputs, groups=1):
    depth = kernel * kernel * inputs // groups
    draw(f"{name}/weight", (kernel * kernel, outputs) if groups > 1 else (depth, outputs), (2 / depth) ** 0.5)
    draw(f"{name}/scale", (outputs,), 0.2, 1.0)
    draw(f"{name}/shift", (outputs,), 0.5, 0.5)


def linear(name, inputs, outputs):
    draw(f"{name}/weight", (inputs, outputs), inputs ** -0.5)
    draw(f"{name}/bias", (outputs,), 0.3)


convolution("stem", 3, PLANES, 8)
convolution("expand1", 1, 8, 24)
convolution("depthwise1", 5, 24, 24, groups=24)
linear("squeeze", 24, 6)
linear("excite", 6, 24)
convolution("project1", 1, 24, 8)
convolution("expand2", 1, 8, 24)
convolution("depthwise2", 3, 24, 24, groups=24)
convolution("project2", 1, 24, 12)
convolution("head", 1, 12, 16)
linear("classifier", 16, CLASSES)


def step(dtype):
    weights = {name: value.to(dtype, copy=True).requires_grad_() for name, value in start.items()}
    running = {}

    def normalized(x, name, kernel, stride=1, groups=1):
        w, outputs = weights[f"{name}/weight"], weights[f"{name}/scale"].numel()
        w = w.view(kernel, kernel, -1 if groups == 1 else 1, outputs).permute(3, 2, 0, 1)
        x = F.conv2d(x, w, None, stride, kernel // 2, groups=groups)
        mean, variance = torch.zeros(outputs, dtype=dtype), torch.ones(outputs, dtype=dtype)
        x = F.batch_norm(x, mean, variance, weights[f"{name}/scale"], weights[f"{name}/shift"], True)
        running[f"{name}/running"] = torch.cat([mean, variance])
        return x

    def dense(x, name):
        return x @ weights[f"{name}/weight"] + weights[f"{name}/bias"]

    x = images.to(dtype).permute(0, 3, 1, 2)
    x = F.hardswish(normalized(x, "stem", 3, 2))
    y = F.relu6(normalized(x, "expand1", 1))
    y = F.relu6(normalized(y, "depthwise1", 5, groups=24))
    gate = F.hardsigmoid(dense(F.relu(dense(y.mean((2, 3)), "squeeze")), "excite"))
    x = x + normalized(y * gate[:, :, None, None], "project1", 1)
    y = F.relu6(normalized(x, "expand2", 1))
    y = F.relu6(normalized(y, "depthwise2", 3, 2, groups=24))
    x = normalized(y, "project2", 1)
    x = F.silu(normalized(x, "head", 1)).mean((2, 3))
    logits = dense(x, "classifier")
    loss = F.cross_entropy(logits, labels, label_smoothing=0.1)
    loss.backward()
    gradients = {name: w.grad.clone() for name, w in weights.items()}
    torch.optim.SGD(weights.values(), lr=0.05, momentum=0.9, weight_decay=5e-4, nesterov=True).step()
    hits = int((logits.argmax(1) == labels).sum())
    return loss.item(), hits, gradients, {name: w.detach() for name, w in weights.items()}, running


def flat(x):
    return [float(f"{v:.10g}") for v in x.flatten().tolist()]


loss, hits, gradients, after, running = step(torch.float64)
_, _, single, _, _ = step(torch.float32)
largest = max(g.abs().max() for g in gradients.values())
errors = [
    ((single[n].double() - g).abs().max() / g.abs().max()).item() for n, g in gradients.items() if g.abs().max() > 1e-6 * largest
]
json.dump(
    {
        "loss": loss, "hits": hits, "float32Error": max(errors), "images": flat(images), "labels": labels.tolist(),
        "parameters": {n: {"start": flat(start[n]), "gradient": flat(gradients[n]), "after": flat(after[n])} for n in start},
        "running": {n: flat(v) for n, v in running.items()},
    },
    sys.stdout, separators=(",", ":"))
