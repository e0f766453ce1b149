import Store

/// Small values of everything that a run file holds.
enum Samples {
  static let provenance = Provenance(
    commit: "0123abc", dirty: true, compiler: "Swift 6.3", cpu: "a processor", kernels: "avx2", blasBuild: "OpenBLAS 0.3.21",
    blasCore: "Haswell",
    blasThreads: 1, started: "2026-01-02T03:04:05Z", expense: Expense(wallSeconds: 1.5, cpuSeconds: 1.25, peakBytes: 1 << 30))
  static let header = RunHeader(spec: #"{"kind":"sample","rate":0.1}"#, provenance: provenance)
  static let file = RunFile(
    kind: "sample", schema: 1, header: header,
    arrays: [
      NamedArray("history/loss", .doubles([2.5, 1.25, .infinity]), unit: "nat", "mean training loss"),
      NamedArray("history/epoch", .integers([1, 2, Int64.max]), "epoch, from 1"),
      NamedArray("weights", shape: [2, 3], .floats([1, -2, 3, .leastNonzeroMagnitude, 5, -0.0]), "weights"),
      NamedArray("architectures", .texts(["a|b", "größer", ""]), "architectures"),
      NamedArray("nothing", .integers([])),
    ])
}
