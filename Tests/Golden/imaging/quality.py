"""Peak signal-to-noise ratio and structural similarity of two pictures on rounded luma, as scikit-image has them.

usage: quality.py > quality.json     (scikit-image 0.25; any recent version gives the same)

The pictures are those of `Fixtures.picture` and a disturbed copy. `brightness` and `chroma` are four pixels of `rgb2ypbpr`.
"""

import json

import numpy as np
from skimage import color, metrics


def picture(height, width):
    at = np.arange(3 * height * width)
    c, x, y = at % 3, at // 3 % width, at // 3 // width
    ramps, edges = x * (3 + c) + y * (7 - 2 * c), x * y % 97 * 2 + x * x // (5 + c)
    return ((ramps + edges + 40 * c) & 255).astype(np.uint8).reshape(height, width, 3)


def disturbed(image):
    at = np.arange(image.size).reshape(image.shape)
    return np.clip(image.astype(int) + at * 7 % 23 - 11, 0, 255).astype(np.uint8)


def luma(image, border):
    y = np.around(color.rgb2ycbcr(image)[..., 0])
    return y[border:-border, border:-border] if border else y


rows = []
for height, width, border in [(40, 61, 2), (97, 30, 0), (15, 15, 2), (150, 90, 3)]:
    a, b = picture(height, width), disturbed(picture(height, width))
    x, y = luma(a, border), luma(b, border)
    rows.append(
        {
            "height": height, "width": width, "border": border, "psnr": metrics.peak_signal_noise_ratio(x, y, data_range=255),
            "ssim": metrics.structural_similarity(x, y, data_range=255, gaussian_weights=True, sigma=1.5, use_sample_covariance=False),
        }
    )
first = color.rgb2ypbpr(picture(8, 8).reshape(-1, 3)[:4])
print(json.dumps({"pairs": rows, "brightness": first[:, 0].tolist(), "chroma": first[:, 1:].flatten().tolist()}, indent=1))
