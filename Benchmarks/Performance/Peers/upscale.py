"""Times a released super-resolution graph in TensorFlow on one image, forward alone: the peer of `concord evaluate GRAPH --weights FILE`.

usage: upscale.py GRAPH.pb LR.png THREADS [--steps N]; prints one JSON line. TensorFlow (tensorflow-cpu) and Pillow are needed.

The graph reads luma from 0 to 1 and differences of colour that are enlarged outside of it; both are made before time runs.
"""
import json
import statistics
import sys
import time

import numpy as np
import tensorflow as tf
from PIL import Image

path, picture, threads = sys.argv[1], sys.argv[2], int(sys.argv[3])
steps = int(sys.argv[sys.argv.index("--steps") + 1]) if "--steps" in sys.argv else 5
tf.config.threading.set_intra_op_parallelism_threads(threads)
tf.config.threading.set_inter_op_parallelism_threads(1)

graph = tf.compat.v1.GraphDef()
with open(path, "rb") as file:
    graph.ParseFromString(file.read())
rgb = np.asarray(Image.open(picture).convert("RGB"), np.float32) / 255
height, width, _ = rgb.shape
luma = rgb @ np.array([0.299, 0.587, 0.114], np.float32)
chroma = rgb @ np.array([[-0.168736, 0.5], [-0.331264, -0.418688], [0.5, -0.081312]], np.float32)
large = np.stack([np.asarray(Image.fromarray(chroma[..., c]).resize((2 * width, 2 * height), Image.BICUBIC)) for c in range(2)], -1)
with tf.Graph().as_default() as whole:
    tf.import_graph_def(graph, name="")
    holders = [node.name for node in graph.node if node.op == "Placeholder"]
    read = {name for node in graph.node for name in (part.split(":")[0].lstrip("^") for part in node.input)}
    output = [node.name for node in graph.node if node.name not in read and node.op != "NoOp"][-1]
    fed = {1: luma[None, ..., None], 2: large[None]}
    with tf.compat.v1.Session(config=tf.compat.v1.ConfigProto(intra_op_parallelism_threads=threads, inter_op_parallelism_threads=1)) as session:
        feed = {}
        for name in holders:
            holder = whole.get_tensor_by_name(f"{name}:0")
            channels = holder.shape[-1] if holder.shape.rank else None
            feed[holder] = fed[2 if channels == 2 else 1]
        times = []
        for run in range(steps + 2):
            start = time.perf_counter()
            session.run(f"{output}:0", feed)
            if run > 1:
                times.append(time.perf_counter() - start)
print(json.dumps({"graph": path, "image": [height, width], "threads": threads, "steps": steps, "median_ms": statistics.median(times) * 1e3,
                  "best_ms": min(times) * 1e3, "tensorflow": tf.__version__}))
