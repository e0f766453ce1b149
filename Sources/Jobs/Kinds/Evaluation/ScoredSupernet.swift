internal import Datasets
internal import Spaces
internal import Store
internal import Strategies
internal import Training

/// The supernet that an evaluation scores, as its run file has it: space, weights, and of a relaxation the mixture.
struct ScoredSupernet {
  let space: Space, data: DataSpec
  let label: SpaceLabel, strategy: String, seed: Int, passes: Int
  private let weights: Training.Snapshot
  /// What weighs candidates; nil where paths are scored.
  private let mixture: Strategies.Mixture?

  /// Reads it from the context's results. Throws what reading throws, and `WorkError.noSnapshot`.
  init(_ source: EvaluationSpec.Source, _ context: WorkerContext) throws {
    let results = context.results
    switch source {
    case .supernet(let reference, let passes):
      let run = try results.whole(reference), spec = try results.spec(reference, run.header)
      guard let snapshot = run.snapshots.first(where: { $0.passes == passes }) else {
        let path = results.files(kind: SupernetSpec.key, digest: reference.digest).run
        throw WorkError.noSnapshot(run: path, passes: passes, found: run.snapshots.map(\.passes))
      }
      (space, data, label, strategy, seed) = (spec.space, spec.data, run.space, run.strategy, run.seed)
      (self.passes, mixture) = (passes, nil)
      weights = try Training.Snapshot(parameters: snapshot.parameters, statistics: snapshot.statistics)
    case .relaxation(let reference, let weighting):
      let run = try results.whole(reference), spec = try results.spec(reference, run.header)
      (space, data, label, strategy, seed) = (spec.space, spec.data, run.space, run.strategy, run.seed)
      passes = run.history.last?.passes ?? 0
      mixture = weighting == .one ? space.ones : spec.mixture(discretised: run.weights[run.weights.count - 1])
      weights = try Training.Snapshot(parameters: run.parameters, statistics: run.statistics)
    }
  }

  /// Scores architectures by their rows, in an order of the scorer's own; of several that are one path the first alone.
  ///
  /// - Parameters:
  ///   - begins: told what prefixes save, in words, before the first is scored.
  ///   - progress: told what part of the work is done; it may throw to stop.
  func scores(
    _ rows: [(row: Int, text: String)], _ policy: NormalizationPolicy, blocks: Int, on data: PreparedData, _ context: WorkerContext,
    begins: (String?) -> Void = { _ in }, progress: (Double) throws -> Void, each: (_ row: Int, _ score: SubnetScorer.Score) throws -> Void
  ) throws {
    guard let mixture else {
      let paths = try rows.map { try space.path($0.text) }
      let scorer = try SubnetScorer(pathsOf: space, weights, policy, in: context)
      begins(scorer.savings(paths))
      let all = Dictionary(zip(paths, rows.map(\.row)).map { ($0, [$1]) }, uniquingKeysWith: +)
      return try scorer.scores(
        paths, on: data.validation, recalibration: data.recalibration, blocks: blocks, progress: progress
      ) { path, score in
        for row in all[path] ?? [] { try each(row, score) }
      }
    }
    let scorer = try SubnetScorer(mixturesOf: space, weights, policy, in: context)
    begins(nil)
    for (number, own) in rows.enumerated() {
      let score = try scorer.score(
        try space.architecture(own.text).kept, mixture, on: data.validation, recalibration: data.recalibration, blocks: blocks
      ) { try progress((Double(number) + $0) / Double(rows.count)) }
      try each(own.row, score)
    }
  }
}
