"""HDF5 files of other programs, the seeds of what the fuzz tests injure: python3 make.py (h5py)."""

import h5py
import numpy

n = numpy.arange(12, dtype="f8")
for name, bounds in (("earliest", ("earliest", "v110")), ("latest", ("latest", "latest"))):
    with h5py.File(f"{name}.h5", "w", libver=bounds) as file:
        file["one_shot"] = n / 12
        file.create_dataset("stand_alone/test", data=n[::-1], chunks=(5,), compression="gzip", shuffle=True, fletcher32=True)
        file.create_dataset("stand_alone/rank", data=n.astype("i4"), maxshape=(None,), chunks=(4,))
        file["stand_alone/name"] = [f"net {i}" for i in range(12)]
        file["half"] = n.astype("f2")
        file["big"] = n.astype(">i8")
        file["table"] = numpy.zeros(3, dtype=[("a", "f8"), ("b", "S4"), ("c", "i2", 3)])
        file["matrix"] = n.reshape(3, 4)
        file["scalar"] = 3.0
        file["again"] = h5py.SoftLink("/one_shot")
        file["nowhere"] = h5py.SoftLink("/absent")
        file["elsewhere"] = h5py.ExternalLink("other.h5", "/x")
        file["stand_alone"].attrs["unit"] = "fraction"
        file["stand_alone/test"].attrs["seeds"] = [1, 2, 3]
