"""Two steps of Adam on a super-resolution net of sr-512 in PyTorch, float64: what `GoldenSuperResolutionTests` holds the engine against.

usage: super_resolution.py > super_resolution.json     (torch 2.13; any recent version gives the same numbers up to rounding)

The net is 0,3,6: conv_f16_k3_b1, groupConG4_f16_k3_b2, invertBotConE2_f16_k1_b2, between a 3 x 3 convolution to 32 channels and one back to them,
whose output the first one's is added to, then depth-to-space in TensorFlow's order and a convolution to the image. Weights lie as the engine lays
them: [groups][kernel][kernel][inputs][outputs], depthwise [kernel][kernel][channels], in the order in which the net runs; behind each its bias.
Beside the float64 numbers stands the largest absolute error of the same steps in PyTorch's own float32.
"""
import json
import sys

import torch
import torch.nn.functional as F

torch.manual_seed(5)
BATCH, SIDE = 4, 8
images = torch.randint(256, (BATCH, SIDE, SIDE, 1)) / 256
targets = torch.randint(256, (BATCH, 2 * SIDE, 2 * SIDE, 1)) / 256
start = []


def convolution(kernel, inputs, outputs, groups=1):
    depthwise = groups == inputs and groups == outputs
    shape = (kernel, kernel, outputs) if depthwise else (groups, kernel, kernel, inputs // groups, outputs // groups)
    fan = kernel * kernel * inputs // groups
    start.append((torch.randn(shape) * (1 / fan) ** 0.5 * 1024).round() / 1024)
    start.append((torch.randn(outputs) * 102).round() / 1024)


convolution(3, 1, 32)                      # stem
convolution(3, 32, 16)                     # conv_f16_k3_b1
convolution(3, 16, 16, 4)                  # groupConG4_f16_k3_b2
convolution(3, 16, 16, 4)
convolution(1, 16, 16)                     # invertBotConE2_f16_k1_b2
for _ in range(2):
    convolution(1, 16, 32)
    convolution(3, 32, 32, 32)
    convolution(1, 32, 16)
convolution(3, 16, 32)                     # tail
convolution(3, 8, 1)                       # head


def steps(dtype):
    weights = [value.to(dtype, copy=True).requires_grad_() for value in start]
    optimizer = torch.optim.Adam(weights, lr=0.01)
    losses, gradients = [], None

    def forward(x):
        rest = iter(weights)

        def conv(x):
            w, b = next(rest), next(rest)
            if w.dim() == 3:
                kernel, groups = w.permute(2, 0, 1)[:, None], w.shape[2]
            else:
                kernel = w.permute(0, 4, 3, 1, 2).reshape(w.shape[0] * w.shape[4], w.shape[3], w.shape[1], w.shape[2])
                groups = w.shape[0]
            return F.conv2d(x, kernel, b, padding=kernel.shape[-1] // 2, groups=groups)

        stem = F.relu(conv(x))
        x = F.relu(conv(stem))
        x = F.relu(conv(x))
        x = F.relu(conv(x))
        x = conv(x)
        for _ in range(2):
            x = x + conv(F.relu(conv(F.relu(conv(x)))))
        x = F.relu(conv(x)) + stem
        # TensorFlow's depth_to_space: block offset is the slow part of the channel.
        n, c, h, w = x.shape
        x = x.reshape(n, 2, 2, c // 4, h, w).permute(0, 3, 4, 1, 5, 2).reshape(n, c // 4, 2 * h, 2 * w)
        return conv(x)

    for step in range(2):
        optimizer.zero_grad()
        y = forward(images.to(dtype).permute(0, 3, 1, 2))
        loss = (y - targets.to(dtype).permute(0, 3, 1, 2)).abs().mean()
        loss.backward()
        losses.append(loss.item())
        if step == 0:
            gradients = [w.grad.clone() for w in weights]
        optimizer.step()
    return losses, gradients, weights


def flat(values):
    return [v for value in values for v in value.detach().double().flatten().tolist()]


losses, gradients, after = steps(torch.float64)
_, _, rough = steps(torch.float32)
error = max(abs(a - b) for a, b in zip(flat(after), flat(rough)))
json.dump({"images": flat([images]), "targets": flat([targets]), "start": flat(start), "losses": losses,
           "gradient": [float(f"{v:.7g}") for v in flat(gradients)], "after": [float(f"{v:.7g}") for v in flat(after)], "float32Error": error}, sys.stdout)
