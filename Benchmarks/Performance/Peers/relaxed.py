"""The PyTorch network of workload b: the supernet of DARTS's search (Liu et al. 2019) with its architecture weights left as they are.

Of an edge's eight candidates seven compute; the eighth, none, adds nothing whatever its weight is.
"""
import torch
from torch import nn

NODES, STATES = 4, (2, 3, 4, 5)


def normalised(c):
    return nn.BatchNorm2d(c, affine=False)


class Halving(nn.Module):
    """Two 1x1 convolutions of stride 2, the second one pixel further, side by side."""

    def __init__(self, i, o):
        super().__init__()
        self.even, self.odd = (nn.Conv2d(i, o // 2, 1, stride=2, bias=False) for _ in range(2))
        self.norm = normalised(o)

    def forward(self, x):
        x = x.relu()
        return self.norm(torch.cat((self.even(x), self.odd(x[..., 1:, 1:])), dim=1))


def pointwise(i, o):
    return nn.Sequential(nn.ReLU(), nn.Conv2d(i, o, 1, bias=False), normalised(o))


def windows(c, kernel, stride, dilation):
    """ReLU, a depthwise window, a 1x1 convolution, BatchNorm."""
    return [
        nn.ReLU(), nn.Conv2d(c, c, kernel, stride, dilation * (kernel - 1) // 2, dilation, groups=c, bias=False),
        nn.Conv2d(c, c, 1, bias=False), normalised(c)]


def candidates(c, stride):
    separable = [nn.Sequential(*windows(c, kernel, stride, 1), *windows(c, kernel, 1, 1)) for kernel in (3, 5)]
    dilated = [nn.Sequential(*windows(c, kernel, stride, 2)) for kernel in (3, 5)]
    pools = nn.MaxPool2d(3, stride, 1), nn.AvgPool2d(3, stride, 1, count_include_pad=False)
    skip = nn.Identity() if stride == 1 else Halving(c, c)
    return nn.ModuleList([*(nn.Sequential(pool, normalised(c)) for pool in pools), skip, *separable, *dilated])


class Cell(nn.Module):
    def __init__(self, before, last, c, halves, halved):
        super().__init__()
        self.entries = nn.ModuleList([Halving(before, c) if halved else pointwise(before, c), pointwise(last, c)])
        self.edges = nn.ModuleList(
            candidates(c, 2 if halves and state < 2 else 1) for states in STATES for state in range(states))

    def forward(self, before, last, alphas):
        states, edges = [entry(x) for entry, x in zip(self.entries, (before, last))], zip(self.edges, alphas)
        for _ in range(NODES):
            states.append(sum(
                weight * candidate(state) for state, (edge, own) in zip(tuple(states), edges) for candidate, weight in zip(edge, own[1:])))
        return torch.cat(states[2:], dim=1)


class Supernet(nn.Module):
    def __init__(self, c=16, cells=8, classes=10):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 3 * c, 3, padding=1, bias=False), nn.BatchNorm2d(3 * c))
        self.cells, self.halves = nn.ModuleList(), [n in (cells // 3, 2 * cells // 3) for n in range(cells)]
        before, last = 3 * c, 3 * c
        for n, halves in enumerate(self.halves):
            c *= 1 + halves
            self.cells.append(Cell(before, last, c, halves, n > 0 and self.halves[n - 1]))
            before, last = last, NODES * c
        self.linear = nn.Linear(last, classes)
        self.register_buffer("alphas", 1e-3 * torch.randn(2, sum(STATES), 8))

    def forward(self, x):
        before = last = self.stem(x)
        normal, reduction = self.alphas.softmax(dim=-1)
        for cell, halves in zip(self.cells, self.halves):
            before, last = last, cell(before, last, reduction if halves else normal)
        return self.linear(last.mean(dim=(2, 3)))
