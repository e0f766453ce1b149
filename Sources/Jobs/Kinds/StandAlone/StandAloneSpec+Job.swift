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
    for (mark, next) in zip(marks, marks.dropFirst()) where mark >= next { throw .spec(reason: "marks: \(next) stands behind \(mark)") }
    for mark in marks where !(1...passes).contains(mark) { throw .spec(reason: "marks: \(mark) passes are not in 1 … \(passes)") }
  }

  public func estimate(_ known: Known) throws -> Job.Estimate {
    try known.estimate(of: self) { try estimate(known.images(data), threads: known.threads) }
  }

  private func estimate(_ images: ImageCounts, threads: Int) throws -> Job.Estimate {
    let own = try space.architecture(architecture), alone = space.restricted(to: own)
    let isPath = space.hasPaths(own)
    let macs = Estimates.meanMACs(alone), drawn = passes * recipe.batch, epochs = drawn / max(images.training, 1) + 1
    let seen = Double(drawn * 3 + images.test + (epochs + 1 + marks.count) * images.validation)
    let network = try Network(alone, recipe.task, batch: recipe.batch, isPath ? .path : .mixture)
    let arena = network.capacity(threads: 1, keepsSquares: recipe.optimizer.keepsSquares).bytes
    // Half of the arena are gradients, which relaxed graphs hardly keep.
    let image = isPath ? macs / Estimates.rate : Estimates.graphSeconds(macs, bytes: arena / 2, images: recipe.batch)
    let scoring = try Scorer.memory(alone, recipe.task, .inherited, several: !isPath, threads: threads)
    let training = network.capacity(threads: threads, keepsSquares: recipe.optimizer.keepsSquares).bytes
    return Job.Estimate(
      seconds: seen * image + Estimates.passSeconds * Double(passes) + Estimates.startSeconds,
      memory: Estimates.memory(training + scoring, images), disk: 4 * network.parameters.count + (1 << 16))
  }

  /// Both splits, whatever `count`.
  public func recompute(_ run: StandAloneRun, count: Int, _ context: WorkerContext) throws -> [Recomputation] {
    let net = try StandAloneNet(self, try data.load(environment: context.environment))
    let weights = try Training.Snapshot(parameters: run.parameters, statistics: run.statistics)
    return try [("validation", run.validation, net.data.validation), ("test", run.test, net.data.test)].map { name, stored, images in
      // What diverged was never scored: its weights are those before the loss ceased to be a number.
      let found = run.diverged ? nil : try net.score(weights, on: images, blocks: blocks, in: context)
      return Recomputation(
        name: name, stored: stored.sums, found: (found ?? net.nothing(of: images)).sums)
    }
  }
}
