"""Makes conventions.json: correlations under the field's conventions by scipy and numpy, on columns that Swift draws again.

    python3 conventions.py        (scipy 1.17.1, numpy 2.4.6)
"""
import json, os
import numpy as np
from scipy import stats
from make import columns


def tau(x, y):
    return stats.kendalltau(x, y).statistic


def bins(y, order):
    """The best of each part of equal width, closed on the right; of equals the first in an order."""
    parts = np.maximum(0, np.ceil((y - y.min()) / (y.max() - y.min()) * 400).astype(int) - 1)
    return [order[parts[order] == b][np.argmax(y[order][parts[order] == b])] for b in np.unique(parts)]


def audit(x, y):
    n = len(y)
    out = {"all architectures": tau(x, y)}
    half = int(n / 2 + 0.5)
    for name, column in (("truth", y), ("prediction", x)):
        nets = column >= np.sort(column)[::-1][half - 1]
        out[f"best half by {name}"] = tau(x[nets], y[nets])
    out["truth rounded to 0.1"] = tau(x, np.round(y / 0.1))
    out["Spearman's rho"] = stats.spearmanr(x, y).statistic
    return out


def drawn(x, y, draws=2_000):
    """What depends on the order of rows, and on where every k-th begins: mean, standard deviation, least and largest of the middle nine tenths."""
    rng, n, step, out = np.random.default_rng(1), len(y), len(y) // 100, {}
    for draw in range(draws):
        q = rng.permutation(n)
        rising = q[np.argsort(y[q], kind="stable")]
        nets = {
            "best of each of 400 accuracy bins": bins(y, q),
            f"every {step}th by accuracy": rising[draw % step :: step][: n // step],
        }
        values = {name: tau(x[own], y[own]) for name, own in nets.items()}
        values["tau of argsorts"] = tau(np.argsort(x[q], kind="stable"), np.argsort(y[q], kind="stable"))
        for name, value in values.items():
            out.setdefault(name, []).append(value)
    return {name: [np.mean(v), np.std(v), *np.quantile(v, [0.05, 0.95])] for name, v in out.items()}


if __name__ == "__main__":
    cases = []
    for seed, n, levels in ((3, 400, 60), (4, 1300, 1_000_000)):
        x, y = columns(seed, n, levels)
        y /= 37  # so that rounding to .1 makes ties
        cases.append(dict(seed=seed, n=n, levels=levels, correlations=audit(x, y), drawn=drawn(x, y)))
    here = os.path.dirname(os.path.abspath(__file__))
    json.dump(cases, open(f"{here}/conventions.json", "w"), indent=1)
