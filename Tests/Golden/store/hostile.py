"""Run files that somebody made to do harm, one a way: python3 hostile.py (h5py). Each claims to be a run file of kind 'sample'."""

import hashlib

import h5py
import numpy

spec = b'{"sample":{}}'
digest = hashlib.sha256(spec).hexdigest()


def fixed(text):
    return numpy.array(text, dtype=f"S{len(text)}")


def run_file(name, contents):
    file = h5py.File(f"hostile/{name}.h5", "w", libver=("v110", "v110"))
    texts = dict(format="concord run file 1", kind="sample", schema="1", spec_digest=digest, content_digest="0" * 64, result_digest="0" * 64)
    for key, value in texts.items():
        file.attrs.create(key, fixed(value.encode()))
    file["contents"] = numpy.array([n.encode() for n in contents], dtype=f"S{max(map(len, contents))}")
    file["spec"] = fixed(spec).reshape(1)
    return file


# Values that lie in another file: by a link, as raw bytes, as a virtual data set.
with run_file("external-link", ["x"]) as file:
    file["x"] = h5py.ExternalLink("/etc/passwd", "/x")
with run_file("external-storage", ["x"]) as file:
    plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    plist.set_external(b"/etc/passwd", 0, 64)
    h5py.h5d.create(file.id, b"x", h5py.h5t.IEEE_F64LE, h5py.h5s.create_simple((8,)), plist)
with run_file("virtual", ["x"]) as file:
    layout = h5py.VirtualLayout((8,), "f8")
    layout[:] = h5py.VirtualSource("/etc/passwd", "x", (8,), "f8")
    file.create_virtual_dataset("x", layout)
# Links that lead in circles: soft ones to each other, a folder that holds itself.
with run_file("circle-of-links", ["x"]) as file:
    file["x"], file["y"] = h5py.SoftLink("/y"), h5py.SoftLink("/x")
with run_file("folder-in-itself", ["/".join(["a"] * 40 + ["x"])]) as file:
    group = file.create_group("a")
    group["a"] = group
# Bombs: 800 MB of zeros in a few KB, a chunk of 2 GB, 2^62 values that were never written, one array named ten thousand times.
with run_file("compressed", ["x"]) as file:
    file.create_dataset("x", (100, 1 << 20), "f8", chunks=(1, 1 << 17), compression="gzip", fillvalue=1.0)[:1, : 1 << 17] = 0
with run_file("large-chunk", ["x"]) as file:
    # The chunk is never written: whoever reads has to make room for it.
    file.create_dataset("x", (4,), "f8", maxshape=(None,), chunks=(1 << 28,))
with run_file("endless", ["x"]) as file:
    file.create_dataset("x", (1 << 31, 1 << 31), "f8", chunks=(1, 8))
with run_file("many-times", ["x"] * 10_000) as file:
    file["x"] = numpy.zeros(8)
# Names that lead elsewhere, and a type of another kind.
with run_file("name-upwards", ["../spec"]) as file:
    pass
with run_file("compound", ["x"]) as file:
    file["x"] = numpy.zeros(3, dtype=[("a", "f8"), ("b", "S4")])
with run_file("variable-text", ["x"]) as file:
    file["x"] = ["a", "b"]
