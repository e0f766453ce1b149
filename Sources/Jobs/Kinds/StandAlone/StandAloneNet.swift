internal import Datasets
internal import Networks
internal import Spaces
internal import Store
internal import Training

/// One architecture as a space with nothing else in it, and the images it is scored on.
struct StandAloneNet {
  let space: Space, task: any Task, blocks: Int
  let data: PreparedData

  /// Throws `WorkError.spec` where the architecture of a chain is no path or images do not make equal blocks.
  init(_ spec: StandAloneSpec, _ data: PreparedData) throws {
    let architecture =
      spec.space.isChain
      ? Architecture(path: try spec.space.path(spec.architecture, "architecture")) : try spec.space.architecture(spec.architecture)
    space = spec.space.restricted(to: architecture)
    task = spec.recipe.task
    blocks = spec.blocks
    self.data = data
    for images in [data.validation, data.test] { try SpecCheck.blocks(blocks, of: images.count) }
  }

  /// Right answers under running statistics; nil where the loss is no number. `progress` may throw to stop.
  func score(
    _ weights: Training.Snapshot, on images: PreparedImages, blocks: Int, in context: WorkerContext,
    progress: (Double) throws -> Void = { _ in }
  ) throws -> AccuracyCounts? {
    var scorer = try Scorer(space, task, weights, .inherited, several: !space.isChain, in: context), counts: AccuracyCounts?
    try scorer.score(
      [Subnet(space.whole)], on: images, recalibration: data.recalibration, blocks: blocks, progress: progress
    ) { if $0.loss.isFinite { counts = AccuracyCounts(correct: $0.sums.map { Int($0) }, images: each(images, blocks)) } }
    return counts
  }

  /// What a net that diverged gets: no right answer.
  func nothing(of images: PreparedImages) -> AccuracyCounts {
    AccuracyCounts(correct: [Int](repeating: 0, count: blocks), images: each(images, blocks))
  }

  private func each(_ images: PreparedImages, _ blocks: Int) -> [Int] { [Int](repeating: images.count / blocks, count: blocks) }
}
