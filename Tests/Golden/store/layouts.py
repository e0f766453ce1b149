"""The layouts in which others write scores as HDF5, twelve nets in each: python3 layouts.py (h5py, pandas, tables)."""

import h5py
import numpy
import pandas

x = numpy.arange(12) * 1.5
y = x[::-1] ** 2
nets = ["n%02d" % i for i in range(12)]
scores = (("one_shot", x), ("stand_alone", y))


def open_file(layout, **options):
    return h5py.File(f"layouts/{layout}.h5", "w", **options)


for layout in ("vectors", "user-block", "unwritten"):
    with open_file(layout, userblock_size=1024 if layout == "user-block" else 0) as file:
        for name, values in scores:
            file[name] = values
        if layout == "unwritten":
            file.create_dataset("log/loss", (1000000,), "f4", chunks=(100000,), compression="gzip")[:10] = 1
with open_file("n-by-1") as column, open_file("1-by-n") as row:
    for name, values in scores:
        column[name] = values[:, None]
        row[name] = values[None, :]
with open_file("compound") as file:
    fields = [("arch", "S4"), ("one_shot", "f8"), ("stand_alone", "f8")]
    file["t"] = numpy.array(list(zip([net.encode() for net in nets], x, y)), dtype=fields)
with open_file("group-per-net") as single, open_file("runs-per-net") as runs, open_file("one-name-twice") as twice:
    for net, shot, alone in zip(nets, x, y):
        for name, value in (("one_shot", shot), ("stand_alone", alone)):
            single[f"{net}/{name}"] = value
        runs[f"nets/{net}/one_shot"] = [shot]
        runs[f"nets/{net}/stand_alone"] = [alone, alone + 1]
        # A run of the first has the second's name.
        twice[f"{net}/one_shot"] = shot
        twice[f"{net}/stand_alone"] = [alone, alone + 1]
        twice[f"{net}/stand_alone[0]"] = -1.0
with open_file("run-and-vector") as file:
    file["x"] = numpy.stack([x, y], axis=1)
    file["x[0]"] = y
with open_file("filter") as file:
    file.create_dataset("x", data=[1.0] * 5000, compression="lzf")
    file["y"] = [1.0, 2.0]
# Integers that no double holds, in every way of writing them.
big = [2**53 + 1, -(10**17) - 1, 5]
with open_file("wide-integers") as file:
    file["signed"] = numpy.array(big, "i8")
    file["unsigned"] = numpy.array([2**64 - 1, 2**53 + 1, 2], "u8")
    file["big_endian"] = numpy.array(big, ">i8")
    file["small"] = numpy.array([2**53 - 1, -3, 5], "i8")
    file["runs"] = numpy.array([big, [1, 2, 3]], "i8").T
    file["table"] = numpy.array([(n, 0.5) for n in big], dtype=[("id", "i8"), ("score", "f4")])
    file["array"] = numpy.array([(row,) for row in zip(big, [1, 2, 3])], dtype=[("ids", "i8", (2,))])
with open_file("places") as file:
    file["a/x"] = [1.0, 2.0]
    file["b/x"] = [3.0, 4.0]

frame = pandas.DataFrame(dict(one_shot=x, stand_alone=y, depth=range(12)), index=nets)
frame.to_hdf("layouts/frame-fixed.h5", key="df", mode="w")
frame.to_hdf("layouts/frame-table.h5", key="df", mode="w", format="table", data_columns=True)
frame.reset_index(drop=True).to_hdf("layouts/frame-range.h5", key="df", mode="w")
