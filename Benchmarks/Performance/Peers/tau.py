"""Times scipy's Kendall tau-b.

usage: tau.py FILE; the file holds two columns of equal length as float64, one behind the other. Prints one JSON line: the median of five, in processor seconds.
"""
import json
import resource
import statistics
import sys
import time

import numpy
from scipy.stats import kendalltau

x, y = numpy.fromfile(sys.argv[1]).reshape(2, -1)
times = []
for _ in range(5):
    start = time.process_time()
    tau = kendalltau(x, y).statistic
    times.append(time.process_time() - start)
print(json.dumps({"seconds": statistics.median(times), "tau": float(tau), "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
