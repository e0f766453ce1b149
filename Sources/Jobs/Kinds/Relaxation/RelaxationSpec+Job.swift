internal import Datasets
internal import Engine
internal import Networks
internal import Spaces
public import Store
internal import Strategies
internal import Training

extension RelaxationSpec: JobKind {
  public func check() throws(WorkError) {
    try SpecCheck.training(seed: seed, recipe)
    guard type(of: strategy.strategy).relaxes else {
      throw .spec(reason: "strategy: \(strategy.name.rawValue) has no mixture; a supernet job trains it")
    }
    try SpecCheck.atLeast(1, followed, "followed")
    try SpecCheck.atLeast(0, random, "random")
  }

  public func estimate(_ known: Known) throws -> Job.Estimate {
    // All candidates at once, in a bilevel step twice: for the mixture and for the weights.
    let images = try known.images(data), macs = Double(CostTable(space).cost(of: space.whole).macs), drawn = recipe.passes * recipe.batch
    let scored = (2 * random + 3) * images.validation / 3 + followed * drawn / max(images.training, 1)
    let network = try Network(space, recipe.task, batch: recipe.batch, .mixture)
    let arena = network.capacity(threads: 1, keepsSquares: recipe.optimizer.keepsSquares).bytes
    return Job.Estimate(
      seconds: Double(drawn * 3 * Estimates.passes(strategy.strategy, space) + scored)
        * Estimates.graphSeconds(macs, bytes: arena, images: recipe.batch) + Estimates.startSeconds,
      memory: Estimates.memory(try arena + Scorer.memory(space, recipe.task, policy, several: true), images),
      disk: 4 * network.parameters.count + (1 << 16))
  }

  /// The genotype with weight 1, whatever `count`.
  public func recompute(_ run: RelaxationRun, count: Int, _ context: WorkerContext) throws -> [Recomputation] {
    let data = try data.load(environment: context.environment)
    let weights = try Training.Snapshot(parameters: run.parameters, statistics: run.statistics)
    var scorer = try SubnetScorer(mixturesOf: space, recipe.task, weights, policy, in: context), found = Double.nan
    try scorer.scores(
      [Subnet(try space.architecture(run.chosen.architecture))], on: data.validation, recalibration: data.recalibration, progress: { _ in }
    ) { found = Double($1.correct[0]) / Double(data.validation.count) }
    return [Recomputation(name: run.chosen.architecture, stored: [run.chosen.one], found: [found])]
  }
}
