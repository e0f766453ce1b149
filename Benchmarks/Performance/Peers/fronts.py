"""Times pymoo's non-dominated sort.

usage: fronts.py FILE COUNT DIMENSION; the file holds points as float64, one behind the other, larger is better; the first COUNT are sorted. Prints one JSON line: the median of rounds of at least 20 ms, in processor seconds a sort.
"""
import json
import statistics
import sys
import time

import numpy
from pymoo.util.nds.non_dominated_sorting import NonDominatedSorting

count, dimension = map(int, sys.argv[2:])
points = -numpy.fromfile(sys.argv[1])[: count * dimension].reshape(count, dimension)
sort = NonDominatedSorting()
fronts = sort.do(points)
times, repeats = [], 1
while len(times) < 5:
    start = time.process_time()
    for _ in range(repeats):
        sort.do(points)
    seconds = time.process_time() - start
    if seconds < 0.02 and not times:
        repeats *= 2
    else:
        times.append(seconds / repeats)
print(json.dumps({"seconds": statistics.median(times), "fronts": [len(front) for front in fronts]}))
