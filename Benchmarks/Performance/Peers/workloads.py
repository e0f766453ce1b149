"""What PyTorch computes beside each workload of `performance`: the network, the shape of an image and the batch."""
import mobile
import relaxed
import restoration

WORKLOADS = {
    "a": (mobile.mixed, (3, 32, 32), 64),
    "c": (lambda: mobile.staged(3, 32, [64, 128, 256], 1280), (3, 32, 32), 128),
    "d": (lambda: mobile.staged(1, 8, [16, 32, 64], 128), (1, 28, 28), 128),
    "d16": (lambda: mobile.staged(1, 8, [16, 32, 64], 128), (1, 28, 28), 16),
    "e": (mobile.gated, (3, 32, 32), 64),
    "f": (mobile.shuffle, (3, 32, 32), 64),
    "g": (restoration.Restoration, (1, restoration.SIDE, restoration.SIDE), 16),
    # Forward alone.
    "i1": (mobile.fairnas_a, (3, 224, 224), 1),
    "i32": (mobile.fairnas_a, (3, 224, 224), 32),
    "b": (relaxed.Supernet, (3, 32, 32), 64),
}
