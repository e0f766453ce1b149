"""Makes survival.json: fronts and crowding distances of random matrices by pymoo, which minimises.

    python3 survival.py        (pymoo 0.6.2)

pymoo divides crowding distances by the number of objectives and gives equal points 0; here they are multiplied again, and matrices with
equal points have none. Fronts are of all matrices: with equal points, with values of a coarse grid, with a constant objective.
"""
import json, os
import numpy as np
from pymoo.operators.survival.rank_and_crowding.metrics import get_crowding_function
from pymoo.util.nds.non_dominated_sorting import NonDominatedSorting

rng = np.random.default_rng(7)
cases = []
for objectives in (2, 3, 4):
    for kind in ("continuous", "grid", "constant"):
        for count in (2, 5, 24):
            points = np.round(rng.random((count, objectives)), 6)
            if kind == "grid":
                points = np.round(4 * points) / 4
            if kind == "constant":
                points[:, 1] = 0.5
            fronts = [sorted(int(i) for i in front) for front in NonDominatedSorting().do(points)]
            case = {"points": points.tolist(), "fronts": fronts}
            if kind == "continuous":
                spread = [get_crowding_function("cd").do(points[front]) * objectives for front in fronts]
                case["spread"] = [[-1 if np.isinf(v) else float(v) for v in own] for own in spread]
            cases.append(case)
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "survival.json"), "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
