"""A net that concord exported, loaded by PyTorch: what `ExportedNetTests` holds the export against.

usage: CONCORD_EXPORT=net.safetensors concordPackageTests --filter ExportedNetTests, then
       exported.py net.safetensors > exported.json     (torch 2.15, safetensors 0.5 or later)

The net is one of `scarlet-tiny`: squeeze-excite, a skip, all kernels. Its modules have the names that docs/weights.md states, and the file
has to have these names and no others (`strict`). `file` is the SHA-256 of the file's bytes, `logits` those of three images
(`released.value`, of 14 x 14 pixels in one channel).
"""
import hashlib
import json
import os
import sys

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from released import value

LAYERS = ["MB3_K3_SE", "skip", "MB6_K5", "MB3_K7_SE", "MB3_K3", "MB6_K3_SE", "MB6_K5_SE"]
WIDTHS, STRIDES = [8, 8, 12, 12, 24, 24, 48], [1, 1, 2, 1, 2, 1, 1]


class Layer(nn.Conv2d):
    def __init__(self, inputs, outputs, kernel=1, stride=1, groups=1):
        super().__init__(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False)
        self.normalization = nn.BatchNorm2d(outputs)

    def forward(self, x):
        return self.normalization(super().forward(x))


class SqueezeExcite(nn.Module):
    def __init__(self, hidden):
        super().__init__()
        self.reduce, self.expand = nn.Linear(hidden, hidden // 4), nn.Linear(hidden // 4, hidden)

    def forward(self, x):
        return x * F.hardsigmoid(self.expand(F.relu(self.reduce(x.mean((2, 3))))))[:, :, None, None]


class Inverted(nn.Module):
    def __init__(self, inputs, outputs, name, stride):
        super().__init__()
        hidden, kernel, self.residual = inputs * int(name[2]), int(name[5]), stride == 1 and inputs == outputs
        self.convolution1 = Layer(inputs, hidden)
        self.convolution2 = Layer(hidden, hidden, kernel, stride, hidden)
        if name.endswith("SE"):
            self.layer3, self.convolution4 = SqueezeExcite(hidden), Layer(hidden, outputs)
        else:
            self.layer3, self.convolution3 = nn.Identity(), Layer(hidden, outputs)

    def forward(self, x):
        y = self.layer3(F.hardswish(self.convolution2(F.hardswish(self.convolution1(x)))))
        y = (self.convolution4 if hasattr(self, "convolution4") else self.convolution3)(y)
        return x + y if self.residual else y


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.ModuleDict({"convolution1": Layer(1, 8, 3), "convolution2": Layer(8, 8, 3, 1, 8), "convolution3": Layer(8, 4)})
        inputs = 4
        for i, (name, outputs, stride) in enumerate(zip(LAYERS, WIDTHS, STRIDES)):
            layer = nn.Identity() if name == "skip" else Inverted(inputs, outputs, name, stride)
            setattr(self, f"layer{i + 1}", nn.ModuleDict({name: layer}))
            inputs = outputs
        self.head = nn.ModuleDict({"convolution1": Layer(48, 128)})
        self.classifier = nn.Linear(128, 10)

    def forward(self, x):
        x = F.relu6(self.stem["convolution1"](x))
        x = self.stem["convolution3"](F.relu6(self.stem["convolution2"](x)))
        for i, name in enumerate(LAYERS):
            x = getattr(self, f"layer{i + 1}")[name](x)
        return self.classifier(F.relu6(self.head["convolution1"](x)).mean((2, 3)))


net = Net().double().eval()
net.load_state_dict(load_file(sys.argv[1]), strict=True)
v = (2 * value("images", 3 * 14 * 14) - 1).reshape(3, 1, 14, 14)
images = torch.tensor(v).float().double() * torch.tensor([0.5, 0.75, 1.0]).view(3, 1, 1, 1)
with torch.no_grad():
    logits = net(images)
digest = hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest()
print(json.dumps({"file": digest, "logits": [[float(f"{x:.7g}") for x in row] for row in logits.tolist()]}, indent=1))
