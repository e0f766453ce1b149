"""The PyTorch network of workload g, a net of sr-512, and its training step.

Small images have 24 x 24 pixels of one channel, the loss is the mean absolute difference from images of 48 x 48, the optimiser Adam with rate 0.001.
"""
import torch
from torch import nn

SIDE, FACTOR = 24, 2


class Restoration(nn.Module):
    """conv_f16_k3_b1, conv_f32_k3_b1, conv_f16_k3_b1 between a stem of 32 channels and a convolution back to them."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(1, 32, 3, padding=1)
        self.body = nn.ModuleList(nn.Conv2d(i, o, 3, padding=1) for i, o in [(32, 16), (16, 32), (32, 16), (16, 32)])
        self.head = nn.Conv2d(8, 1, 3, padding=1)
        # PyTorch's own order of channels: the same work as TensorFlow's.
        self.shuffle = nn.PixelShuffle(FACTOR)

    def forward(self, x):
        x = stem = torch.relu(self.stem(x))
        for layer in self.body:
            x = torch.relu(layer(x))
        return self.head(self.shuffle(x + stem))


def step(memory_format):
    """A closure that does one step in that layout."""
    network = Restoration().train().to(memory_format=memory_format)
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)
    images = torch.rand(16, 1, SIDE, SIDE).to(memory_format=memory_format)
    targets = torch.rand(16, 1, FACTOR * SIDE, FACTOR * SIDE).to(memory_format=memory_format)

    def run():
        optimizer.zero_grad(set_to_none=True)
        nn.functional.l1_loss(network(images), targets).backward()
        optimizer.step()

    return run
