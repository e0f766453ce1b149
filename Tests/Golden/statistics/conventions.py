"""Makes conventions.json: correlations under the field's conventions by scipy and numpy, on columns that Swift draws again.

    python3 conventions.py        (scipy 1.17.1, numpy 2.4.6)
"""
import json, os
import numpy as np
from scipy import stats
from make import columns


def tau(x, y):
    return stats.kendalltau(x, y).statistic


def audit(x, y):
    n = len(y)
    out = {"all architectures": tau(x, y)}
    bins = np.minimum(399, ((y - y.min()) / (y.max() - y.min()) * 400).astype(int))
    best = [np.flatnonzero(bins == b)[np.argmax(y[bins == b])] for b in np.unique(bins)]
    out["best of each of 400 accuracy bins"] = tau(x[best], y[best])
    step, rising = n // 100, np.argsort(y, kind="stable")
    out[f"every {step}th by accuracy"] = tau(x[rising[::step]], y[rising[::step]])
    half = int(n / 2 + 0.5)
    for name, column in (("truth", y), ("prediction", x)):
        nets = column >= np.sort(column)[::-1][half - 1]
        out[f"best half by {name}"] = tau(x[nets], y[nets])
    out["truth rounded to 0.1"] = tau(x, np.round(y / 0.1))
    out["Spearman's rho"] = stats.spearmanr(x, y).statistic
    out["tau of argsorts"] = tau(np.argsort(x, kind="stable"), rising)
    return out


if __name__ == "__main__":
    cases = []
    for seed, n, levels in ((3, 400, 60), (4, 1300, 1_000_000)):
        x, y = columns(seed, n, levels)
        y /= 37  # so that rounding to .1 makes ties
        cases.append(dict(seed=seed, n=n, levels=levels, correlations=audit(x, y)))
    here = os.path.dirname(os.path.abspath(__file__))
    json.dump(cases, open(f"{here}/conventions.json", "w"), indent=1)
