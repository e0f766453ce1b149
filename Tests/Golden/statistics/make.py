"""Makes correlations.json and student.json: reference values of scipy on data that Swift's RandomStream can draw again.

    python3 make.py        (scipy 1.17.1, numpy 2.4.6)
"""
import json, os
import numpy as np
from scipy import special, stats

M = (1 << 64) - 1


class RandomStream:
    """Sources/Streams/RandomStream.swift: SplitMix64 over a counter, the name hashed by FNV-1a."""

    def __init__(self, seed, name):
        h = 0xCBF29CE484222325
        for byte in name.encode():
            h = (h ^ byte) * 0x100000001B3 & M
        self.key, self.position = self.mix(seed + h & M), 0

    @staticmethod
    def mix(z):
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & M
        z = (z ^ z >> 27) * 0x94D049BB133111EB & M
        return z ^ z >> 31

    def bits(self):
        self.position += 1
        return self.mix(self.key + self.position * 0x9E3779B97F4A7C15 & M)

    def below(self, n):
        threshold = ((1 << 64) - n) % n
        while True:
            product = self.bits() * n
            if product & M >= threshold:
                return product >> 64


def columns(seed, n, levels):
    """x on `levels` levels, y = x/2 + noise on as many: all values are multiples of 1/2, ties as levels are few."""
    random = RandomStream(seed, "pairs")
    x = np.array([random.below(levels) for _ in range(n)], float)
    return x, x / 2 + np.array([random.below(levels) for _ in range(n)], float)


def tau_a(x, y):
    """(C - D) / (n (n - 1) / 2) from scipy's tau-b and the counts of ties."""
    n = len(x)
    pairs = n * (n - 1) // 2
    tied = lambda v: sum(int(c) * (int(c) - 1) // 2 for c in np.unique(v, return_counts=True)[1])
    return stats.kendalltau(x, y).statistic * ((pairs - tied(x)) / pairs * (pairs - tied(y)) / pairs) ** 0.5


if __name__ == "__main__":
    cases = []
    for seed, (n, levels) in enumerate(
        [(2, 1000), (3, 1000), (5, 4), (10, 3), (13, 1000), (30, 5), (56, 20), (100, 1000), (400, 30), (1000, 10), (2500, 50),
         (10_000, 100), (30_000, 1_000_000_000), (100_000, 1000)]
    ):
        x, y = columns(seed, n, levels)
        cases.append(
            dict(seed=seed, n=n, levels=levels, tauA=tau_a(x, y), tauB=stats.kendalltau(x, y).statistic,
                 weightedTau=stats.weightedtau(x, y).statistic, spearman=stats.spearmanr(x, y).statistic,
                 pearson=stats.pearsonr(x, y).statistic))
    here = os.path.dirname(os.path.abspath(__file__))
    json.dump(cases, open(f"{here}/correlations.json", "w"), indent=1)

    student = []
    for df in (1, 1.7, 2, 3.5, 9, 12, 55, 95, 399, 3968, 999_999):
        for p in (0.025, 0.2, 0.5005, 0.8, 0.975, 0.9995, 1 - 1e-8):
            t = stats.t.ppf(p, df)
            student.append(dict(df=df, p=p, quantile=t, cumulative=stats.t.cdf(1.3, df), density=stats.t.pdf(1.3, df)))
    json.dump(student, open(f"{here}/student.json", "w"), indent=1)
