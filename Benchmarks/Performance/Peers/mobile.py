"""The PyTorch networks of workloads a, c, d, e, f and of inference: chains of inverted residuals or of blocks of ShuffleNetV2."""
import torch
from torch import nn


class SqueezeExcite(nn.Module):
    def __init__(self, c, squeezed):
        super().__init__()
        self.reduce, self.expand = nn.Conv2d(c, squeezed, 1), nn.Conv2d(squeezed, c, 1)

    def forward(self, x):
        y = x.mean((2, 3), keepdim=True)
        return x * nn.functional.hardsigmoid(self.expand(torch.relu_(self.reduce(y))))


def conv(i, o, kernel=1, stride=1, groups=1, activation=None):
    layers = [nn.Conv2d(i, o, kernel, stride, kernel // 2, groups=groups, bias=False), nn.BatchNorm2d(o)]
    return layers + ([activation(inplace=True)] if activation else [])


class InvertedResidual(nn.Module):
    def __init__(self, i, o, stride, expansion, kernel, activation, gated):
        super().__init__()
        hidden = i * expansion
        self.residual = stride == 1 and i == o
        self.body = nn.Sequential(
            *conv(i, hidden, activation=activation), *conv(hidden, hidden, kernel, stride, hidden, activation),
            *([SqueezeExcite(hidden, hidden // 4)] if gated else []), *conv(hidden, o))

    def forward(self, x):
        y = self.body(x)
        return x + y if self.residual else y


class Mean(nn.Module):
    def forward(self, x):
        return x.mean((2, 3))


def stages(widths, depths, strides):
    return [(w, s if n == 0 else 1) for w, d, s in zip(widths, depths, strides) for n in range(d)]


MOBILE = ([32, 40, 80, 96, 192, 320], [2, 4, 4, 4, 4, 1])


def mobile(stride, strides, operations, activation, gated, classes):
    """FairNAS's frame: 3x3 stem, separable convolution to 16 channels, 19 inverted residuals, 1x1 head."""
    layers, width = conv(3, 32, 3, stride, activation=nn.ReLU6) + conv(32, 32, 3, 1, 32, nn.ReLU6) + conv(32, 16), 16
    for (outputs, stride), (expansion, kernel) in zip(stages(*MOBILE, strides), operations):
        layers.append(InvertedResidual(width, outputs, stride, expansion, kernel, activation, gated))
        width = outputs
    return nn.Sequential(*layers, *conv(width, 1280, activation=nn.ReLU6), Mean(), nn.Linear(1280, classes))


class ShuffleBlock(nn.Module):
    """Even channels pass and odd ones are convolved; both ways are convolved where height and width are halved."""

    def __init__(self, i, o, stride, kernel):
        super().__init__()
        entering = i if stride > 1 else i // 2
        self.main = nn.Sequential(
            *conv(entering, o // 2, activation=nn.ReLU), *conv(o // 2, o // 2, kernel, stride, o // 2),
            *conv(o // 2, o - entering, activation=nn.ReLU))
        self.side = nn.Sequential(*conv(i, i, kernel, stride, i), *conv(i, i, activation=nn.ReLU)) if stride > 1 else None

    def forward(self, x):
        if self.side is not None:
            return torch.cat([self.side(x), self.main(x)], 1)
        n, c, h, w = x.shape
        x = x.reshape(n, c // 2, 2, h, w)
        return torch.cat([x[:, :, 0], self.main(x[:, :, 1].contiguous(memory_format=torch.channels_last))], 1)


def chain(channels, stem, blocks, head):
    """3x3 stem, inverted residuals with ReLU6 of (outputs, stride, expansion, kernel), 1x1 head, ten classes."""
    layers, width = conv(channels, stem, 3, activation=nn.ReLU6), stem
    for outputs, stride, expansion, kernel in blocks:
        layers.append(InvertedResidual(width, outputs, stride, expansion, kernel, nn.ReLU6, False))
        width = outputs
    return nn.Sequential(*layers, *conv(width, head, activation=nn.ReLU6), Mean(), nn.Linear(head, 10))


def mixed():
    widths, halving = [32, 32, 64, 64, 64, 128, 128, 128], [2, 5]
    operations = [(3, 3), (6, 5), (3, 7), (6, 3), (3, 5), (6, 5), (6, 7), (3, 3)]
    return chain(3, 32, [(w, 2 if n in halving else 1, *own) for n, (w, own) in enumerate(zip(widths, operations))], 256)


def staged(channels, stem, widths, head):
    """MB3_K3 in two, three and three layers, each stage halving the image."""
    return chain(channels, stem, [(w, s, 3, 3) for w, s in stages(widths, [2, 3, 3], [2, 2, 2])], head)


def shuffle():
    layers, width = conv(3, 16, 3, activation=nn.ReLU), 16
    for number, (outputs, stride) in enumerate(stages([64, 160, 320, 640], [4, 4, 8, 4], [1, 2, 2, 1])):
        layers.append(ShuffleBlock(width, outputs, stride, (3, 5, 7)[number % 3]))
        width = outputs
    return nn.Sequential(*layers, *conv(width, 1024, activation=nn.ReLU), Mean(), nn.Linear(1024, 10))


def gated():
    return mobile(1, [1, 2, 2, 1, 2, 1], [((3, 6)[n % 2], (3, 5, 7)[n % 3]) for n in range(19)], nn.Hardswish, True, 10)


def fairnas_a():
    text = "2023500551311335354"
    operations = [((3, 6)[int(d) // 3], (3, 5, 7)[int(d) % 3]) for d in text]
    return mobile(2, [2, 2, 2, 1, 2, 1], operations, nn.ReLU6, False, 1000)

