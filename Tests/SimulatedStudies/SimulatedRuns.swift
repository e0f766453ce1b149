package import Analysis
import Digests
package import Spaces
package import Store
package import Streams

/// Run files as an experiment would leave them, with known truth: 96 nets of NAS-Bench-Macro, 32 of them with a second run, three
/// strategies of four supernets, scored before, during and after training.
package struct SimulatedRuns {
  package static let policy = "recalibrated(images: 1000)"
  package let space: Space
  package var standAlone: [StandAloneRun] = []
  package var evaluations: [PopulationScores] = []
  package var supernets: [LabelledRun<SupernetRun>] = []
  package let texts: [String]
  private let label: SpaceLabel
  private let truth: [Double]

  package init(seeds: Int = 4, secondRuns: Int = 32) throws {
    var random = RandomStream(seed: 11, "simulated runs")
    space = try Catalogue.space(named: "nas-bench-macro-tiny")
    label = SpaceLabel(name: space.name, digest: try space.digest())
    var found: Set<String> = []
    while found.count < 96 {
      found.insert(space.text(of: space.canonical(Architecture(path: space.uniformPath(&random)))))
    }
    texts = found.sorted()
    var truth: [Double] = []
    for text in texts { truth.append(0.7 + 0.02 * Double(space.depth(of: try space.architecture(text))) + 0.03 * random.normal()) }
    self.truth = truth
    for (net, text) in texts.enumerated() {
      for seed in 0..<(net % 3 == 0 && net / 3 < secondRuns ? 2 : 1) {
        standAlone.append(run(text, seed: seed, accuracy: truth[net] + 0.01 * random.normal(), &random))
      }
    }
    for (strategy, noise) in [("SPOS", 0.06), ("strict fairness", 0.01), ("expectation fairness", 0.06)] {
      for seed in 0..<seeds {
        for passes in [0, 1_500, 3_000] {
          evaluations.append(
            evaluation(strategy, seed: seed, passes: passes, noise: passes == 3_000 ? noise : passes == 0 ? nil : 2 * noise, &random))
        }
        supernets.append(LabelledRun(strategy, supernet(strategy, seed: seed)))
      }
    }
  }

  static func header(_ text: String) -> RunHeader {
    let expense = Expense(wallSeconds: 2, cpuSeconds: 2, peakBytes: 1 << 20)
    return RunHeader(
      spec: "{\"job\":\"\(text)\"}",
      provenance: Provenance(
        commit: "0", dirty: false, compiler: "Swift", cpu: "a processor", kernels: "baseline", blasBuild: "OpenBLAS", blasCore: "Haswell",
        blasThreads: 1, started: "2026-01-02T03:04:05Z", expense: expense))
  }

  private func history(_ accuracy: Double, _ random: inout RandomStream) -> [Epoch] {
    (1...4).map { epoch in
      let left = 0.3 / Double(epoch), seen = accuracy - left + 0.02 * random.normal()
      return Epoch(
        passes: 750 * epoch, updates: 750 * epoch, images: 48_000 * epoch, loss: 2 / Double(epoch), learningRate: 0.1,
        validationScore: seen, cpuSeconds: 5 * Double(epoch))
    }
  }

  package func run(_ text: String, seed: Int, accuracy: Double, diverged: Bool = false, _ random: inout RandomStream) -> StandAloneRun {
    let correct = Int((accuracy * 10_000).rounded())
    return StandAloneRun(
      header: Self.header("\(text) \(seed)"), space: label, architecture: text, seed: seed, history: history(accuracy, &random),
      validation: BlockScores(correct: [correct / 10], images: [1_000]), test: BlockScores(correct: [correct], images: [10_000]),
      diverged: diverged,
      parameters: [], statistics: [])
  }

  /// Untrained where `noise` is nil: scores are at chance.
  private func evaluation(_ strategy: String, seed: Int, passes: Int, noise: Double?, _ random: inout RandomStream)
    -> PopulationScores
  {
    let counts = truth.map { mu in
      let share = noise.map { max(0.05, mu - 0.3 + $0 * random.normal()) } ?? 0.1 + 0.005 * random.normal()
      return BlockScores(
        correct: (0..<10).map { _ in (0..<200).count { _ in random.unit() < share } }, images: [Int](repeating: 200, count: 10))
    }
    let inclusion = (0..<texts.count).map { 0.1 + 0.005 * Double($0) }
    let run = EvaluationRun(
      header: Self.header("\(strategy) \(seed) \(passes)"), space: label, strategy: strategy, seed: seed,
      supernet: Self.header("s").specDigest,
      passes: passes, policy: Self.policy, architectures: texts, scores: counts, loss: [Double](repeating: 1, count: texts.count))
    return PopulationScores(strategy, population: "design", inclusion: inclusion, run)
  }

  private func supernet(_ strategy: String, seed: Int) -> SupernetRun {
    let snapshots = [0, 750, 1_500, 2_250, 3_000].map { passes in
      SupernetRun.Snapshot(passes: passes, probes: [0.1, 0.11].map { $0 + 0.0001 * Double(passes) }, parameters: [], statistics: [])
    }
    var random = RandomStream(seed: 1, "history")
    // Before the first snapshot a supernet's history has no accuracy.
    let start = Epoch(passes: 10, updates: 10, images: 640, loss: 2.3, learningRate: 0.1, validationScore: .nan, cpuSeconds: 0.1)
    return SupernetRun(
      header: Self.header("\(strategy) \(seed)"), space: label, strategy: strategy, seed: seed,
      history: [start] + history(0.5, &random),
      probes: ["00000000", "11111111"], snapshots: snapshots)
  }

  package func study(predictions: [NetPredictions] = [], crossed: [CrossedPredictions] = [], _ change: (inout Primary) -> Void = { _ in })
    throws -> RankingStudy
  {
    var primary = Primary(
      policy: Self.policy,
      claims: [
        .init(text: "strict fairness ranks better than SPOS", source: "FairNAS", first: "strict fairness", second: "SPOS"),
        .init(text: "expectation fairness ranks like SPOS", source: "FairNAS", first: "expectation fairness", second: "SPOS"),
        .init(text: "SPOS knows more than depth", source: "protocol", first: "SPOS", second: "depth"),
      ], draws: 200)
    change(&primary)
    return try RankingStudy(
      space: space, truth: .trained(standAlone), evaluations: evaluations, supernets: supernets, predictions: predictions, crossed: crossed,
      primary: primary)
  }
}
