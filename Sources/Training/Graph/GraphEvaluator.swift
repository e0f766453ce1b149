public import Datasets
public import Engine
public import Spaces
public import Strategies

/// Scores what is left of a relaxed supernet when candidates are struck out: kept ones under given weights, with inherited layers.
///
/// With `recalibrated` BatchNorm's statistics are those of the mixture that is scored, over that many images in one pass. Scores
/// depend on neither threads nor chunk.
public struct GraphEvaluator: Sendable {
  /// Images that run together where the policy does not say how many.
  public static let chunk = 100
  private let lowering: GraphLowering, executor: Executor, policy: NormalizationPolicy

  /// - Parameter chunk: images that run together; `batch` and `recalibrated` take their own number.
  public init(
    _ space: Space, _ weights: Snapshot, _ policy: NormalizationPolicy, chunk: Int = GraphEvaluator.chunk, threads: Int,
    level: KernelLevel = .best
  ) throws {
    lowering = try GraphLowering(space, batch: policy.images ?? chunk)
    executor = try Executor(try lowering.room(threads: threads), level: level)
    self.policy = policy
    try take(weights)
  }

  /// Scores other weights of the same space from here on.
  public func take(_ weights: Snapshot) throws { try weights.write(to: executor.contents, lowering.parameters) }

  /// Bytes that an evaluator writes to, before it is made; gradients and the optimiser's moments are never touched.
  public static func memory(_ space: Space, _ policy: NormalizationPolicy, chunk: Int = GraphEvaluator.chunk, threads: Int = 1) throws
    -> Int
  {
    try GraphLowering(space, batch: policy.images ?? chunk).room(threads: threads).bytes
  }

  /// Right answers in each of `blocks` equal blocks, and the mean cross-entropy.
  ///
  /// - Parameters:
  ///   - kept: candidates that are computed, by choice.
  ///   - mixture: their weights; those of others are not read.
  ///   - leading: how many images are scored; all where nil.
  ///   - recalibration: at least as many images as the policy asks for.
  ///   - progress: told before each part of the images what share of them is done; it may throw to stop.
  public func score(
    _ kept: [[Int]], _ mixture: Strategies.Mixture, on images: PreparedImages, leading: Int? = nil, recalibration: PreparedImages,
    blocks: Int = 1, progress: (Double) throws -> Void = { _ in }
  ) throws -> (correct: [Int], loss: Double) {
    let memory = executor.contents, batch = lowering.images.shape.images, all = min(leading ?? images.count, images.count)
    for split in [images, recalibration] { try lowering.space.accept(split) }
    guard all > 0, all % blocks == 0 else { throw TrainingError.images(count: all, chunk: batch, blocks: blocks) }
    lowering.set(mixture, memory)
    let plan = try lowering.plan(kept, learns: false), statistics: Mode.Statistics
    switch policy {
    case .inherited: statistics = .inherited
    case .batch(let size):
      guard all % size == 0 else { throw TrainingError.images(count: all, chunk: size, blocks: blocks) }
      statistics = .batch
    case .recalibrated(let count):
      guard recalibration.count >= count else { throw TrainingError.images(count: recalibration.count, chunk: count, blocks: 1) }
      recalibration.fill(0..<count, images: memory.arena + lowering.images.offset, labels: lowering.labels(memory))
      executor.forward(plan, Mode(.batch))
      statistics = .fixed
    }
    var correct = [Int](repeating: 0, count: blocks), loss = 0.0
    for first in stride(from: 0, to: all, by: batch) {
      try progress(Double(first) / Double(all))
      let part = first..<min(first + batch, all)
      images.fill(part, images: memory.arena + lowering.images.offset, labels: lowering.labels(memory))
      executor.forward(plan, Mode(statistics, images: part.count))
      for image in part {
        let answer = lowering.answer(image - first, executor.contents)
        if answer.isRight { correct[image / (all / blocks)] += 1 }
        loss += answer.loss
      }
    }
    return (correct, loss / Double(all))
  }
}
