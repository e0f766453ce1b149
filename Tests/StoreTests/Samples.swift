import Digests
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
      NamedArray("history/epoch", .integers([1, 2, Int.max]), "epoch, from 1"),
      NamedArray("weights", shape: [2, 3], .floats([1, -2, 3, .leastNonzeroMagnitude, 5, -0.0]), "weights"),
      NamedArray("architectures", .texts(["a|b", "größer", ""]), "architectures"),
      NamedArray("nothing", .integers([])),
      NamedArray("history/again", .doubles([.pi])),
    ])

  static let space = SpaceLabel(name: "NAS-Bench-Macro", digest: Digest(of: "space".utf8))
  static let history = [epoch(1), epoch(2), epoch(3)]
  static func epoch(_ i: Int) -> Epoch {
    let at = Double(i)
    return Epoch(
      passes: 100 * i, updates: 50 * i, images: 6_400 * i, loss: 2.5 / at, learningRate: 0.1, validationScore: 0.25 * at,
      cpuSeconds: 1.5 * at)
  }
  static let parameters = [
    NamedArray("stem/weight", shape: [2, 1, 3, 3], .floats((0..<18).map { Float($0) / 8 })),
    NamedArray("head/bias", .floats([0.5, -0.5])),
  ]
  static let statistics = [NamedArray("stem/mean", .floats([0.25])), NamedArray("stem/variance", .floats([1.5]))]
  static let relaxation = RelaxationRun(
    header: header, space: space, strategy: "DARTS", seed: 3, history: history, choices: ["normal/2<-0", "normal/2<-1"],
    candidates: [["skip_connect", "sep_conv_3x3"], ["skip_connect"]],
    weights: (0..<4).map { [[0.5 + 0.1 * Double($0), 0.5 - 0.1 * Double($0)], [1]] },
    gains: [[0.5, 0.5], [0.55, 0.45], [0.6, 0.4], [0.65, 0.35]], parameters: parameters, statistics: statistics)
  static let supernet = SupernetRun(
    header: header, space: space, strategy: "SPOS", seed: 7, history: history, probes: ["0-1", "1-1"],
    snapshots: [
      .init(passes: 0, probes: [0.1, 0.125], parameters: parameters, statistics: statistics),
      .init(passes: 300, probes: [0.5, 0.75], parameters: parameters.reversed(), statistics: statistics),
    ])
  static let evaluation = EvaluationRun(
    header: header, space: space, strategy: "SPOS", seed: 7, supernet: header.specDigest, passes: 300, policy: "recalibrated(images: 1000)",
    architectures: ["0-0", "0-1", "1-1"],
    scores: [[3, 1], [4, 2], [5, 0]].map { BlockScores(correct: $0, images: [8, 4]) }, loss: [2, 1.5, 1.25])
  static let search = SearchRun(
    header: header, space: space, algorithm: #"{"name":"random"}"#,
    objectives: [
      .init(name: "accuracy", unit: "%", direction: .maximize), .init(name: "MACs", unit: "", direction: .minimize),
    ], architectures: ["0-0", "0-1", "1-1"], scores: [[90, 3], [91.5, 2], [89, 7]], seeds: [4, 5], orders: [[0, 2, 1], [1]], evaluations: 3)
  static let angles = AngleRun(
    header: header, space: space, strategy: "SPOS", seed: 7, supernet: header.specDigest, passes: 300, choices: ["layer1", "layer2"],
    candidates: [["identity", "MB3_K3"], ["MB3_K3"]], fixed: [1, 4, 2], sums: [[[0, 0, 0], [2, 8, 3]], [[0.5, 0.25, 0.125]]])
  static let proxies = ProxyRun(
    header: header, space: space, batch: 32, proxies: ["naswot", "synflow"], initializations: [1, 2, 3], batches: [4],
    architectures: ["0-0", "0-1"], scores: [[[[1, 2]], [[3, 4]], [[5, 6]]], [[[-1, -2]], [[-3, -4]], [[-5, -6]]]])
  static let standAlone = StandAloneRun(
    header: header, space: space, architecture: "0-1", seed: 3, history: history,
    validation: BlockScores(correct: [3, 4], images: [5, 5]),
    test: BlockScores(correct: [9], images: [10]), diverged: false, parameters: parameters, statistics: statistics)
}
