internal import Datasets
internal import Engine
internal import Spaces
public import Store
internal import Strategies
internal import Training

extension SupernetSpec: JobKind {
  public func check() throws(WorkError) {
    try SpecCheck.training(seed: seed, recipe)
    for passes in snapshots where !(0...recipe.passes).contains(passes) {
      throw .spec(reason: "snapshots: \(passes) passes are not in 0 … \(recipe.passes), the recipe's")
    }
    guard !type(of: strategy.strategy).relaxes else {
      throw .spec(reason: "strategy: \(strategy.name.rawValue) has a mixture and trains no paths; a relaxation job trains it")
    }
    guard space.isChain else { throw .spec(reason: "space: \(space.name) is a graph, and a supernet's paths are scored in a chain") }
  }

  public func estimate(_ known: Known) throws -> Job.Estimate {
    let images = try known.images(data), macs = Estimates.meanMACs(space), work = Double(recipe.passes * recipe.batch) * 3 * macs
    let chunk = probes.policy.images ?? Estimates.inheritedChunk
    let scored = Double((snapshots.count + 1) * probes.architectures.count) * Double(images.validation + chunk) * macs
    let network = try Network(space, relaxes: false, batch: recipe.batch), weights = 4 * network.parameters.count
    let arena = try network.room(threads: 1, keepsSquares: recipe.optimizer.keepsSquares).bytes
    return Job.Estimate(
      seconds: (work + scored) / Estimates.rate + Estimates.passSeconds * Double(recipe.passes) + Estimates.startSeconds,
      memory: Estimates.memory(try arena + Evaluator.memory(space, probes.policy) + snapshots.count * weights, images),
      disk: (snapshots.count + 1) * weights + (1 << 16))
  }

  /// `count` probes of the last snapshot.
  public func recompute(_ run: SupernetRun, count: Int, _ context: WorkerContext) throws -> [Recomputation] {
    guard let last = run.snapshots.last else { return [] }
    let rows = Recomputation.spread(count, over: run.probes.count), data = try data.load(environment: context.environment)
    let paths = try rows.map { try space.path(run.probes[$0]) }
    let weights = try Training.Snapshot(parameters: last.parameters, statistics: last.statistics)
    let scorer = try SubnetScorer(pathsOf: space, weights, probes.policy, in: context)
    var found: [[Int]: Double] = [:]
    try scorer.scores(paths, on: data.validation, recalibration: data.recalibration, progress: { _ in }) { path, score in
      found[path] = Double(score.correct.reduce(0, +)) / Double(data.validation.count)
    }
    return zip(rows, paths).map { row, path in
      Recomputation(name: run.probes[row], stored: [last.probes[row]], found: [found[path] ?? .nan])
    }
  }
}
