"""Values of elementary functions to 60 digits, rounded once: elementary.json, read by Tests/StreamsTests/ElementaryTests.swift.

    python3 make.py     # needs mpmath
"""

import json
import random

import mpmath
from mpmath import mp, mpf

mp.dps = 60
draw = random.Random(1)


def uniform(low, high, count):
    return [draw.uniform(low, high) for _ in range(count)]


def powers(low, high, count):
    return [2.0 ** draw.uniform(low, high) for _ in range(count)]


cases = {
    "exp": (mpmath.exp, uniform(-700, 700, 150) + uniform(-1, 1, 150) + [0.0, -0.5, 1.0, 709.0, -708.0]),
    "expm1": (mpmath.expm1, uniform(-40, 40, 100) + uniform(-1, 1, 100) + uniform(-1e-3, 1e-3, 50) + [1e-300, 700.0, 38.9, 39.1]),
    "log": (mpmath.log, powers(-1070, 1020, 150) + uniform(0.4, 3, 100) + uniform(0.99, 1.01, 50) + [5e-324, 2.0, 10.0, 1e300]),
    "log1p": (mpmath.log1p, uniform(-0.99, 5, 150) + uniform(-0.01, 0.01, 100) + [1e-300, 1e6, -0.29, 0.41]),
    "tanh": (mpmath.tanh, uniform(-3, 3, 150) + uniform(-0.1, 0.1, 100) + [1e-300, 19.0, 25.0, -25.0]),
    "atanh": (mpmath.atanh, uniform(-1, 1, 150) + uniform(-0.1, 0.1, 100) + [1e-300, 0.999999, -0.999999]),
    "cos": (lambda p: mpmath.cos(mpmath.pi * p), uniform(0, 1, 200) + [0.0, 0.25, 0.5, 0.75, 1.0]),
    "atan": (mpmath.atan, uniform(-1, 1, 150) + uniform(-30, 30, 100) + powers(-40, 40, 50) + [1e-300, 1.0, -1e300]),
}
table = {name: [[x, float(f(mpf(x)))] for x in xs] for name, (f, xs) in cases.items()}
with open("elementary.json", "w") as file:
    json.dump(table, file)
    file.write("\n")
