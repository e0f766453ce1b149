internal import Datasets
internal import Engine
internal import Networks
internal import Spaces
internal import Store
internal import Training

/// One architecture as a space with nothing else in it, and the images it is scored on.
struct StandAloneNet {
  let space: Space, task: any Task, blocks: Int
  let data: PreparedData
  /// Whether it is trained and scored as a path is: of graphs a net alone of a padded space, whose choices have one candidate each.
  let isPath: Bool

  /// Throws `WorkError.spec` where the architecture of a chain is no path or images do not make equal blocks.
  init(_ spec: StandAloneSpec, _ data: PreparedData) throws {
    let architecture =
      spec.space.isChain
      ? Architecture(path: try spec.space.path(spec.architecture, "architecture")) : try spec.space.architecture(spec.architecture)
    space = spec.space.restricted(to: architecture)
    isPath = spec.space.hasPaths(architecture)
    task = spec.recipe.task
    blocks = spec.blocks
    self.data = data
    for images in [data.validation, data.test] { try SpecCheck.blocks(blocks, of: images.count) }
  }

  /// What its scores measure.
  var metric: RunMetric { RunMetric(of: task) }

  /// Scores under running statistics; nil where the loss is no number. `progress` may throw to stop.
  func score(
    _ weights: Training.Snapshot, on images: PreparedImages, blocks: Int, in context: WorkerContext,
    progress: (Double) throws -> Void = { _ in }
  ) throws -> BlockScores? {
    var scorer = try Scorer(space, task, weights, .inherited, several: !isPath, in: context), scores: BlockScores?
    try scorer.score(
      [Subnet(space.whole)], on: images, recalibration: data.recalibration, blocks: blocks, progress: progress
    ) { if $0.loss.isFinite { scores = metric.blocks($0, images: each(images, blocks)) } }
    return scores
  }

  /// What a net that diverged gets: no right answer, or the least that an image can score.
  func nothing(of images: PreparedImages) -> BlockScores { metric.failure(each(images, blocks)) }

  /// Bicubic interpolation in the place of the net; nil where it enlarges nothing.
  var bicubic: StandAloneRun.Interpolation? {
    guard data.test.factor != nil else { return nil }
    func scores(_ images: PreparedImages) -> BlockScores {
      let each = each(images, blocks)
      return BlockScores(
        metric,
        sums: each.indices.map { block in
          (0..<each[block]).reduce(0) { $0 + L1.decibels(images.interpolationError(block * each[block] + $1)) }
        },
        images: each)
    }
    return StandAloneRun.Interpolation(validation: scores(data.validation), test: scores(data.test))
  }

  private func each(_ images: PreparedImages, _ blocks: Int) -> [Int] { [Int](repeating: images.count / blocks, count: blocks) }
}

extension Space {
  /// Whether a net of this space that stands alone runs as a path: of chains each, of graphs that of a padded space which keeps one candidate
  /// of each choice. Others run whole, as mixtures do.
  func hasPaths(_ architecture: Architecture) -> Bool { isChain || isPadded && architecture.path != nil }
}
