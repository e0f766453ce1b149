internal import Datasets
internal import Networks
internal import Spaces
internal import Store
internal import Strategies
internal import Training

/// The supernet that an evaluation scores, as its run file has it: space, weights, and of a relaxation the mixture.
struct ScoredSupernet {
  let space: Space, task: any Task, data: DataSpec
  let label: SpaceLabel, strategy: String, seed: Int, passes: Int
  private let weights: Training.Snapshot
  /// What its scores measure.
  var metric: RunMetric { RunMetric(of: task) }
  /// What weighs candidates; nil where each counts once.
  private let mixture: Mixture?
  /// Whether architectures are single paths of a supernet that was trained path by path.
  private let hasPaths: Bool

  /// Reads it from the context's results. Throws what reading throws, and `WorkError.noSnapshot`.
  ///
  /// - Parameter dropsMaps: whether a stabilised space is scored in its alone form, with all other weights; the label is then that form's.
  init(_ source: EvaluationSpec.Source, dropsMaps: Bool = false, _ context: WorkerContext) throws {
    let results = context.results
    switch source {
    case .supernet(let reference, let passes):
      let snapshot = try SupernetSnapshot(reference, in: results, passes: passes), spec = snapshot.spec, run = snapshot.run
      (task, data, strategy, seed) = (spec.recipe.task, spec.data, run.strategy, run.seed)
      (self.passes, mixture, hasPaths) = (passes, nil, true)
      if dropsMaps {
        guard spec.space.skips != nil else { throw WorkError.spec(reason: "dropsMaps: is true, and the supernet's skips are no maps") }
        (space, weights) = (spec.space.alone, try snapshot.weights.withoutMaps(of: spec.space))
        label = SpaceLabel(name: space.name, digest: try space.digest())
      } else {
        (space, label, weights) = (spec.space, run.space, snapshot.weights)
      }
    case .relaxation(let reference, let weighting):
      let run = try results.whole(reference), spec = try results.spec(reference, run.header)
      (space, task, data, label, strategy, seed) = (spec.space, spec.recipe.task, spec.data, run.space, run.strategy, run.seed)
      hasPaths = false
      passes = run.history.last?.passes ?? 0
      mixture = weighting == .one ? nil : run.mixture
      weights = try Training.Snapshot(parameters: run.parameters, statistics: run.statistics)
    }
  }

  /// Scores architectures by their rows, in an order of the scorer's own.
  ///
  /// - Parameters:
  ///   - begins: told what prefixes save, in words, before the first is scored.
  ///   - progress: told what part of the work is done; it may throw to stop.
  func scores(
    _ rows: [(row: Int, text: String)], _ policy: NormalizationPolicy, blocks: Int, on data: PreparedData, _ context: WorkerContext,
    begins: (String) -> Void = { _ in }, progress: (Double) throws -> Void, each: (_ row: Int, _ score: Scorer.Score) throws -> Void
  ) throws {
    let subnets = try rows.map { own in
      hasPaths ? Subnet(path: try space.path(own.text, "architectures")) : Subnet(try space.architecture(own.text), under: mixture)
    }
    var scorer = try Scorer(space, task, weights, policy, several: !hasPaths, in: context)
    try scorer.score(
      subnets, on: data.validation, recalibration: policy.recalibration(of: data), blocks: blocks, begins: { begins("\($0)") },
      progress: progress
    ) { try each(rows[$0.subnet].row, $0) }
  }
}
