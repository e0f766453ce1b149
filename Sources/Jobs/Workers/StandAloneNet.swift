internal import Datasets
internal import Engine
internal import Spaces
internal import Store
internal import Strategies
internal import Training

/// One architecture as a space with nothing else in it, and the images it is scored on.
struct StandAloneNet {
  let space: Space, blocks: Int
  let data: PreparedData

  /// Throws `WorkError.spec` where the architecture of a chain is no path or images do not make equal blocks.
  init(_ spec: StandAloneSpec, _ data: PreparedData) throws {
    let architecture =
      spec.space.isChain ? Architecture(path: try spec.space.path(spec.architecture)) : try spec.space.architecture(spec.architecture)
    space = spec.space.restricted(to: architecture)
    blocks = spec.blocks
    self.data = data
    for images in [data.validation, data.test] where images.count % blocks != 0 {
      throw WorkError.spec(reason: "blocks: \(images.count) images do not make \(blocks) equal blocks")
    }
  }

  /// Right answers under running statistics; nil where the loss is no number. `progress` may throw to stop.
  func score(
    _ weights: Training.Snapshot, on images: PreparedImages, blocks: Int, threads: Int, level: KernelLevel,
    progress: (Double) throws -> Void = { _ in }
  ) throws -> Tally? {
    // Every image is scored by itself: chunks are for memory alone.
    guard space.isChain else {
      let evaluator = try GraphEvaluator(space, weights, .inherited, threads: threads, level: level)
      let score = try evaluator.score(
        space.whole.kept, WholeNetwork().mixture(space, Stateless()), on: images, recalibration: data.recalibration, blocks: blocks,
        progress: progress)
      return score.loss.isFinite ? Tally(correct: score.correct, images: each(images, blocks)) : nil
    }
    let chunk = (1...500).last { images.count % $0 == 0 } ?? 1
    let evaluator = try Evaluator(space, weights, .inherited, chunk: chunk, threads: threads, level: level)
    var tally: Tally?
    try evaluator.score(
      [[Int](repeating: 0, count: space.choices.count)], on: images, recalibration: data.recalibration, blocks: blocks, progress: progress
    ) {
      if $0.loss.isFinite { tally = Tally(correct: $0.correct, images: each(images, blocks)) }
    }
    return tally
  }

  /// What a net that diverged gets: no right answer.
  func nothing(of images: PreparedImages) -> Tally { Tally(correct: [Int](repeating: 0, count: blocks), images: each(images, blocks)) }

  private func each(_ images: PreparedImages, _ blocks: Int) -> [Int] { [Int](repeating: images.count / blocks, count: blocks) }
}
