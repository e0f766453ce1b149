"""Makes series.json: prediction intervals by scipy's Student distribution, and piecewise-constant fits by dynamic programming in numpy.

    python3 series.py        (scipy 1.17.1, numpy 2.4.6)
"""
import json, os
import numpy as np
from scipy import stats


def prediction(values, level, scale):
    """scipy's interval of t(n - 1) with location the mean and scale s sqrt(1 + 1/n); correlations through arctanh."""
    x = np.arctanh(values) if scale == "correlation" else np.array(values)
    ends = stats.t.interval(level, len(x) - 1, loc=x.mean(), scale=x.std(ddof=1) * np.sqrt(1 + 1 / len(x)))
    return [float(end) for end in (np.tanh(ends) if scale == "correlation" else ends)]


def fit(x, penalty, shortest):
    """Starts of the segments of least penalised sum of squares, sigma^2 half the mean square of successive differences."""
    n, beta = len(x), penalty * np.log(len(x)) * np.mean(np.diff(x) ** 2) / 2
    best, starts = {0: -beta}, {0: []}
    for t in range(shortest, n + 1):
        options = [(best[s] + beta + x[s:t].var() * (t - s), s) for s in best if t - s >= shortest]
        if options:
            best[t], s = min(options)
            starts[t] = starts[s] + [s]
    return starts[n]


if __name__ == "__main__":
    rng = np.random.default_rng(1)
    intervals = []
    for n, level in ((2, 0.9), (3, 0.99), (10, 0.95), (10, 0.999), (10, 0.9995), (40, 0.999)):
        for scale in ("difference", "correlation"):
            values = rng.normal(3, 2, n) if scale == "difference" else np.tanh(rng.normal(0.6, 0.2, n))
            values = [float(v) for v in values]
            low, high = prediction(values, level, scale)
            intervals.append(dict(values=values, level=level, scale=scale, low=low, high=high))
    fits = []
    for n, steps in ((8, []), (20, [10]), (60, [20, 40]), (200, [7, 90, 150]), (365, [300])):
        x = rng.normal(0, 1, n)
        for number, step in enumerate(steps):
            x[step:] += (-1) ** number * 3
        x = [float(v) for v in x]
        fits.append(dict(values=x, starts=[int(s) for s in fit(np.array(x), 5, 3)]))
    here = os.path.dirname(os.path.abspath(__file__))
    json.dump(dict(intervals=intervals, fits=fits), open(f"{here}/series.json", "w"), indent=1)
