"""A small DARTS supernet in PyTorch float64: what `GoldenCellsTests` holds one pass and whole bilevel steps against.

usage: cells.py > cells.json     (torch 2.13; any recent version gives the same numbers up to rounding)

Three cells (one normal, two reducing), four channels, all eight operations, four images of 8 x 8. Weights are sines, so that both
sides make the same ones. `pass` has the loss of one pass, the gradient of each weight as its norm and its product with cosines, and
that of the mixture's weights. `partial` is such a pass where edges compute on half of the channels (PC-DARTS), with the gradient of the
edges' gains; `auxiliary` one of the net of a genotype with its second head, on images of 32 x 32. `first` and `second` have the first gradient of alpha, and alpha and the weights' norms after two steps of DARTS of that order
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
names, weights, fans = [], {}, {}


def sines(count, first, step):
    return torch.tensor([math.sin(first + step * i) for i in range(count)], dtype=torch.float32).double()


def weight(name, count, fan_in):
    if name not in weights:
        w = sines(count, 1 + 0.7 * len(names), 0.37) / math.sqrt(fan_in)
        weights[name] = w.float().double().requires_grad_()
        fans[name] = fan_in
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


def entries(name, a, b, width, halved):
    first = reduce(f"{name[0]}/1", a, width) if halved else norm(f"{name[0]}/1", pointwise(f"{name[0]}/1/weight", F.relu(a), width))
    return [first, norm(f"{name[1]}/1", pointwise(f"{name[1]}/1/weight", F.relu(b), width))]


def classifier(name, x):
    inputs = x.shape[1]
    w = weight(f"{name}/weight", inputs * CLASSES, inputs).view(inputs, CLASSES)
    if f"{name}/bias" not in weights:
        weights[f"{name}/bias"] = (0.1 * sines(CLASSES, 1 + 0.7 * len(names), 0.37)).float().double().requires_grad_()
        names.append(f"{name}/bias")
    return x @ w + weights[f"{name}/bias"]


def shuffle(x, groups):
    n, c, h, w = x.shape
    return x.view(n, groups, c // groups, h, w).transpose(1, 2).reshape(n, c, h, w)


def partial(images, mixture, gains, divisor=2):
    """The supernet of PC-DARTS (its model_search.py): edges compute on the first channels, all are shuffled, edges have gains."""
    w = weight("stem/1/weight", 9 * 3 * C, 9).view(3, 3, 1, 3 * C)
    a = b = norm("stem/1", F.conv2d(images, w.permute(3, 2, 0, 1), padding=1), True)
    node, width, halved = 0, C, False
    for cell in range(CELLS):
        reducing = cell in (CELLS // 3, 2 * CELLS // 3)
        width *= 2 if reducing else 1
        states = entries((f"node{node + 1}", f"node{node + 2}"), a, b, width, halved)
        node, split = node + 2, set()
        for edge, (to, frm) in enumerate(EDGES):
            if frm == 0:
                states.append(0)
            if frm not in split:
                split.add(frm)
                node += 2
            node += 1
            row = edge + (14 if reducing else 0)
            stride = 2 if reducing and frm < 2 else 1
            name = f"node{node}/{'reduce' if reducing else 'normal'}/{to}<-{frm}"
            x, rest = states[frm][:, :width // divisor], states[frm][:, width // divisor:]
            y = sum(mixture[row][k] * z for k, z in enumerate(operation(kind, name, x, stride) for kind in OPERATIONS) if z is not None)
            rest = F.max_pool2d(rest, 2, 2) if stride == 2 else rest
            states[to] = states[to] + gains[row] * shuffle(torch.cat([y, rest], 1), divisor)
            node += 2
            if frm == to - 1:
                node += 1
        a, b, halved = b, torch.cat(states[2:], 1), reducing
        node += 1
    return classifier("classifier", b.mean((2, 3)))


GENOTYPE = {
    "normal": [("sep_conv_3x3", 0, 2), ("skip_connect", 1, 2), ("dil_conv_5x5", 0, 3), ("max_pool_3x3", 2, 3), ("avg_pool_3x3", 1, 4),
               ("sep_conv_5x5", 3, 4), ("skip_connect", 0, 5), ("dil_conv_3x3", 4, 5)],
    "reduce": [("max_pool_3x3", 0, 2), ("skip_connect", 1, 2), ("sep_conv_3x3", 0, 3), ("skip_connect", 2, 3), ("dil_conv_3x3", 1, 4),
               ("avg_pool_3x3", 0, 4), ("sep_conv_5x5", 1, 5), ("skip_connect", 3, 5)]}


def affine(kind, name, x, stride):
    """`operation` as nets that are evaluated have it: BatchNorm with scale and shift, none behind pools."""
    if kind == "max_pool_3x3":
        return F.max_pool2d(x, 3, stride, 1)
    if kind == "avg_pool_3x3":
        return F.avg_pool2d(x, 3, stride, 1, count_include_pad=False)
    return operation(kind, name, x, stride)


def auxiliary(images):
    """The net of GENOTYPE (model.py), and its second head behind the last cell."""
    global norm
    plain, norm = norm, lambda name, x, affine=True: plain(name, x, True)
    w = weight("stem/1/weight", 9 * 3 * C, 9).view(3, 3, 1, 3 * C)
    a = b = norm("stem/1", F.conv2d(images, w.permute(3, 2, 0, 1), padding=1))
    node, width, halved = 0, C, False
    for cell in range(CELLS):
        reducing = cell in (CELLS // 3, 2 * CELLS // 3)
        width *= 2 if reducing else 1
        states = entries((f"node{node + 1}", f"node{node + 2}"), a, b, width, halved)
        node += 2
        kind = "reduce" if reducing else "normal"
        for to in range(2, 6):
            states.append(0)
            for name, frm, _ in sorted((e for e in GENOTYPE[kind] if e[2] == to), key=lambda e: e[1]):
                node += 1
                states[to] = states[to] + affine(name, f"node{node}/{kind}/{to}<-{frm}", states[frm], 2 if reducing and frm < 2 else 1)
            node += 1
        a, b, halved = b, torch.cat(states[2:], 1), reducing
        node += 1
    x = F.avg_pool2d(F.relu(b), 5, 3)
    x = F.relu(norm("auxiliary/2", pointwise("auxiliary/2/weight", x, 128)))
    # Positions, then channels: rows of numbers as the engine has them.
    x = x.permute(0, 2, 3, 1).flatten(1)
    x = x @ weight("auxiliary/hidden/weight", x.shape[1] * 768, x.shape[1]).view(x.shape[1], 768)
    x = F.relu(norm("auxiliary/hidden", x))
    result = classifier("classifier", b.mean((2, 3))), classifier("auxiliary/classifier", x)
    norm = plain
    return result


def network(images, mixture):
    w = weight("stem/1/weight", 9 * 3 * C, 9).view(3, 3, 1, 3 * C)
    a = b = norm("stem/1", F.conv2d(images, w.permute(3, 2, 0, 1), padding=1), True)
    node, width, halved = 0, C, False
    for cell in range(CELLS):
        reducing = cell in (CELLS // 3, 2 * CELLS // 3)
        width *= 2 if reducing else 1
        states = entries((f"node{node + 1}", f"node{node + 2}"), a, b, width, halved)
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
    return classifier("classifier", b.mean((2, 3)))


def alphas():
    return torch.stack([0.3 * sines(8, 8.0 * row, 1) for row in range(28)]).requires_grad_()


data = json.load(open(os.path.join(folder, "cells-images.json")))
SPLITS = {
    split: (torch.tensor(data[split]["images"], dtype=torch.float32).double().view(4, 1, 8, 8), torch.tensor(data[split]["labels"]))
    for split in ("training", "validation")}


def loss(split, mixture):
    images, labels = SPLITS[split]
    return F.cross_entropy(network(images, mixture), labels)


def described(value):
    value.backward()
    return {"loss": value.item(), "parameters": [
        {"name": name, "count": weights[name].numel(), "fan": fans.get(name, 0), "norm": weights[name].grad.norm().item(),
         "product": sum(g * math.cos(i) for i, g in enumerate(weights[name].grad.flatten().tolist()))} for name in names]}


def forget():
    names.clear()
    weights.clear()


mixture, gains = alphas().detach().softmax(-1).requires_grad_(), (1 + 0.3 * sines(28, 2, 1)).requires_grad_()
images, labels = SPLITS["training"]
halves = described(F.cross_entropy(partial(images, mixture, gains), labels))
halves.update(mixture=mixture.grad.tolist(), gains=gains.grad.tolist())
forget()
wide = sines(4 * 32 * 32, 3, 0.11).view(4, 1, 32, 32) * (1 + sines(4, 1, 2).view(4, 1, 1, 1))
wide = wide.float().double()
logits, second = auxiliary(wide)
two = described(F.cross_entropy(logits, labels) + 0.4 * F.cross_entropy(second, labels))
two["loss"] = F.cross_entropy(logits, labels).item()
forget()
mixture = alphas().detach().softmax(-1).requires_grad_()
one = described(loss("training", mixture))
one["mixture"] = mixture.grad.tolist()
start = {name: w.detach().clone() for name, w in weights.items()}


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


print(json.dumps({"pass": one, "partial": halves, "auxiliary": two, "first": steps(False), "second": steps(True)}))
