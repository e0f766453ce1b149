internal import Datasets
internal import Digests
internal import Engine
internal import Spaces
internal import Store
internal import Strategies
internal import Training

/// A score of a run file beside what the stored weights give now: equal to the last bit, or the file is not to be trusted.
public struct Recomputation: Hashable, Sendable {
  /// Which score: "22212220", "test".
  public let name: String
  /// Right answers block by block, then the mean loss where the file keeps it.
  public let stored: [Double], found: [Double]

  /// Bit by bit; a loss that is no number agrees with another.
  public var agrees: Bool {
    stored.count == found.count && zip(stored, found).allSatisfy { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) }
  }
}

extension Worker {
  /// Scores again what a run file says: `count` subnets of an evaluation, evenly spread over its rows, with the weights of its
  /// supernet, which lies in the desk's results; both splits of a stand-alone net; `count` probes of a supernet's last snapshot.
  ///
  /// Throws what reading throws, `WorkError.spec`, and the errors of data sets.
  public func recompute(_ path: String, count: Int) throws -> [Recomputation] {
    let file = try RunFile.read(path)
    switch try JobSpec(reading: file.header.spec) {
    case .evaluation(let spec): return try recompute(try EvaluationRun(reading: path), spec, count)
    case .standAlone(let spec): return try recompute(try StandAloneRun(reading: path), spec)
    case .supernet: return try recompute(try Supernet(path), count)
    case .relaxation(let spec): return try recompute(try RelaxationRun(reading: path), spec)
    }
  }

  private func recompute(_ run: EvaluationRun, _ spec: EvaluationSpec, _ count: Int) throws -> [Recomputation] {
    let rows = Self.spread(count, over: run.architectures.count), texts = rows.map { run.architectures[$0] }
    let scores: [(correct: [Int], loss: Double?, accuracy: Double)]
    if spec.weighting == nil {
      let source = try Supernet(JobFiles(results: desk.results, kind: SupernetRun.kind, digest: spec.supernet).run)
      scores = try self.scores(texts, source.spec, try source.weights(after: spec.passes), spec.policy, blocks: spec.blocks)
    } else {
      let source = try SearchedSupernet(of: spec, in: desk.results), data = try source.spec.data.load(environment: desk.environment)
      let cuts = try Cuts(of: source, spec, data, threads: desk.threads, level: desk.level)
      scores = try texts.map { text in
        let score = OneShotScore(path: [], try cuts.score(text), .none)
        return (score.correct, score.loss, Double(score.correct.reduce(0, +)) / Double(data.validation.count))
      }
    }
    return zip(rows, scores).map { row, score in
      let stored = run.tallies[row].correct.map(Double.init) + [run.loss[row]]
      return Recomputation(
        name: run.architectures[row], stored: stored, found: score.correct.map(Double.init) + [score.loss ?? .nan])
    }
  }

  private func recompute(_ run: StandAloneRun, _ spec: StandAloneSpec) throws -> [Recomputation] {
    let net = try StandAloneNet(spec, try spec.data.load(environment: desk.environment))
    let weights = try Training.Snapshot(parameters: run.parameters, statistics: run.statistics)
    return try [("validation", run.validation, net.data.validation), ("test", run.test, net.data.test)].map { name, stored, images in
      // What diverged was never scored: its weights are those before the loss ceased to be a number.
      let found = run.diverged ? nil : try net.score(weights, on: images, blocks: spec.blocks, threads: desk.threads, level: desk.level)
      return Recomputation(
        name: name, stored: stored.correct.map(Double.init), found: (found ?? net.nothing(of: images)).correct.map(Double.init))
    }
  }

  private func recompute(_ run: RelaxationRun, _ spec: RelaxationSpec) throws -> [Recomputation] {
    let data = try spec.data.load(environment: desk.environment)
    let weights = try Training.Snapshot(parameters: run.parameters, statistics: run.statistics)
    let evaluator = try GraphEvaluator(spec.space, weights, spec.policy, threads: desk.threads, level: desk.level)
    let kept = try spec.space.architecture(run.chosen.architecture).kept, ones = run.weights[0].map { $0.map { _ in 1.0 } }
    let score = try evaluator.score(kept, Strategies.Mixture(ones), on: data.validation, recalibration: data.recalibration)
    return [
      Recomputation(
        name: run.chosen.architecture, stored: [run.chosen.one], found: [Double(score.correct[0]) / Double(data.validation.count)])
    ]
  }

  private func recompute(_ supernet: Supernet, _ count: Int) throws -> [Recomputation] {
    guard let last = supernet.run.snapshots.last else { return [] }
    let rows = Self.spread(count, over: supernet.run.probes.count)
    let scores = try scores(
      rows.map { supernet.run.probes[$0] }, supernet.spec, try supernet.weights(after: last.passes), supernet.spec.probes.policy, blocks: 1)
    return zip(rows, scores).map { row, score in
      Recomputation(name: supernet.run.probes[row], stored: [last.probes[row]], found: [score.accuracy])
    }
  }

  private func scores(
    _ architectures: [String], _ spec: SupernetSpec, _ weights: Training.Snapshot, _ policy: NormalizationPolicy, blocks: Int
  ) throws -> [(correct: [Int], loss: Double?, accuracy: Double)] {
    let data = try spec.data.load(environment: desk.environment), paths = try architectures.map { try spec.space.path($0) }
    let evaluator = try Evaluator(spec.space, weights, policy, threads: desk.threads, level: desk.level)
    var scores: [[Int]: OneShotScore] = [:]
    try evaluator.score(paths, on: data.validation, recalibration: data.recalibration, blocks: blocks) { score in
      scores[score.path] = OneShotScore(score, .none)
    }
    return paths.compactMap { scores[$0] }.map {
      ($0.correct, $0.loss, Double($0.correct.reduce(0, +)) / Double(data.validation.count))
    }
  }

  /// `count` of the numbers below `total`, evenly spread.
  private static func spread(_ count: Int, over total: Int) -> [Int] {
    let count = max(0, min(count, total))
    return (0..<count).map { $0 * total / count }
  }
}
