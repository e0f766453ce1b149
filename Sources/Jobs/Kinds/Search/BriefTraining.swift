internal import Datasets
internal import Spaces
internal import Store
internal import Strategies
public import Training

/// Trains each net that a search asks for by itself, for a part of what full training takes, and scores it on search-validation images:
/// incomplete training, as MoreMNAS and FALSR evaluate their nets (Chu et al. 2019).
///
/// All nets have one seed: they begin with weights of one stream and see the same images in the same order.
public struct BriefTraining: Codable, Hashable, Sendable {
  public var recipe: Recipe
  /// Forward–backward passes of each net, of one batch each.
  public var passes: Int
  public var data: DataSpec
  public var seed: Int

  public init(recipe: Recipe, passes: Int, data: DataSpec, seed: Int) {
    (self.recipe, self.passes, self.data, self.seed) = (recipe, passes, data, seed)
  }

  /// The training of one net, as if it were a job of its own.
  func spec(of net: String, in space: Space) -> StandAloneSpec {
    StandAloneSpec(space: space, architecture: net, recipe: recipe, passes: passes, data: data, seed: seed, blocks: 1)
  }

  /// What one net takes on average, in seconds and bytes: the dearest candidate of each choice says the memory.
  func estimate(in space: Space, _ known: Known) throws -> Job.Estimate {
    let costs = CostTable(space)
    let path = costs.choices.map { own in own.indices.max { own[$0].macs < own[$1].macs } ?? 0 }
    let largest = Architecture(path: path), macs = Double(max(1, costs.cost(of: largest).macs))
    let estimate = try spec(of: space.text(of: space.canonical(largest)), in: space).estimate(known)
    return Job.Estimate(
      seconds: estimate.seconds * min(1, Estimates.meanMACs(space) / macs), memory: estimate.memory, disk: estimate.disk)
  }

  /// The score of one net, in the unit in which its metric is shown. `progress` is told which part is done, and may throw to stop: nothing is kept.
  func score(
    of net: String, in space: Space, on data: PreparedData, _ context: WorkerContext, progress: (Double) throws -> Void
  ) throws -> Double {
    let alone = try StandAloneNet(spec(of: net, in: space), data)
    let score =
      try alone.isPath
      ? score(alone, UniformSampling(), context, progress: progress) : score(alone, WholeNetwork(), context, progress: progress)
    return alone.metric.scale * score.mean
  }

  private func score(
    _ net: StandAloneNet, _ strategy: some Strategy, _ context: WorkerContext, progress: (Double) throws -> Void
  ) throws -> BlockScores {
    let images = net.data.validation
    do {
      var trainer = try Trainer(
        net.space, recipe.task, strategy, recipe, passes: passes, images: net.data.training, seed: UInt64(seed), threads: context.threads,
        level: context.level)
      while !trainer.isDone {
        try trainer.step()
        try progress(Double(trainer.progress.passes) / Double(passes))
      }
      return try net.score(trainer.snapshot(), on: images, blocks: 1, in: context) ?? net.nothing(of: images)
    } catch TrainingError.notFinite {
      return net.nothing(of: images)
    }
  }
}
