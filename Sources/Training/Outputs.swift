public import Datasets
public import Engine
internal import Networks
public import Spaces

/// What paths of a space give for images, in front of the loss: scores of classes, or values of any place where a space is cut there.
///
///     let outputs = try Outputs(space, weights, images: 64)
///     let scores = try outputs.of([2, 0, 1], images)   // [images][classes]
public struct Outputs: ~Copyable {
  private let network: Network, executor: Executor, count: Int

  /// `weights` may hold more than the space has; they are found by name. Throws what networks and executors throw, and
  /// `TrainingError.weights` where one is missing.
  public init(_ space: Space, _ weights: Snapshot, images: Int, threads: Int = 1, level: KernelLevel = .best) throws {
    let network = try Network(space, Classification(), batch: images, .scoring(several: false))
    let executor = try Executor(network.capacity(threads: threads), level: level)
    try weights.selected(network.parameters).write(to: executor.contents, network.parameters)
    (self.network, count) = (network, images)
    self.executor = executor
  }

  /// [images][values] for the first images. Throws `TrainingError.data` for images of another shape, `.images` where there are too few, and
  /// what plans throw.
  ///
  /// - Parameter statistics: where normalisation takes them from: running averages, or the images themselves.
  public func of(_ path: [Int], _ images: PreparedImages, statistics: Mode.Statistics = .inherited) throws -> [Float] {
    guard images.count >= count else { throw TrainingError.images(count: images.count, chunk: count, blocks: 1) }
    let batch = network.batch(executor.contents)
    guard let labels = batch.labels else { preconditionFailure("classification has labels") }
    try images.fill(0..<count, images: batch.images, labels: labels)
    // No loss is asked for: whatever the classes are, this one is among them.
    labels.update(repeating: 0, count: count)
    let plan = try network.plan(Subnet(path: path))
    executor.forward(plan, Mode(statistics))
    guard let scores = (plan.loss as? CrossEntropy)?.logits else { preconditionFailure("classification ends in its cross-entropy") }
    return Array(UnsafeBufferPointer(start: executor.contents.rows(scores.tensor, 0), count: scores.shape.count))
  }
}

extension Snapshot {
  /// The entries that a table names, in its order. Throws `weights` for one that is not here.
  fileprivate func selected(_ table: ParameterTable) throws(TrainingError) -> Snapshot {
    func select(_ parameters: [Parameter], _ entries: [Entry]) throws(TrainingError) -> [Entry] {
      let known = Dictionary(entries.map { ($0.name, $0) }) { first, _ in first }
      var selected: [Entry] = []
      for parameter in parameters {
        guard let entry = known[parameter.name] else { throw .weights(name: parameter.name, reason: "it is missing") }
        selected.append(entry)
      }
      return selected
    }
    return Snapshot(parameters: try select(table.parameters, parameters), statistics: try select(table.statistics, statistics))
  }
}
