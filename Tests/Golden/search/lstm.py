"""Makes lstm.json: an LSTM policy's probabilities, gradients and updates by PyTorch, in double precision, from Swift's RandomStream.

    python3 lstm.py        (torch 2.15.0)
"""
import json, os
import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
M = (1 << 64) - 1


class RandomStream:
    """Sources/Streams/RandomStream.swift: SplitMix64 over a counter, the name hashed by FNV-1a."""

    def __init__(self, seed, name):
        h = 0xCBF29CE484222325
        for byte in name.encode():
            h = (h ^ byte) * 0x100000001B3 & M
        self.key, self.position = self.mix(seed + h & M), 0

    @staticmethod
    def mix(z):
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & M
        z = (z ^ z >> 27) * 0x94D049BB133111EB & M
        return z ^ z >> 31

    def bits(self):
        self.position += 1
        return self.mix(self.key + self.position * 0x9E3779B97F4A7C15 & M)

    def unit(self):
        return (self.bits() >> 11) * 2.0**-53


CANDIDATES, UNITS, EMBEDDING, ENTROPY = [3, 1, 4, 2], 8, 16, 0.05
# Path, choices that count, reward; two generations.
NETS = [
    [([0, 0, 3, 1], [1, 1, 1, 1], 0.75), ([2, 0, 1, 0], [1, 0, 1, 0], 0.25), ([0, 0, 3, 0], [0, 0, 0, 1], 0.5),
     ([1, 0, 0, 1], [0, 1, 0, 0], 1.0), ([1, 0, 2, 1], [0, 0, 0, 0], 0.0), ([2, 0, 1, 0], [1, 0, 0, 1], -0.5)],
    [([2, 0, 0, 0], [1, 1, 1, 1], 1.0), ([0, 0, 2, 1], [0, 0, 1, 1], 0.5), ([1, 0, 3, 1], [1, 1, 1, 1], -0.25)],
]


class Controller(torch.nn.Module):
    """Parameters in the order of Sources/Search/Policies/LSTMShape.swift."""

    def __init__(self, seed):
        super().__init__()
        random = RandomStream(seed, "golden")
        # As Swift's Floats.
        draw = lambda *shape: torch.tensor([random.unit() - 0.5 for _ in range(torch.Size(shape).numel())]).float().double().view(shape)
        self.starts = [1 + sum(CANDIDATES[:i]) for i in range(len(CANDIDATES))]
        self.embedding = torch.nn.Parameter(draw(self.starts[-1], EMBEDDING))
        self.lstm = torch.nn.LSTMCell(EMBEDDING, UNITS)
        self.lstm.weight_ih.data = draw(EMBEDDING, 4 * UNITS).T.contiguous()
        self.lstm.weight_hh.data = draw(UNITS, 4 * UNITS).T.contiguous()
        self.lstm.bias_ih.data = draw(4 * UNITS)
        # One bias: PyTorch's second is zero and stays.
        self.lstm.bias_hh.data.zero_()
        self.heads = torch.nn.ModuleList()
        for m in CANDIDATES:
            head = torch.nn.Linear(UNITS, m)
            head.weight.data, head.bias.data = draw(m, UNITS), draw(m)
            self.heads.append(head)

    def logs(self, path):
        """Log-probabilities of each choice's candidates along a path."""
        token, state, rows = 0, None, []
        for choice, taken in enumerate(path):
            state = self.lstm(self.embedding[token][None], state)
            rows.append(torch.log_softmax(self.heads[choice](state[0][0]), 0))
            token = self.starts[choice] + taken
        return rows

    def flat(self, gradient=False):
        read = lambda p: (p.grad if gradient else p.data)
        parts = [read(self.embedding), read(self.lstm.weight_ih).T, read(self.lstm.weight_hh).T, read(self.lstm.bias_ih)]
        for head in self.heads:
            parts += [read(head.weight), read(head.bias)]
        return [round(x, 12) for part in parts for x in part.reshape(-1).tolist()]

    def tensors(self):
        return [self.embedding, self.lstm.weight_ih, self.lstm.weight_hh, self.lstm.bias_ih] + list(self.heads.parameters())


def objective(controller, nets, baseline, old=None, clip=None):
    total = 0
    for net, (path, counts, reward) in enumerate(nets):
        for choice, (taken, row) in enumerate(zip(path, controller.logs(path))):
            if not counts[choice]:
                continue
            advantage = reward - baseline
            if clip is None:
                gain = advantage * row[taken]
            else:
                ratio = torch.exp(row[taken] - old[net][choice])
                gain = torch.minimum(ratio * advantage, torch.clamp(ratio, 1 - clip, 1 + clip) * advantage)
            total = total + gain - ENTROPY * (row.exp() * row).sum()
    return total / len(nets)


def taken(controller, nets):
    with torch.no_grad():
        return [[float(row[a]) for a, row in zip(path, controller.logs(path))] for path, _, _ in nets]


def gradient(seed, nets, **options):
    controller = Controller(seed)
    objective(controller, nets, sum(r for _, _, r in nets) / len(nets), **options).backward()
    return controller.flat(gradient=True)


def learnt(clip=None, epochs=1):
    """Two generations, Adam at 0.01, baseline with decay 0.9."""
    controller, baseline = Controller(1), None
    adam = torch.optim.Adam(controller.tensors(), lr=0.01, betas=(0.9, 0.999), eps=1e-8, maximize=True)
    for nets in NETS:
        mean, old = sum(r for _, _, r in nets) / len(nets), taken(controller, nets)
        before = mean if baseline is None else baseline
        for _ in range(epochs):
            adam.zero_grad()
            objective(controller, nets, before, old, clip).backward()
            adam.step()
        baseline = 0.9 * before + 0.1 * mean
    return controller.flat()


with torch.no_grad():
    probabilities = [[round(x, 14) for x in row.exp().tolist()] for row in Controller(1).logs(NETS[0][0][0])]
out = {
    "probabilities": probabilities,
    "reinforce": gradient(1, NETS[0]),
    # At the weights of seed 1, the policy before the update being that of seed 2: ratios .85 to 1.18, clipped on either side.
    "ppo": gradient(1, NETS[0], old=taken(Controller(2), NETS[0]), clip=0.1),
    "learntReinforce": learnt(),
    "learntPPO": learnt(clip=0.2, epochs=4),
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "lstm.json"), "w") as file:
    json.dump(out, file)
    file.write("\n")
ratios = [[float(torch.exp(torch.tensor(a - b))) for a, b in zip(x, y)] for x, y in zip(taken(Controller(1), NETS[0]), taken(Controller(2), NETS[0]))]
print({k: len(v) for k, v in out.items()}, probabilities, "ratios", ratios)
