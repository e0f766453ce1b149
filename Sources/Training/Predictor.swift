public import Engine
internal import Networks
public import Spaces

/// Runs one network with the running statistics of its weights and hands out what its head gives, image by image.
///
///     var predictor = try Predictor(space, weights, batch: 32, threads: 2)
///     let logits = predictor.logits(pixels, images: 8)
public struct Predictor: ~Copyable {
  private let network: Network, executor: Executor, plan: Plan, output: Tensor

  /// What a space's only network computes, all of its candidates kept; each choice of a chain has one.
  ///
  /// Throws what networks and executors throw, and `TrainingError.weights` where the weights are of another space.
  ///
  /// - Parameter batch: images that run together at most; no bit depends on it.
  public init(_ space: Space, _ weights: Snapshot, batch: Int, threads: Int = 1, level: KernelLevel = .best) throws {
    let network = try Network(space, Classification(), batch: batch, .scoring(several: !space.isChain), slices: threads)
    let executor = try Executor(network.capacity(threads: threads), level: level)
    try weights.write(to: executor.contents, network.parameters)
    let plan = try network.plan(Subnet(space.whole))
    guard let loss = plan.loss as? CrossEntropy else { preconditionFailure("a classifier's plan ends in cross-entropy") }
    guard let labels = network.batch(executor.contents).labels else { preconditionFailure("a classifier has labels") }
    // The loss is computed and not looked at.
    labels.update(repeating: 0, count: batch)
    (self.network, self.plan, output) = (network, plan, loss.logits.tensor)
    self.executor = executor
  }

  /// The scores before softmax, [images][classes].
  ///
  /// - Parameters:
  ///   - pixels: [images][height][width][channels], as the network was trained on them.
  ///   - images: at least 1; more than the batch are run one batch after another.
  public mutating func logits(_ pixels: [Float], images: Int) -> [Float] {
    let shape = network.images.shape, each = shape.count / shape.images, classes = output.shape.channels
    precondition(images > 0 && pixels.count == images * each, "\(pixels.count) numbers are not \(images) images of \(each)")
    var logits: [Float] = []
    logits.reserveCapacity(images * classes)
    for first in stride(from: 0, to: images, by: shape.images) {
      let part = first..<min(first + shape.images, images), memory = executor.contents
      pixels.withUnsafeBufferPointer { pixels in
        guard let start = pixels.baseAddress else { return }
        network.batch(memory).images.update(from: start + first * each, count: part.count * each)
      }
      executor.forward(plan, Mode(.inherited, images: part.count))
      logits += UnsafeBufferPointer(start: memory.rows(output, 0), count: part.count * classes)
    }
    return logits
  }
}
