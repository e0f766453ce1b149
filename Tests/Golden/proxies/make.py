"""Zero-cost proxies of small untrained nets in PyTorch float64, by the formulas of the released codes: what `GoldenProxiesTests` expects.

usage: make.py > proxies.json     (torch 2.13; any recent version gives the same numbers up to rounding)

NASWOT: github.com/BayesWatch/nas-without-training; the others: github.com/SamsungLabs/zero-cost-nas (pruners/measures). Weights, images
and labels are drawn by the project's streams (SplitMix64 over a Weyl sequence, names by FNV-1a), which are said again here, so that seeds
stand for them. `nets` has for each net the space's numbers, the architecture, and a number a proxy; synflow's is the logarithm of the
released number, `synflow` also of nets that overflow Float.
"""
import json
import math

import numpy as np
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
MASK = (1 << 64) - 1


def mix(x):
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & MASK
    return x ^ (x >> 31)


def fnv(name):
    h = 0xCBF29CE484222325
    for byte in name.encode():
        h = ((h ^ byte) * 0x100000001B3) & MASK
    return h


def uniform(key, count):
    """`count` numbers in -1 ..< 1, as Float."""
    return np.array(
        [2 * ((mix((key + (i + 1) * 0x9E3779B97F4A7C15) & MASK) >> 11) * 2.0**-53) - 1 for i in range(count)], dtype=np.float64
    ).astype(np.float32)


def stream(seed, name):
    return mix((seed + fnv(name)) & MASK)


class Net:
    """One net: layers by the names of their parameters, and what proxies read of a pass."""

    def __init__(self, seed, he, build):
        self.key, self.he, self.build = stream(seed, "weights"), he, build
        self.weights, self.biases, self.batchnorm = {}, {}, True

    def draw(self, name, shape, bound):
        values = np.float32(bound) * uniform(mix(self.key ^ fnv(name)), int(np.prod(shape)))
        return torch.tensor(values.reshape(shape).astype(np.float64))

    def weight(self, name, shape, fan, linear=False):
        if name not in self.weights:
            bound = np.sqrt(np.float32(6) / np.float32(fan)) if self.he and not linear else np.float32(1) / np.sqrt(np.float32(fan))
            self.weights[name] = self.draw(name, shape, bound).requires_grad_()
        return self.weights[name]

    def seen(self, z):
        z.retain_grad()
        self.outputs.append(z)
        return z

    def conv(self, name, x, outputs, kernel=1, stride=1, depthwise=False):
        inputs = x.shape[1]
        if depthwise:
            w = self.weight(name + "/weight", (kernel, kernel, inputs), kernel * kernel).permute(2, 0, 1).unsqueeze(1)
        else:
            w = self.weight(name + "/weight", (kernel, kernel, inputs, outputs), kernel * kernel * inputs).permute(3, 2, 0, 1)
        return self.seen(F.conv2d(x, w, None, stride, kernel // 2, groups=inputs if depthwise else 1))

    def norm(self, x):
        return F.batch_norm(x, None, None, training=True) if self.batchnorm else x

    def relu(self, x):
        code = (x.detach() > 0).double().flatten(1)
        self.kernel = self.kernel + code @ code.t() + (1 - code) @ (1 - code).t()
        return F.relu(x)

    def classifier(self, x, classes):
        w = self.weight("classifier/weight", (x.shape[1], classes), x.shape[1], linear=True)
        if "classifier/bias" not in self.biases:
            self.biases["classifier/bias"] = self.draw("classifier/bias", (classes,), np.float32(1) / np.sqrt(np.float32(x.shape[1])))
        return self.seen(x @ w + self.biases["classifier/bias"])

    def __call__(self, x):
        self.outputs, self.kernel = [], 0
        return self.build(self, x)

    def clear(self):
        for w in self.weights.values():
            w.grad = None


def macro(path, stem, widths, depths, head, classes):
    def build(net, x):
        x = net.relu(net.norm(net.conv("stem/convolution1", x, stem, 3)))
        place = 0
        for width, depth in zip(widths, depths):
            for layer in range(depth):
                stride, choice, name = (2 if layer == 0 else 1), path[place], f"layer{place + 1}"
                place += 1
                if choice == 0:
                    if stride == 2:
                        x = net.norm(net.conv(f"{name}/identity/convolution1", x, width, 1, 2))
                    continue
                op, expansion, kernel = [None, ("MB3_K3", 3, 3), ("MB6_K5", 6, 5)][choice]
                y = net.relu(net.norm(net.conv(f"{name}/{op}/convolution1", x, expansion * x.shape[1])))
                y = net.relu(net.norm(net.conv(f"{name}/{op}/convolution2", y, None, kernel, stride, depthwise=True)))
                y = net.norm(net.conv(f"{name}/{op}/convolution3", y, width))
                x = x + y if stride == 1 and y.shape == x.shape else y
        x = net.relu(net.norm(net.conv("head/convolution1", x, head)))
        return net.classifier(x.mean((2, 3)), classes)

    return build


def cells(path, channels, count, classes):
    edges = [(to, frm) for to in range(1, 4) for frm in range(to)]
    names = ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"]

    def build(net, x):
        x, width, node = net.norm(net.conv("stem/1", x, channels, 3)), channels, 0
        for stage in range(3):
            if stage > 0:
                width *= 2
                block = net.norm(net.conv(f"node{node + 1}/1", net.relu(x), width, 3, 2))
                block = net.norm(net.conv(f"node{node + 1}/2", net.relu(block), width, 3))
                x = block + net.conv(f"node{node + 2}/2", F.avg_pool2d(x, 2), width)
                node += 3
            for _ in range(count):
                states = [x]
                for to in range(1, 4):
                    total = torch.zeros_like(x)
                    for number, (end, frm) in enumerate(edges):
                        if end != to:
                            continue
                        node += 1
                        op, value = names[path[number]], states[frm]
                        if op == "skip_connect":
                            total = total + value
                        elif op == "avg_pool_3x3":
                            total = total + F.avg_pool2d(value, 3, 1, 1, count_include_pad=False)
                        elif op != "none":
                            kernel = 1 if op == "nor_conv_1x1" else 3
                            total = total + net.norm(net.conv(f"node{node}/{to}<-{frm}/{op}/1", net.relu(value), width, kernel))
                    node += 1
                    states.append(total)
                x = states[-1]
        return net.classifier(net.relu(net.norm(x)).mean((2, 3)), classes)

    return build


def scores(net, images, labels):
    found = {}
    net(images)
    found["naswot"] = float(np.linalg.slogdet(net.kernel.numpy())[1])
    net.clear()
    F.cross_entropy(net(images), labels).backward()
    found["grad_norm"] = sum(w.grad.norm().item() for w in net.weights.values())
    found["snip"] = sum((w * w.grad).abs().sum().item() for w in net.weights.values())
    fisher = 0.0
    for z in net.outputs:
        if z.grad is not None:
            product = z.detach() * z.grad
            g = product.sum((2, 3)) if product.dim() > 2 else product
            fisher += g.pow(2).mean(0).mul(0.5).abs().sum().item()
    found["fisher"] = fisher
    x = images.clone().requires_grad_()
    y = net(x)
    y.backward(torch.ones_like(y))
    v = np.linalg.eigvalsh(np.corrcoef(x.grad.flatten(1).numpy()))
    found["jacob_cov"] = float(-np.sum(np.log(v + 1e-5) + 1 / (v + 1e-5)))
    with torch.no_grad():
        for w in list(net.weights.values()) + list(net.biases.values()):
            w.abs_()
    net.clear()
    net.batchnorm = False
    net(torch.ones(1, *images.shape[1:])).sum().backward()
    flow = sum((w * w.grad).abs().sum().item() for w in net.weights.values() if w.grad is not None)
    found["synflow"] = math.log(flow)
    return found


def images(shape, classes):
    n, h, w, c = shape
    values = (np.float32(1.5) * uniform(stream(5, "pictures"), n * h * w * c)).astype(np.float64)
    return torch.tensor(values.reshape(shape)).permute(0, 3, 1, 2).contiguous(), torch.tensor([i % classes for i in range(n)])


nets = []
for path in ["1211", "2020", "0112", "2222"]:
    x, t = images((6, 6, 6, 2), 3)
    net = Net(3, True, macro([int(c) for c in path], 3, [4, 5], [2, 2], 6, 3))
    nets.append({"space": "macro", "net": path, "scores": scores(net, x, t)})
for path in ["2" * 24, "21" * 12]:
    x, t = images((6, 6, 6, 2), 3)
    net = Net(3, True, macro([int(c) for c in path], 16, [24, 32], [12, 12], 24, 3))
    nets.append({"space": "deep", "net": path, "scores": scores(net, x, t)})
for path in ["333333", "231414", "120313", "040021"]:
    x, t = images((6, 8, 8, 1), 3)
    net = Net(3, False, cells([int(c) for c in path], 4, 2, 3))
    nets.append({"space": "cells", "net": path, "scores": scores(net, x, t)})
print(json.dumps({"nets": nets}, indent=1, sort_keys=True))
