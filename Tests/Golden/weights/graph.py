"""A small super-resolution graph of every operation that is read, as TensorFlow writes it, with what PyTorch computes of it.

Writes graph.pb (a GraphDef, encoded here by hand) and graph.json (an image's luma and differences of colour, the net's output, the
colours in bytes). Run in this folder: python3 graph.py
"""

import json
import struct

import numpy as np
import torch
import torch.nn.functional as F

random = np.random.default_rng(5)


def varint(value):
    value &= (1 << 64) - 1
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def field(number, value):
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    if isinstance(value, str):
        value = value.encode()
    return varint(number << 3 | 2) + varint(len(value)) + value


def shape(lengths):
    return b"".join(field(2, field(1, length)) for length in lengths)


def tensor(values, packed=True):
    values = np.asarray(values)
    if values.dtype.kind == "i":
        return field(1, 3) + field(2, shape(values.shape)) + b"".join(field(7, int(v)) for v in values.flatten())
    values = values.astype(np.float32)
    content = field(4, values.tobytes()) if packed else b"".join(varint(5 << 3 | 5) + struct.pack("<f", v) for v in values.flatten())
    return field(1, 1) + field(2, shape(values.shape)) + content


def node(name, op, inputs=(), **attributes):
    out = field(1, name) + field(2, op) + b"".join(field(3, i) for i in inputs)
    for key, value in attributes.items():
        out += field(5, field(1, key) + field(2, value))
    return field(1, out)


nodes = []


def add(name, op, inputs=(), **attributes):
    nodes.append(node(name, op, inputs, T=field(6, 1), **attributes))
    return name


def constant(name, values, packed=True):
    return add(name, "Const", value=field(8, tensor(values, packed)), dtype=field(6, 1))


def conv_attributes(dilation=1):
    spatial = field(1, b"".join(field(3, d) for d in (1, dilation, dilation, 1)))
    strides = field(1, field(3, b"\x01\x01\x01\x01"))
    return dict(strides=strides, dilations=spatial, padding=field(2, "SAME"), data_format=field(2, "NHWC"))


def weights(*lengths):
    fan = np.prod(lengths[:-1])
    return (random.standard_normal(lengths) * np.sqrt(1.5 / fan)).astype(np.float32)


def bias(count):
    return (random.standard_normal(count) * 0.1).astype(np.float32)


def conv(x, name, source, w, b=None, dilation=1, depthwise=False):
    read = add(f"{name}/read", "Identity", [constant(f"{name}/kernel", w)])
    op = "DepthwiseConv2dNative" if depthwise else "Conv2D"
    out = add(f"{name}/{op}", op, [source, read], **conv_attributes(dilation))
    k = torch.from_numpy(w.transpose(2, 3, 0, 1) if depthwise else w.transpose(3, 2, 0, 1)).double()
    y = F.conv2d(x, k, padding=dilation * (w.shape[0] // 2), dilation=dilation, groups=w.shape[2] if depthwise else 1)
    if b is not None:
        out = add(f"{name}/BiasAdd", "BiasAdd", [out, constant(f"{name}/bias", b)], data_format=field(2, "NHWC"))
        y = y + torch.from_numpy(b).double().view(1, -1, 1, 1)
    return y, out


def relu(y, source, op="Relu"):
    return (y.clamp(min=0) if op == "Relu" else y.clamp(0, 6)), add(f"{source}/{op}", op, [source])


def axis(name, value=-1):
    return add(name, "Const", value=field(8, tensor(np.array(value))), dtype=field(6, 3))


height, width = 13, 11
luma = random.random((1, height, width, 1)).astype(np.float32)
chroma = (random.random((1, 2 * height, 2 * width, 2)) * 0.6 - 0.3).astype(np.float32)
x = torch.from_numpy(luma.transpose(0, 3, 1, 2)).double()
nodes.append(node("y", "Placeholder", dtype=field(6, 1), shape=field(7, shape([-1, -1, -1, 1]))))
nodes.append(node("pbpr", "Placeholder", dtype=field(6, 1), shape=field(7, shape([-1, -1, -1, 2]))))

s, stem = relu(*conv(x, "stem", "y", weights(3, 3, 1, 8), bias(8)))
# A convolution in two groups, whose weights are split too.
w = weights(3, 3, 4, 12)
parts = add("group/split", "Split", [axis("group/axis", 3), stem], num_split=field(3, 2))
kernels = add("group/weights", "Split", [axis("group/weights/axis", 3), constant("group/kernel", w)], num_split=field(3, 2))
halves = []
for part in range(2):
    halves.append(
        add(
            f"group/Conv2D_{part}", "Conv2D", [parts if part == 0 else "group/split:1", kernels if part == 0 else "group/weights:1"],
            **conv_attributes(),
        )
    )
joined = add("group/concat", "ConcatV2", halves + [axis("group/concat/axis")], N=field(3, 2))
b = bias(12)
biased = add("group/BiasAdd", "BiasAdd", [joined, constant("group/bias", b)])
g = F.conv2d(s, torch.from_numpy(w.transpose(3, 2, 0, 1)).double(), torch.from_numpy(b).double(), padding=1, groups=2)
g, group = relu(g, biased)
# A residual of a convolution, a depthwise one and one back.
supple, start = conv(g, "supple", group, weights(1, 1, 12, 6), bias(6))
r, inner = relu(*conv(supple, "wide", start, weights(3, 3, 6, 12), bias(12)))
r, inner = relu(*conv(r, "depth", inner, weights(3, 3, 12, 1), bias(12), depthwise=True), op="Relu6")
r, inner = conv(r, "narrow", inner, weights(1, 1, 12, 6), bias(6))
first = add("first", "Add", [inner, start])
second = add("second", "AddV2", [start, first])
residual = r + supple + supple
# Parts that are no groups: one read twice, one not at all; a dilated convolution without bias.
pieces = add("pieces", "Split", [axis("pieces/axis", 3), stem], num_split=field(3, 4))
piece = s[:, 2:4]
d, dilated = conv(piece, "dilated", "pieces:1", weights(3, 3, 2, 5), dilation=2)
everything = add("everything", "ConcatV2", [stem, second, "pieces:1", dilated, axis("everything/axis", 3)], N=field(3, 4))
e = torch.cat([s, residual, piece, d], 1)
t, tail = relu(*conv(e, "tail", everything, weights(3, 3, 21, 8), bias(8)))
shuffled = add("shuffle", "DepthToSpace", [add("skip", "Add", [tail, stem])], block_size=field(3, 2), data_format=field(2, "NHWC"))
# TensorFlow's order: channel (dy · 2 + dx) · 2 + c.
z = (t + s).view(1, 2, 2, 2, height, width).permute(0, 3, 4, 1, 5, 2).reshape(1, 2, 2 * height, 2 * width)
z, out = conv(z, "yout", shuffled, weights(3, 3, 2, 1) * 0.5, bias(1))
brightness = z.float().numpy()[0, 0]

scaled = add("mul", "Mul", [constant("mul/x", np.float32(255), packed=False), out])
moved = add("add", "Add", ["pbpr", constant("add/y", np.float32(0.5), packed=False)])
colour = add("mul_1", "Mul", [moved, constant("mul_1/y", np.float32(255), packed=False)])
mixed = add("concat", "ConcatV2", [scaled, colour, axis("concat/axis")], N=field(3, 2))
matrix = np.array([[[[1, 1, 1], [0, -0.34414, 1.772], [1.402, -0.71414, 0]]]], np.float32)
offsets = np.array([-179.456, 135.45984, -226.816], np.float32)
product = add("Conv2D", "Conv2D", [mixed, constant("matrix", matrix)], **conv_attributes())
product = add("BiasAdd", "BiasAdd", [product, constant("offsets", offsets)])
low = add("zeros", "Fill", [add("Shape", "Shape", [product]), constant("zeros/Const", np.float32(0), packed=False)])
clipped = add("Maximum", "Maximum", [product, low])
high = add("ones", "Fill", [add("Shape_1", "Shape", [clipped]), constant("ones/Const", np.float32(1), packed=False)])
high = add("Mul_2", "Mul", [high, constant("Mul_2/y", np.float32(255), packed=False)])
clipped = add("Minimum", "Minimum", [clipped, high])
add("target", "Identity", [add("div", "RealDiv", [clipped, constant("div/y", np.float32(255), packed=False)])])
rgb = np.concatenate([brightness[..., None] * np.float32(255), (chroma[0] + np.float32(0.5)) * np.float32(255)], -1) @ matrix[0, 0] + offsets
pixels = (np.clip(rgb, 0, 255) / 255 * 255).clip(0, 255).astype(np.uint8)

# Any order of nodes is one graph.
order = random.permutation(len(nodes))
with open("graph.pb", "wb") as file:
    file.write(b"".join(nodes[i] for i in order) + field(2, b""))
with open("graph.json", "w") as file:
    json.dump(
        {
            "height": height, "width": width, "luma": [float(v) for v in luma.flatten()], "chroma": [float(v) for v in chroma.flatten()],
            "brightness": [round(float(v), 7) for v in brightness.flatten()], "pixels": pixels.flatten().tolist(),
            "parameters": int(sum(np.prod(k) for k in [(9, 8), (8,), (9, 4, 12), (12,), (12, 6), (6,), (9, 6, 12), (12,), (9, 12), (12,), (12, 6), (6,), (9, 2, 5), (9, 21, 8), (8,), (9, 2), (1,), (9,), (3,)])),
        },
        file,
    )
