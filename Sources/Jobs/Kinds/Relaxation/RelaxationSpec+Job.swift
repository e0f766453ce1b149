internal import Datasets
internal import Engine
internal import Networks
internal import Spaces
public import Store
internal import Strategies
internal import Training

extension RelaxationSpec: JobKind {
  public func check() throws(WorkError) {
    try SpecCheck.training(seed: seed, recipe, passes: passes)
    guard type(of: strategy.strategy).relaxes else {
      throw .spec(reason: "strategy: \(strategy.name.rawValue) has no mixture; a supernet job trains it")
    }
    try SpecCheck.atLeast(1, followed.images, "followed.images")
    if case .batch(let size) = followed.policy, !followed.images.isMultiple(of: size) {
      throw .spec(reason: "followed.images: \(followed.images) is no multiple of the \(size) images whose statistics are taken together")
    }
  }

  public func estimate(_ known: Known) throws -> Job.Estimate {
    // Once everything learns.
    let steps = strategy.strategy.passes(of: space, at: Moment(epoch: 1_000_000, progress: 0.5, learningRate: 0.01))
    // All candidates at once, in a bilevel step twice: for the mixture and for the weights.
    let images = try known.images(data), macs = Double(CostTable(space).cost(of: space.whole).macs), drawn = passes * recipe.batch
    let scored = followed.images * drawn / max(images.training, 1)
    let network = try Network(space, recipe.task, batch: recipe.batch, .mixture)
    let arena = network.capacity(threads: 1, keepsSquares: recipe.optimizer.keepsSquares).bytes
    let training = network.capacity(threads: known.threads, keepsSquares: recipe.optimizer.keepsSquares).bytes
    return Job.Estimate(
      seconds: Double(drawn * 3 * steps + scored)
        * Estimates.graphSeconds(macs, bytes: arena, images: recipe.batch) + Estimates.startSeconds,
      memory: Estimates.memory(
        try training + Scorer.memory(space, recipe.task, followed.policy, several: true, threads: known.threads), images),
      disk: 4 * network.parameters.count + (1 << 16))
  }

  /// What the mixture of the last epoch reached on the followed images, whatever `count`.
  public func recompute(_ run: RelaxationRun, count: Int, _ context: WorkerContext) throws -> [Recomputation] {
    guard let last = run.history.last, let mixture = run.mixture else { return [] }
    let data = try data.load(environment: context.environment)
    let weights = try Training.Snapshot(parameters: run.parameters, statistics: run.statistics)
    var scorer = try Scorer(space, recipe.task, weights, followed.policy, several: true, in: context)
    let found = try scorer.metrics(
      [Subnet(space.whole, under: mixture)], on: data.validation, leading: followed.images,
      recalibration: followed.policy.recalibration(of: data))
    return [Recomputation(name: "the mixture of the last epoch", stored: [last.validationScore], found: found)]
  }
}

extension RelaxationRun {
  /// The mixture after the last epoch.
  var mixture: Mixture? { weights.last.map { Mixture($0, gains: gains.last) } }
}
