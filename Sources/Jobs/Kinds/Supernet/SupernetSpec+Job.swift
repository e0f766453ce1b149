internal import Datasets
internal import Engine
internal import Networks
internal import Spaces
public import Store
internal import Strategies
internal import Training

extension SupernetSpec: JobKind {
  public func check() throws(WorkError) {
    try SpecCheck.training(seed: seed, recipe, passes: passes)
    for mark in snapshots where !(0...passes).contains(mark) {
      throw .spec(reason: "snapshots: \(mark) passes are not in 0 … \(passes)")
    }
    guard !type(of: strategy.strategy).relaxes else {
      throw .spec(reason: "strategy: \(strategy.name.rawValue) has a mixture and trains no paths; a relaxation job trains it")
    }
    try shrinking?.check(self)
  }

  public func estimate(_ known: Known) throws -> Job.Estimate {
    let images = try known.images(data), macs = Estimates.meanMACs(space), work = Double(passes * recipe.batch) * 3 * macs
    let probed = Double((snapshots.count + 1) * probes.architectures.count) * Double(Estimates.seen(probes.policy, images))
    let scored = (probed + (shrinking?.scoredImages(of: self, images) ?? 0)) * macs
    let network = try Network(space, recipe.task, batch: recipe.batch, .path), weights = 4 * network.parameters.count
    let arena = network.capacity(threads: known.threads, keepsSquares: recipe.optimizer.keepsSquares).bytes
    return Job.Estimate(
      seconds: (work + scored) / Estimates.rate + Estimates.passSeconds * Double(passes) + Estimates.startSeconds,
      memory: Estimates.memory(
        try arena + Scorer.memory(space, recipe.task, probes.policy, threads: known.threads) + snapshots.count * weights, images),
      disk: (snapshots.count + 1) * weights + (1 << 16))
  }

  /// `count` probes of the last snapshot.
  public func recompute(_ run: SupernetRun, count: Int, _ context: WorkerContext) throws -> [Recomputation] {
    // Of a training that diverged nothing was scored.
    guard let last = run.snapshots.last, last.probes.contains(where: { $0 > RunMetric(of: recipe.task).least }) || mayDiverge != true else {
      return []
    }
    let rows = Recomputation.spread(count, over: run.probes.count), data = try data.load(environment: context.environment)
    let paths = try rows.map { try space.path(run.probes[$0], "probes.architectures") }
    let weights = try Training.Snapshot(parameters: last.parameters, statistics: last.statistics)
    var scorer = try Scorer(space, recipe.task, weights, probes.policy, in: context)
    let found = try scorer.metrics(
      paths.map { Subnet(path: $0) }, on: data.validation, recalibration: probes.policy.recalibration(of: data))
    return zip(rows, found).map { Recomputation(name: run.probes[$0], stored: [last.probes[$0]], found: [$1]) }
  }
}
