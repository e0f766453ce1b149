"""Every operation of the engine, forward and gradients, in PyTorch float64: what `GoldenOperationsTests` holds the engine against.

usage: operations.py > operations.json     (torch 2.13; any recent version gives the same numbers up to rounding)

Each case reads one or more views of tensors z, activation(BatchNorm(z)), and ends in a view whose product with `coefficients` is
the loss. Tensors are [images][height][width][channels]; weights lie as the engine lays them. Parameters stand in the order in which
the engine's test adds them: scale and shift of each source, those of the output, weights. Beside the float64 numbers stand the
largest errors of PyTorch's own float32, relative to the largest number of each tensor; a gradient below a hundredth of the case's
largest, as BatchNorm makes vanish, is compared with that hundredth.
"""
import json
import sys

import torch
import torch.nn.functional as F

torch.manual_seed(3)
IMAGES = 5
ACTIVATIONS = {
    "identity": lambda y: y, "relu": F.relu, "relu6": F.relu6, "hSwish": F.hardswish, "swish": F.silu, "hSigmoid": F.hardsigmoid}


def view(z, bn, activation, parameters, inherited=None):
    """activation(BatchNorm(z)) over [images][h][w][c]."""
    if bn:
        scale, shift = parameters.pop(0), parameters.pop(0)
        y = z.permute(0, 3, 1, 2)
        if inherited is None:
            y = F.batch_norm(y, None, None, scale, shift, True)
        else:
            y = F.batch_norm(y, inherited[0].to(z.dtype), inherited[1].to(z.dtype), scale, shift, False)
        z = y.permute(0, 2, 3, 1)
    return ACTIVATIONS[activation](z)


def nchw(f):
    return lambda x, *rest: f(x.permute(0, 3, 1, 2), *rest).permute(0, 2, 3, 1)


def convolution(kernel, stride, dilation, groups):
    def run(x, w):
        depth = kernel * kernel * x.shape[1] // groups
        w = w.view(groups, kernel, kernel, x.shape[1] // groups, -1).permute(0, 4, 3, 1, 2).reshape(-1, depth // kernel ** 2, kernel, kernel)
        return F.conv2d(x, w, None, stride, kernel // 2 * dilation, dilation, groups)
    return nchw(run)


def depthwise(kernel, stride, dilation):
    def run(x, w):
        c = x.shape[1]
        return F.conv2d(x, w.view(kernel, kernel, 1, c).permute(3, 2, 0, 1), None, stride, kernel // 2 * dilation, dilation, c)
    return nchw(run)


MIXED = (0.3, -1.5)
CHOSEN = [5, 0, 3, 3]
cases = []


def draw(*shape):
    """Normal numbers of few digits: they are written below."""
    return (torch.randn(*shape, dtype=torch.float64) * 1e4).round().div(1e4).float()


def scale(channels):
    """Away from zero, where a second BatchNorm would amplify what is left of a channel."""
    return 1 + draw(channels) / 4


def case(name, sources, output, weights, run, inherited=False):
    """sources: (h, w, c, bn, activation); output: (bn, activation); run(views, weights) -> z."""
    shapes, given, statistics = [], [], None
    parameters = []
    for h, w, c, bn, _ in sources:
        given.append(draw(IMAGES, h, w, c))
        if bn:
            parameters += [scale(c), draw(c) / 2]
    if inherited:
        c = sources[0][2]
        statistics = (draw(c), draw(c).abs() + 0.5)
    with torch.no_grad():
        probe = run([torch.zeros(IMAGES, *s[:3]) for s in sources], [torch.zeros(w) for w in weights])
    if output[0]:
        parameters += [scale(probe.shape[-1]), draw(probe.shape[-1])]
    parameters += [draw(w) * 0.5 for w in weights]
    coefficients = draw(*probe.shape)

    def once(dtype):
        zs = [z.to(dtype).requires_grad_() for z in given]
        ps = [p.to(dtype).requires_grad_() for p in parameters]
        left = list(ps)
        views = [view(z, s[3], s[4], left, statistics) for z, s in zip(zs, sources)]
        own = [left.pop(0), left.pop(0)] if output[0] else []
        y = view(run(views, left), output[0], output[1], own)
        (y * coefficients.to(dtype)).sum().backward()
        return y.detach(), [z.grad for z in zs], [p.grad for p in ps]

    exact, single = once(torch.float64), once(torch.float32)

    floor = 0.01 * max(g.abs().max() for g in exact[1] + exact[2])

    def error(a, b):
        return ((a.double() - b).abs().max() / b.abs().max().clamp(min=floor)).item()

    cases.append({
        "name": name, "inherited": [flat(s) for s in statistics] if statistics else [], "sources": [flat(z) for z in given],
        "parameters": [flat(p) for p in parameters], "coefficients": flat(coefficients), "output": flat(exact[0]),
        "dz": [flat(d) for d in exact[1]], "gradients": [flat(g) for g in exact[2]], "float32Forward": ((single[0].double() - exact[0]).abs().max() / exact[0].abs().max()).item(),
        "float32Gradients": max(error(a, b) for a, b in zip(single[1] + single[2], exact[1] + exact[2]))})


def loss_case(name, shape, extra, run):
    """A loss of one plain tensor: its value and gradient."""
    z = draw(IMAGES, *shape)

    def once(dtype):
        x = z.to(dtype).requires_grad_()
        value = run(x)
        value.backward()
        return value.detach().view(1), x.grad
    exact, single = once(torch.float64), once(torch.float32)
    cases.append({
        "name": name, "inherited": [], "sources": [flat(z)], "parameters": [], "coefficients": extra, "output": flat(exact[0]),
        "dz": [flat(exact[1])], "gradients": [],
        "float32Forward": ((single[0].double() - exact[0]).abs() / exact[0].abs()).item(),
        "float32Gradients": ((single[1].double() - exact[1]).abs().max() / exact[1].abs().max()).item()})


def flat(x):
    return [float(f"{v:.8g}") for v in x.flatten().tolist()]


for activation in ACTIVATIONS:
    case(f"BatchNorm, {activation}", [(4, 3, 7, True, activation)], (False, "identity"), [], lambda v, w: v[0])
case("BatchNorm, running statistics", [(4, 3, 7, True, "relu6")], (False, "identity"), [], lambda v, w: v[0], inherited=True)
one = [(4, 3, 6, True, "relu6")]
plane = [(6, 5, 6, True, "relu6")]
case("pointwise", one, (True, "identity"), [6 * 10], lambda v, w: v[0] @ w[0].view(6, 10))
for kernel, stride, dilation, groups in [(3, 1, 1, 1), (3, 2, 1, 1), (1, 2, 1, 1), (3, 1, 2, 1), (3, 2, 1, 2), (5, 1, 1, 3)]:
    case(
        f"convolution {kernel}, stride {stride}, dilation {dilation}, groups {groups}", plane, (True, "relu"),
        [kernel * kernel * 6 // groups * 9 if groups != 2 else kernel * kernel * 3 * 8],
        lambda v, w, a=(kernel, stride, dilation, groups): convolution(*a)(v[0], w[0]))
for kernel, stride, dilation in [(3, 1, 1), (3, 2, 1), (5, 1, 1), (5, 2, 1), (7, 1, 1), (7, 2, 1), (3, 1, 2)]:
    case(
        f"depthwise {kernel}, stride {stride}, dilation {dilation}", plane, (True, "relu6"), [kernel * kernel * 6],
        lambda v, w, a=(kernel, stride, dilation): depthwise(*a)(v[0], w[0]))
case("linear", [(1, 1, 11, False, "relu")], (False, "identity"), [11 * 7, 7], lambda v, w: v[0] @ w[0].view(11, 7) + w[1])
case("global average", plane, (False, "identity"), [], lambda v, w: v[0].mean((1, 2), keepdim=True))
smooth = [(6, 5, 6, True, "swish")]
for stride in (1, 2):
    case(f"max pooling 3, stride {stride}", smooth, (False, "identity"), [], lambda v, w, s=stride: nchw(lambda x: F.max_pool2d(x, 3, s, 1))(v[0]))
    case(
        f"average pooling 3, stride {stride}", smooth, (False, "identity"), [],
        lambda v, w, s=stride: nchw(lambda x: F.avg_pool2d(x, 3, s, 1, count_include_pad=False))(v[0]))
case("channel gate", [(4, 3, 6, True, "relu6"), (1, 1, 6, False, "hSigmoid")], (True, "identity"), [], lambda v, w: v[0] * v[1])
case("channel selection", one, (True, "identity"), [], lambda v, w: v[0][..., CHOSEN])
case("concatenation", [(4, 3, 6, True, "swish"), (4, 3, 3, False, "identity")], (True, "identity"), [], lambda v, w: torch.cat(v, -1))
case(
    "mixture", [(4, 3, 6, True, "relu6"), (4, 3, 6, True, "swish")], (True, "identity"), [],
    lambda v, w: MIXED[0] * v[0] + MIXED[1] * v[1])
labels = [3, 0, 6, 6, 1]
for smoothing in (0.0, 0.1):
    loss_case(
        f"cross-entropy, smoothing {smoothing}", (1, 1, 7), labels,
        lambda x, s=smoothing: F.cross_entropy(x.view(IMAGES, 7), torch.tensor(labels), label_smoothing=s))
targets = draw(IMAGES, 3, 2, 3)
loss_case("L1", (3, 2, 3), flat(targets), lambda x: F.l1_loss(x, targets.to(x.dtype)))


def positions(x):
    """TensorFlow's order: of a square's four positions each has its channels together."""
    n, h, w, c = x.shape
    return x.view(n, h, w, 2, 2, c // 4).permute(0, 1, 3, 2, 4, 5).reshape(n, 2 * h, 2 * w, c // 4)


squares = [(3, 2, 8, True, "relu6")]
case("pixel shuffle, channels", squares, (True, "identity"), [], lambda v, w: nchw(lambda x: F.pixel_shuffle(x, 2))(v[0]))
case("pixel shuffle, positions", squares, (True, "identity"), [], lambda v, w: positions(v[0]))
json.dump(cases, sys.stdout, separators=(",", ":"))
