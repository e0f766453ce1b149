internal import Datasets
internal import Engine
internal import Networks
internal import Spaces
public import Store
internal import Training

extension StandAloneSpec: JobKind {
  public func check() throws(WorkError) {
    try SpecCheck.atLeast(1, blocks, "blocks")
    try SpecCheck.training(seed: seed, recipe, passes: passes)
  }

  public func estimate(_ known: Known) throws -> Job.Estimate {
    let images = try known.images(data), alone = space.restricted(to: try space.architecture(architecture))
    let macs = Estimates.meanMACs(alone), drawn = passes * recipe.batch, epochs = drawn / max(images.training, 1) + 1
    let seen = Double(drawn * 3 + images.test + (epochs + 1) * images.validation)
    let network = try Network(alone, recipe.task, batch: recipe.batch, alone.isChain ? .path : .mixture)
    let arena = network.capacity(threads: 1, keepsSquares: recipe.optimizer.keepsSquares).bytes
    // Half of the arena are gradients, which relaxed graphs hardly keep.
    let image = alone.isChain ? macs / Estimates.rate : Estimates.graphSeconds(macs, bytes: arena / 2, images: recipe.batch)
    let scoring = try Scorer.memory(alone, recipe.task, .inherited, several: !alone.isChain)
    return Job.Estimate(
      seconds: seen * image + Estimates.passSeconds * Double(passes) + Estimates.startSeconds,
      memory: Estimates.memory(arena + scoring, images), disk: 4 * network.parameters.count + (1 << 16))
  }

  /// Both splits, whatever `count`.
  public func recompute(_ run: StandAloneRun, count: Int, _ context: WorkerContext) throws -> [Recomputation] {
    let net = try StandAloneNet(self, try data.load(environment: context.environment))
    let weights = try Training.Snapshot(parameters: run.parameters, statistics: run.statistics)
    return try [("validation", run.validation, net.data.validation), ("test", run.test, net.data.test)].map { name, stored, images in
      // What diverged was never scored: its weights are those before the loss ceased to be a number.
      let found = run.diverged ? nil : try net.score(weights, on: images, blocks: blocks, in: context)
      return Recomputation(
        name: name, stored: stored.correct.map(Double.init), found: (found ?? net.nothing(of: images)).correct.map(Double.init))
    }
  }
}
