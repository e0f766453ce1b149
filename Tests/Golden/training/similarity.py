"""Cosines of feature maps in numpy, float64: what `FeatureSimilarityTests` holds Swift against.

usage: similarity.py > similarity.json

Values are ((a * i + b) mod 23 - 11) / 7 at the flat place i of [images][positions][channels]; of the maps `silent` every third channel is 0.
"""
import json

import numpy as np

IMAGES, POSITIONS, CHANNELS = 3, 10, 6
place = np.arange(IMAGES * POSITIONS * CHANNELS)


def maps(a, b, silent=False):
    x = (((a * place + b) % 23 - 11) / 7).astype(np.float32).astype(np.float64).reshape(IMAGES, POSITIONS, CHANNELS)
    if silent:
        x[:, :, ::3] = 0
    return x


def similarity(x, y):
    norms = np.linalg.norm(x, axis=1), np.linalg.norm(y, axis=1)
    products = (x * y).sum(axis=1)
    counts = (norms[0] >= 1e-12) & (norms[1] >= 1e-12)
    return np.where(counts, products / np.where(counts, norms[0] * norms[1], 1), 0).mean()


cases = [(5, 3, False), (8, 1, False), (13, 7, True), (1, 0, False)]
all_maps = [maps(*case) for case in cases]
print(json.dumps({
    "images": IMAGES, "positions": POSITIONS, "channels": CHANNELS,
    "maps": [{"a": a, "b": b, "silent": silent} for a, b, silent in cases],
    "cosines": [[similarity(x, y) for y in all_maps] for x in all_maps],
}, indent=1))
