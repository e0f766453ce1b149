"""Makes scores.csv: 120 nets of NAS-Bench-Macro, drawn at random, as three supernets of SPOS and of FairNAS scored them
(results/reference/nas-bench-macro-1000/scores.csv) beside the three published accuracies of each (NAS-Bench-Macro's nas-bench-macro_cifar10.json).

    python3 make.py nas-bench-macro_cifar10.json
"""
import csv, json, os, random, sys

here = os.path.dirname(os.path.abspath(__file__))
published = json.load(open(sys.argv[1]))
rows = list(csv.DictReader(open(f"{here}/../../results/reference/nas-bench-macro-1000/scores.csv")))
random.seed(1)
supernets = [f"{name} seed {seed}" for name in ("SPOS", "FairNAS") for seed in (1, 2, 3)]
with open(f"{here}/scores.csv", "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["arch", "macs", "depth"] + supernets + ["accuracy 1", "accuracy 2", "accuracy 3"])
    for row in sorted(random.sample(rows, 120), key=lambda row: row["architecture"]):
        runs = published[row["architecture"]]["test_acc"]
        out.writerow([row["architecture"], row["macs"], row["depth"]] + [row[name] for name in supernets] + [f"{run:.2f}" for run in runs])
