import Digests
import Experiments
import Fixtures
import FoundationEssentials
import Jobs
import Proxies
import Spaces
import Store
import Streams

/// An experiment of many nets trained alone, and tiny run files of all its jobs, as jobs would have left them, without any training.
enum ManyRuns {
  /// All networks of so many stages: 81 of two, 3,969 of three.
  private static func text(stages: Int, seeds: Int) -> String {
    """
    name: many
    title: What does a folder of very many run files cost?
    data:
      source: {name: synthetic, seed: 1, training: 240, test: 80, height: 8, width: 8, channels: 1, classes: 4}
      split: {training: 160, validation: 80, recalibration: 40, test: 80, seed: 3}
      preparation: {}
    space: {name: nas-bench-macro, stem: 4, widths: [\(stages == 3 ? "8, 8, 8" : "8, 8")], depths: [\(stages == 3 ? "2, 3, 3" : "2, 2")], head: 16}
    supernets: none
    standAlone:
      design: {name: exhaustive}
      seed: 1
      seeds: [\((1...seeds).map(String.init).joined(separator: ", "))]
      repeated: \(nets(stages))
      epochs: 1
      recipe: {optimizer: {name: sgd}, schedule: {shape: cosine, peak: 0.1}, batch: 16}
    evaluation:
      blocks: 10
      proxies: {names: [naswot], batch: 8, seeds: [101, 102]}
    primary:
      claims:
        - {text: NASWOT ranks better than counting multiply-adds, source: Fig. 1, first: NASWOT, second: MACs}
      margin: 0.1
      reference: depth
      k: 5
      draws: 100

    """
  }

  private static func nets(_ stages: Int) -> Int { stages == 3 ? 3_969 : 81 }

  /// Writes `many/many.yaml`; what to say to commands of this folder, and how many jobs there are.
  static func declare(in folder: TemporaryFolder, stages: Int, seeds: Int) throws -> (arguments: [String], jobs: Int) {
    try FileManager.default.createDirectory(atPath: folder["many"], withIntermediateDirectories: true)
    try Data(text(stages: stages, seeds: seeds).utf8).write(to: URL(filePath: folder["many/many.yaml"]))
    return (["--benchmarks", folder.path, "--results", folder["results"]], nets(stages) * seeds + 2)
  }

  /// The experiment as commands meet it.
  static func reproduction(in folder: TemporaryFolder, _ results: Results) throws -> any Reproduction {
    let text = try String(contentsOf: URL(filePath: folder["many/many.yaml"]), encoding: .utf8)
    return try ExperimentKinds.house.experiment(reading: text, file: "many.yaml").reproduction(
      Surroundings(results: results, environment: [:]))
  }

  /// Writes a run file for each job of a plan: accuracies by depth with noise, weights of three numbers.
  static func write(_ plan: ExperimentPlan, in results: Results) throws {
    var space: SpaceLabel?
    for job in plan.jobs {
      let files = results.files(of: job), header = RunHeader(spec: job.text, provenance: provenance)
      try AtomicFile.makeFolder("\(results.folder)/\(job.kind)")
      var random = RandomStream(seed: 1, job.digest.hex)
      switch job.spec {
      case let spec as StandAloneSpec:
        let label = try space ?? SpaceLabel(name: spec.space.name, digest: CanonicalJSON.digest(spec.space))
        space = label
        let depth = spec.architecture.count { $0 != "0" }
        func scores(_ images: Int) -> BlockScores {
          let each = [Int](repeating: images / spec.blocks, count: spec.blocks)
          return BlockScores(correct: each.map { min($0, depth * $0 / 12 + random.below(2)) }, images: each)
        }
        let epoch = Epoch(
          passes: spec.passes, updates: spec.passes, images: 160, loss: 1, learningRate: 0, validationScore: 0.5, cpuSeconds: 1)
        try StandAloneRun(
          header: header, space: label, architecture: spec.architecture, seed: spec.seed, history: [epoch], validation: scores(80),
          test: scores(80), diverged: false, parameters: [NamedArray("stem/weight", .floats([1, 2, 3]))], statistics: []
        ).write(to: files.run)
      case let spec as ProxySpec:
        let label = try SpaceLabel(name: spec.space.name, digest: CanonicalJSON.digest(spec.space))
        try ProxyRun(
          header: header, space: label, batch: spec.batch, proxies: spec.proxies.map(\.rawValue), initializations: spec.initializations,
          batches: spec.batches, architectures: spec.architectures,
          scores: spec.proxies.map { _ in
            spec.initializations.map { _ in spec.batches.map { _ in spec.architectures.map { _ in random.unit() } } }
          }
        ).write(to: files.run)
      case let other: throw WorkError.spec(reason: "\(other) is no job of this experiment")
      }
    }
  }

  private static let provenance = Provenance(
    commit: "0123abc", dirty: false, compiler: "Swift 6.3", cpu: "a processor of many words", kernels: "avx2", blasBuild: "OpenBLAS 0.3.21",
    blasCore: "Haswell", blasThreads: 1, started: "2026-01-02T03:04:05Z", expense: .none)
}
