"""A small DARTS supernet in PyTorch float64: what `GoldenCellsTests` holds one pass and whole bilevel steps against.

usage: cells.py > cells.json     (torch 2.13; any recent version gives the same numbers up to rounding)

Three cells (one normal, two reducing), four channels, all eight operations, four images of 8 x 8. Weights are sines, so that both
sides make the same ones. `pass` has the loss of one pass, the gradient of each weight as its norm and its product with cosines, and
that of the mixture's weights. `first` and `second` have the first gradient of alpha, and alpha and the weights' norms after two steps of DARTS of that order
(architect.py of the released code, without its clipping; statistics of BatchNorm are the batch's).
"""
import json
import math
import os

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
OPERATIONS = ["none", "max_pool_3x3", "avg_pool_3x3", "skip_connect", "sep_conv_3x3", "sep_conv_5x5", "dil_conv_3x3", "dil_conv_5x5"]
C, CELLS, CLASSES = 4, 3, 4
EDGES = [(to, frm) for to in range(2, 6) for frm in range(to)]
folder = os.path.dirname(os.path.abspath(__file__))
names, weights, leaves = [], {}, []


def sines(count, first, step):
    return torch.tensor([math.sin(first + step * i) for i in range(count)], dtype=torch.float32).double()


def weight(name, count, fan_in):
    if name not in weights:
        w = sines(count, 1 + 0.7 * len(names), 0.37) / math.sqrt(fan_in)
        weights[name] = w.float().double().requires_grad_()
        names.append(name)
    return weights[name]


def norm(name, x, affine=False):
    scale = shift = None
    if affine:
        c = x.shape[1]
        for kind, base in (("scale", 1.0), ("shift", 0.0)):
            if f"{name}/{kind}" not in weights:
                weights[f"{name}/{kind}"] = (base + 0.1 * sines(c, 1 + 0.7 * len(names), 0.37)).float().double().requires_grad_()
                names.append(f"{name}/{kind}")
        scale, shift = weights[f"{name}/scale"], weights[f"{name}/shift"]
    return F.batch_norm(x, None, None, scale, shift, True)


def pointwise(name, x, outputs, stride=1):
    inputs = x.shape[1]
    w = weight(name, inputs * outputs, inputs).view(inputs, outputs)
    return F.conv2d(x, w.t().reshape(outputs, inputs, 1, 1), stride=stride)


def depthwise(name, x, k, stride, dilation):
    c = x.shape[1]
    w = weight(name, k * k * c, k * k).view(k, k, 1, c).permute(3, 2, 0, 1)
    return F.conv2d(x, w, stride=stride, padding=k // 2 * dilation, dilation=dilation, groups=c)


def reduce(name, x, outputs):
    x = F.relu(x)
    return norm(name, torch.cat([pointwise(f"{name}/even", x, outputs // 2, 2),
                                 pointwise(f"{name}/odd", x[:, :, 1:, 1:], outputs - outputs // 2, 2)], 1))


def separable(name, number, x, k, stride, dilation=1):
    name = f"{name}/{number}"
    return norm(name, pointwise(f"{name}/pointwise", depthwise(f"{name}/depthwise", F.relu(x), k, stride, dilation), x.shape[1]))


def operation(kind, name, x, stride):
    name = f"{name}/{kind}"
    if kind == "none":
        return None
    if kind == "max_pool_3x3":
        return norm(name, F.max_pool2d(x, 3, stride, 1))
    if kind == "avg_pool_3x3":
        return norm(name, F.avg_pool2d(x, 3, stride, 1, count_include_pad=False))
    if kind == "skip_connect":
        return x if stride == 1 else reduce(f"{name}/1", x, x.shape[1])
    k = int(kind[-1])
    if kind.startswith("sep"):
        return separable(name, 2, separable(name, 1, x, k, stride), k, 1)
    return separable(name, 1, x, k, stride, 2)


def network(images, mixture):
    w = weight("stem/1/weight", 9 * 3 * C, 9).view(3, 3, 1, 3 * C)
    a = b = norm("stem/1", F.conv2d(images, w.permute(3, 2, 0, 1), padding=1), True)
    node, width, halved = 0, C, False
    for cell in range(CELLS):
        reducing = cell in (CELLS // 3, 2 * CELLS // 3)
        width *= 2 if reducing else 1
        name = f"node{node + 1}/1"
        states = [reduce(name, a, width) if halved else norm(name, pointwise(f"{name}/weight", F.relu(a), width))]
        name = f"node{node + 2}/1"
        states.append(norm(name, pointwise(f"{name}/weight", F.relu(b), width)))
        node += 2
        for edge, (to, frm) in enumerate(EDGES):
            if frm == 0:
                states.append(0)
            node += 1
            stride = 2 if reducing and frm < 2 else 1
            row = mixture[edge + (14 if reducing else 0)]
            name = f"node{node}/{'reduce' if reducing else 'normal'}/{to}<-{frm}"
            for k, kind in enumerate(OPERATIONS):
                y = operation(kind, name, states[frm], stride)
                if y is not None:
                    states[to] = states[to] + row[k] * y
            if frm == to - 1:
                node += 1
        a, b, halved = b, torch.cat(states[2:], 1), reducing
        node += 1
    x = b.mean((2, 3))
    inputs = x.shape[1]
    w = weight("classifier/weight", inputs * CLASSES, inputs).view(inputs, CLASSES)
    if "classifier/bias" not in weights:
        weights["classifier/bias"] = (0.1 * sines(CLASSES, 1 + 0.7 * len(names), 0.37)).float().double().requires_grad_()
        names.append("classifier/bias")
    return x @ w + weights["classifier/bias"]


def alphas():
    return torch.stack([0.3 * sines(8, 8.0 * row, 1) for row in range(28)]).requires_grad_()


data = json.load(open(os.path.join(folder, "cells-images.json")))
SPLITS = {
    split: (torch.tensor(data[split]["images"], dtype=torch.float32).double().view(4, 1, 8, 8), torch.tensor(data[split]["labels"]))
    for split in ("training", "validation")}


def loss(split, mixture):
    images, labels = SPLITS[split]
    return F.cross_entropy(network(images, mixture), labels)


mixture = alphas().detach().softmax(-1).requires_grad_()
value = loss("training", mixture)
value.backward()
start = {name: w.detach().clone() for name, w in weights.items()}
one = {
    "loss": value.item(), "mixture": mixture.grad.tolist(),
    "parameters": [
        {"name": name, "count": weights[name].numel(), "norm": weights[name].grad.norm().item(),
         "product": sum(g * math.cos(i) for i, g in enumerate(weights[name].grad.flatten().tolist()))} for name in names]}


def steps(second, rate=0.025, momentum=0.9, decay=3e-4):
    for name in names:
        weights[name] = start[name].clone().requires_grad_()
    alpha, velocity = alphas(), {name: torch.zeros_like(start[name]) for name in names}
    adam = torch.optim.Adam([alpha], lr=3e-4, betas=(0.5, 0.999), weight_decay=1e-3)
    gradients = []
    for _ in range(2):
        leaves = [weights[name] for name in names]
        if second:
            train = torch.autograd.grad(loss("training", alpha.softmax(-1)), leaves)
            with torch.no_grad():
                ahead = [w - rate * (momentum * velocity[n] + g + decay * w) for n, w, g in zip(names, leaves, train)]
            for name, w in zip(names, ahead):
                weights[name] = w.requires_grad_()
            found = torch.autograd.grad(loss("validation", alpha.softmax(-1)), [alpha] + ahead)
            gradient, direction = found[0], found[1:]
            radius = 0.01 / math.sqrt(sum((v * v).sum().item() for v in direction))
            sides = []
            for sign in (1, -1):
                for name, w, v in zip(names, leaves, direction):
                    weights[name] = (w + sign * radius * v).detach()
                sides.append(torch.autograd.grad(loss("training", alpha.softmax(-1)), [alpha])[0])
            gradient = gradient - rate * (sides[0] - sides[1]) / (2 * radius)
            for name, w in zip(names, leaves):
                weights[name] = w
        else:
            gradient = torch.autograd.grad(loss("validation", alpha.softmax(-1)), [alpha])[0]
        alpha.grad = gradient
        gradients.append(gradient.tolist())
        adam.step()
        train = torch.autograd.grad(loss("training", alpha.detach().softmax(-1)), leaves)
        for name, w, g in zip(names, leaves, train):
            velocity[name] = momentum * velocity[name] + g + decay * w.detach()
            weights[name] = (w.detach() - rate * velocity[name]).requires_grad_()
    return {"gradient": gradients[0], "alpha": alpha.tolist(), "norms": [weights[name].norm().item() for name in names]}


print(json.dumps({"pass": one, "first": steps(False), "second": steps(True)}))
