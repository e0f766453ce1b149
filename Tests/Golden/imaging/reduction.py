"""Images made smaller and larger by Pillow's bicubic filter: what `ReductionTests` holds `ImageSet.reduced` and `interpolationError` against.

usage: reduction.py > reduction.json     (Pillow 13; needs numpy)

Pictures come from the formula below, which the tests repeat.
"""
import json
import sys

import numpy as np
from PIL import Image


def picture(height, width):
    y, x = np.meshgrid(np.arange(height), np.arange(width), indexing="ij")
    return ((x * 3 + y * 7 + x * y % 97 * 2 + x * x // 5) % 256).astype(np.uint8)


cases = []
for factor, height, width in [(2, 28, 28), (3, 27, 33), (4, 40, 24)]:
    whole = picture(height, width)
    small = Image.fromarray(whole).resize((width // factor, height // factor), Image.BICUBIC)
    back = np.asarray(small.resize((width, height), Image.BICUBIC), float)
    cases.append({"factor": factor, "height": height, "width": width, "small": np.asarray(small).flatten().tolist(),
                  "error": float(((back - whole) ** 2).mean() / 255 ** 2)})
json.dump(cases, sys.stdout)
