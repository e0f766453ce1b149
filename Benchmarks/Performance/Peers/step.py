"""Times what PyTorch does beside a workload: a training step (forward, backward, SGD with momentum and decay; of g Adam), or a forward pass alone.

usage: run step.py WORKLOAD THREADS [--steps N] [--seconds S]; at least N timed steps and S seconds; prints one JSON line.

Images lie in channels_last. A step of g runs eagerly in both layouts, of which the faster counts. A forward pass runs eagerly, and traced with BatchNorm folded into convolutions and layers fused; the faster of the two counts. Each has a
process of its own, so that memory is of one.
"""
import argparse
import json
import os
import resource
import statistics
import time

import torch
from torch import nn

import restoration
from workloads import WORKLOADS

parser = argparse.ArgumentParser()
parser.add_argument("workload", choices=WORKLOADS)
parser.add_argument("threads", type=int)
parser.add_argument("--steps", type=int, default=5)
parser.add_argument("--seconds", type=float, default=5)
options = parser.parse_args()
workload, threads, steps, seconds = options.workload, options.threads, options.steps, options.seconds
build, shape, batch = WORKLOADS[workload]
channels_last = torch.channels_last


def training():
    network = build().train().to(memory_format=channels_last)
    images = torch.randn(batch, *shape).to(memory_format=channels_last)
    labels = torch.randint(10, (batch,))
    optimizer = torch.optim.SGD(network.parameters(), lr=0.05, momentum=0.9, weight_decay=3e-4, foreach=True)

    def run():
        optimizer.zero_grad(set_to_none=True)
        nn.functional.cross_entropy(network(images), labels).backward()
        optimizer.step()

    return run


def inference(is_traced):
    network = build().eval().to(memory_format=channels_last)
    images = torch.randn(batch, *shape).to(memory_format=channels_last)
    torch.set_grad_enabled(False)
    if is_traced:
        network = torch.jit.optimize_for_inference(torch.jit.trace(network, images))
    return lambda: network(images)


def measure(make):
    """What one way of doing it takes, in a process that begins before PyTorch has any threads."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        torch.manual_seed(0)
        torch.set_num_threads(threads)
        run, times = make(), []
        for _ in range(2 if workload == "b" else 5):
            run()
        end = time.perf_counter() + seconds
        while len(times) < steps or time.perf_counter() < end:
            start = time.perf_counter()
            run()
            times.append(time.perf_counter() - start)
        with os.fdopen(writing, "w") as pipe:
            json.dump({"times": times, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}, pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        return json.load(pipe)


if workload == "g":
    ways = [lambda layout=layout: restoration.step(layout) for layout in (channels_last, torch.contiguous_format)]
elif workload in ("i1", "i32"):
    ways = [lambda: inference(False), lambda: inference(True)]
else:
    ways = [training]
best = min((measure(way) for way in ways), key=lambda own: statistics.median(own["times"]))
median = statistics.median(best["times"])
print(json.dumps({
    "workload": workload, "threads": threads, "isa": torch.backends.cpu.get_cpu_capability(), "batch": batch, "steps": len(best["times"]),
    "median_ms": median * 1e3, "best_ms": min(best["times"]) * 1e3, "images_per_second": batch / median, "peak_rss_mb": best["memory"] / 1024}))
