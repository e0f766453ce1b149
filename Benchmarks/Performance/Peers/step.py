"""Times what a workload's peer does: a training step by the folder's train_step.py or of `restoration`, or a forward pass alone.

usage: PYTHONPATH=FOLDER run.sh step.py WORKLOAD THREADS [--steps N] [--seconds S]; prints one JSON line, as train_step.py does.

A step of g runs eagerly in both layouts, of which the faster counts. A forward pass runs eagerly, and traced with BatchNorm folded into convolutions and layers fused; the faster of the two counts.
"""
import json
import resource
import runpy
import statistics
import sys
import time

import torch

import mobile  # noqa: F401: adds its networks to the list
import restoration
from models import WORKLOADS

if sys.argv[1] not in ("g", "i1", "i32"):
    runpy.run_module("train_step", run_name="__main__", alter_sys=True)
    sys.exit()

workload, threads = sys.argv[1], int(sys.argv[2])
steps, seconds = (float(sys.argv[sys.argv.index(option) + 1]) for option in ("--steps", "--seconds"))
torch.manual_seed(0)
torch.set_num_threads(threads)
build, shape, batch = WORKLOADS[workload]


def measure(run):
    for _ in range(5):
        run()
    times, end = [], time.perf_counter() + seconds
    while len(times) < steps or time.perf_counter() < end:
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return times


if workload == "g":
    times = min((measure(restoration.step(layout)) for layout in (torch.channels_last, torch.contiguous_format)), key=statistics.median)
else:
    network = build().eval().to(memory_format=torch.channels_last)
    images = torch.randn(batch, *shape).to(memory_format=torch.channels_last)
    with torch.inference_mode():
        fused = torch.jit.optimize_for_inference(torch.jit.trace(network, images))
        times = min((measure(lambda: network(images)), measure(lambda: fused(images))), key=statistics.median)
median = statistics.median(times)
print(json.dumps({
    "workload": workload, "threads": threads, "isa": torch.backends.cpu.get_cpu_capability(), "batch": batch, "steps": len(times),
    "median_ms": median * 1e3, "best_ms": min(times) * 1e3, "images_per_second": batch / median,
    "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
