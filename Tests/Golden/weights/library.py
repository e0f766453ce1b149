"""Two small files as the safetensors library writes them, and its reading of one that concord wrote.

usage: library.py            writes library.safetensors and same.safetensors beside itself (safetensors 0.5 or later, torch)
       library.py FILE       prints what the library reads in FILE
"""
import os
import sys

import torch
from safetensors import safe_open
from safetensors.torch import save_file

here = os.path.dirname(os.path.abspath(__file__))
if len(sys.argv) > 1:
    with safe_open(sys.argv[1], "pt") as f:
        for name in f.keys():
            print(name, list(f.get_tensor(name).shape), f.get_tensor(name).flatten()[:4].tolist())
else:
    v = torch.tensor([[0, -1.5, 2], [1 / 3, 65504, 2**-14]], dtype=torch.float16)
    save_file({
        "f16": v, "f32": v.float(), "f64": v.double(), "bf16": v.bfloat16(), "empty": torch.zeros(0, 4),
        "number": torch.tensor(7.0), "count": torch.tensor(3),
    }, f"{here}/library.safetensors", {"format": "pt", "net": 'größer "one"'})
    save_file({
        "b.weight": torch.tensor([[1, 2], [3, 4.5]]), "a.num_batches_tracked": torch.tensor(3),
        "a.weight": torch.tensor([-1, 0, torch.pi]).view(1, 3, 1, 1),
    }, f"{here}/same.safetensors", {"format": "pt"})
