public import Datasets
public import Engine
public import Spaces

/// Scores subnets with the weights of one network; scoring one never changes another.
///
/// Paths are taken in sorted order and each runs from the first place at which it differs from the one before, so that common
/// prefixes are computed once for each chunk of images. Recalibration runs each path once over its images and keeps the
/// coefficients of the normalisations that are new on it; the chunks to be scored are then read with these. Scores and bits are
/// those of evaluating each subnet alone.
public struct Evaluator: Sendable {
  public let lowering: Lowering, executor: Executor, policy: NormalizationPolicy
  /// Images of a chunk.
  public let chunk: Int

  /// What came out for one path.
  public struct Score: Codable, Hashable, Sendable {
    public var path: [Int]
    /// Right answers in each block of images.
    public var correct: [Int]
    /// Mean cross-entropy over all images.
    public var loss: Double

    public init(path: [Int], correct: [Int], loss: Double) {
      self.path = path
      self.correct = correct
      self.loss = loss
    }
  }

  /// - Parameter chunk: images of a chunk where the policy does not say it; `recalibrated` and `batch` take their own number.
  public init(
    _ space: Space, _ weights: Snapshot, _ policy: NormalizationPolicy, chunk: Int = 500, threads: Int, level: KernelLevel = .best
  ) throws {
    self.policy = policy
    self.chunk = policy.images ?? chunk
    lowering = try Lowering(space, batch: self.chunk)
    executor = try Executor(try lowering.room(threads: threads), level: level)
    try weights.write(to: executor.contents, lowering.parameters)
  }

  /// Scores each path on the images, `blocks` of equal size, and hands on each score as it is complete, in sorted order of paths.
  ///
  /// - Parameters:
  ///   - recalibration: at least as many images as the policy asks for.
  ///   - each: called once for each path; it may throw to stop.
  public func score(
    _ paths: [[Int]], on images: PreparedImages, recalibration: PreparedImages, blocks: Int = 1, each: (Score) throws -> Void
  ) throws {
    guard images.count > 0, images.count % blocks == 0, images.count % chunk == 0 else {
      throw TrainingError.images(count: images.count, chunk: chunk, blocks: blocks)
    }
    if case .recalibrated(let count) = policy, recalibration.count < count {
      throw TrainingError.images(count: recalibration.count, chunk: count, blocks: 1)
    }
    for images in [images, recalibration] { try lowering.accept(images) }
    let sorted = paths.sorted { $0.lexicographicallyPrecedes($1) }
    let plans = try sorted.map { try lowering.plan($0) }
    let starts = plans.indices.map { $0 == 0 ? 0 : start(plans[$0], sorted[$0 - 1], sorted[$0]) }
    var tables: [[Float]] = []
    if case .recalibrated = policy {
      load(recalibration, 0)
      for (plan, start) in zip(plans, starts) {
        executor.forward(plan, from: start, Mode(.batch))
        tables.append(plan.instructions[start...].flatMap { $0.normalization?.coefficients(executor.contents) ?? [] })
      }
    }
    let chunks = images.count / chunk
    var scores = sorted.map { Score(path: $0, correct: [Int](repeating: 0, count: blocks), loss: 0) }
    for number in 0..<chunks {
      load(images, number * chunk)
      for (index, plan) in plans.enumerated() {
        if case .recalibrated = policy { restore(tables[index], plan, from: starts[index]) }
        executor.forward(plan, from: starts[index], Mode(statistics))
        count(&scores[index], first: number * chunk, perBlock: images.count / blocks)
        scores[index].loss += lowering.loss(executor.contents) / Double(chunks)
        if number == chunks - 1 { try each(scores[index]) }
      }
    }
  }

  /// How many instructions the paths take with shared prefixes, and one by one.
  public func saving(_ paths: [[Int]]) throws -> (shared: Int, alone: Int) {
    let sorted = paths.sorted { $0.lexicographicallyPrecedes($1) }, plans = try sorted.map { try lowering.plan($0) }
    var shared = 0
    for (index, plan) in plans.enumerated() {
      shared += plan.instructions.count - (index == 0 ? 0 : start(plan, sorted[index - 1], sorted[index]))
    }
    return (shared, plans.reduce(0) { $0 + $1.instructions.count })
  }

  private var statistics: Mode.Statistics {
    switch policy {
    case .inherited: .inherited
    case .batch: .batch
    case .recalibrated: .fixed
    }
  }

  private func start(_ plan: Plan, _ before: [Int], _ path: [Int]) -> Int {
    plan.places[zip(before, path).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? path.count]
  }

  private func load(_ images: PreparedImages, _ first: Int) {
    let memory = executor.contents
    images.fill(first..<first + chunk, images: memory.arena + lowering.images.offset, labels: lowering.labels(memory))
  }

  private func restore(_ table: [Float], _ plan: Plan, from start: Int) {
    var rest = table[...]
    for instruction in plan.instructions[start...] {
      guard let normalization = instruction.normalization else { continue }
      normalization.restore(rest.prefix(2 * normalization.channels), executor.contents)
      rest = rest.dropFirst(2 * normalization.channels)
    }
  }

  /// Adds the chunk's right answers to their blocks.
  private func count(_ score: inout Score, first: Int, perBlock: Int) {
    let memory = executor.contents, classes = lowering.logits.shape.channels, labels = lowering.labels(memory)
    for image in 0..<chunk {
      let row = memory.arena + lowering.logits.offset + image * classes
      var best = 0
      for k in 1..<classes where row[k] > row[best] { best = k }
      if best == Int(labels[image]) { score.correct[(first + image) / perBlock] += 1 }
    }
  }
}
