"""Counts a peer network's trainable parameters and its multiply-adds for one image.

usage: count.py WORKLOAD; prints one JSON line.
"""
import json
import sys

import torch
from torch import nn

from workloads import WORKLOADS

build, shape, batch = WORKLOADS[sys.argv[1]]
network = build().eval()
macs = 0


def count(layer, inputs, output):
    global macs
    if isinstance(layer, nn.Conv2d):
        macs += layer.weight[0].numel() * output[0].numel()
    else:
        macs += layer.weight.numel()


for layer in network.modules():
    if isinstance(layer, (nn.Conv2d, nn.Linear)):
        layer.register_forward_hook(count)
with torch.no_grad():
    network(torch.zeros(1, *shape))
print(json.dumps({"parameters": sum(p.numel() for p in network.parameters()), "macs": macs, "shape": [*shape[1:], shape[0]], "batch": batch}))
