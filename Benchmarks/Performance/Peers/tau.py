"""Times scipy's Kendall tau-b.

usage: tau.py FILE; the file holds two columns of equal length as float64, one behind the other. Prints one JSON line.
"""
import json
import resource
import sys
import time

import numpy
from scipy.stats import kendalltau

x, y = numpy.fromfile(sys.argv[1]).reshape(2, -1)
kendalltau(x[:1000], y[:1000])
start = time.perf_counter()
tau = kendalltau(x, y).statistic
seconds = time.perf_counter() - start
print(json.dumps({"seconds": seconds, "tau": float(tau), "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
