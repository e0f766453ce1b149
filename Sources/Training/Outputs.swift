public import Engine
public import Networks
public import Spaces

/// What subnets of a space give for images, in front of the loss: scores of classes, images, or values of any place where a space is cut
/// there.
///
///     let outputs = try Outputs(space, weights, images: 64)
///     let scores = try outputs.of(Subnet(path: [2, 0, 1]), images.values(0..<64).images)   // [images][classes]
public struct Outputs: ~Copyable {
  private let network: Network, executor: Executor, count: Int

  /// `weights` may hold more than the space has; they are found by name. Throws what networks and executors throw, and
  /// `TrainingError.weights` where one is missing.
  ///
  /// - Parameters:
  ///   - images: that run together.
  ///   - several: whether subnets keep several candidates of a choice.
  public init(
    _ space: Space, _ weights: Snapshot, images: Int, several: Bool = false, threads: Int = 1, level: KernelLevel = .best
  ) throws {
    let network = try Network(space, space.task, batch: images, .scoring(several: several))
    let executor = try Executor(network.capacity(threads: threads), level: level)
    try weights.selected(network.parameters).write(to: executor.contents, network.parameters)
    (self.network, count) = (network, images)
    self.executor = executor
  }

  /// [images][values] for images as the network reads them, [images][height][width][channels]: more than run together are taken one batch
  /// after another. Throws what plans throw.
  ///
  /// - Parameter statistics: where normalisation takes them from: running averages, or the images of a batch themselves.
  public func of(_ subnet: Subnet, _ pixels: [Float], statistics: Mode.Statistics = .inherited) throws -> [Float] {
    let plan = try network.plan(subnet), each = network.images.shape.count / count, total = pixels.count / each
    precondition(pixels.count == total * each, "\(pixels.count) numbers are not images of \(each)")
    let memory = executor.contents, batch = network.batch(memory)
    guard let scores = plan.loss?.reads.first else { preconditionFailure("a network ends in its loss, which reads what it gives") }
    // No loss is asked for: whatever the classes are, this one is among them. Target images stay as they are.
    batch.labels?.update(repeating: 0, count: count)
    network.set(subnet, memory)
    let inference = statistics == .inherited ? Inference(plan, executor, images: min(count, total)) : nil
    var outputs: [Float] = []
    for first in stride(from: 0, to: total, by: count) {
      let part = min(count, total - first)
      pixels[first * each..<(first + part) * each].withUnsafeBufferPointer { source in
        if let start = source.baseAddress { batch.images.update(from: start, count: source.count) }
      }
      if let inference { executor.infer(inference, images: part) } else { executor.forward(plan, Mode(statistics, images: part)) }
      outputs += UnsafeBufferPointer(start: memory.rows(scores.tensor, 0), count: part * (scores.shape.count / count))
    }
    return outputs
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
