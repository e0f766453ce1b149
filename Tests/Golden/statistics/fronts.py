"""Makes fronts.json: fronts, hypervolumes and distances of pymoo, with duplicates, constant objectives and chains among the points.

    python3 fronts.py        (pymoo 0.6.2, numpy 2.4.6)

Points are to be made large, which pymoo makes small: it is given their negatives.
"""
import json, os
import numpy as np
from pymoo.indicators.hv import HV
from pymoo.indicators.igd import IGD
from pymoo.util.nds.non_dominated_sorting import NonDominatedSorting

random = np.random.default_rng(7)
cases = []


def add(points):
    points = np.array(points)
    reference = points.min(0) - 1
    fronts = [sorted(map(int, front)) for front in NonDominatedSorting().do(-points.astype(float))]
    volume = HV(ref_point=-reference.astype(float))(-points.astype(float)) if points.shape[1] < 5 else None
    # From every point, a set of reference, to the nearest of the first front.
    distance = IGD(points.astype(float))(points[fronts[0]].astype(float))
    cases.append(dict(points=points.tolist(), fronts=fronts, reference=reference.tolist(), hypervolume=volume, distance=distance))


for dimension in (1, 2, 3, 4, 5):
    for count, levels in ((1, 3), (9, 3), (40, 4), (40, 1000), (80, 12)):
        points = random.integers(levels, size=(count, dimension))
        add(points)
        # One objective says nothing.
        points[:, random.integers(dimension)] = 2
        add(points)
# One front alone, and as many fronts as points.
line = np.arange(30)
add(np.stack([line, 29 - line], 1))
add(np.stack([line, 2 * line, line // 2], 1))
here = os.path.dirname(os.path.abspath(__file__))
with open(f"{here}/fronts.json", "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]\n")
