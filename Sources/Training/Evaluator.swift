public import Datasets
public import Engine
public import Spaces

/// Scores subnets with the weights of one network; scoring one never changes another.
///
/// Paths are taken depth first over the tree of their prefixes, each from the first place at which it differs from the one
/// before, so that a prefix is computed once for a group of subnets (`PathTree`). Recalibration runs a group once over its
/// images and keeps the coefficients of the normalisations that are new on each path; the images to be scored are then read
/// with these, a few at a time, so that a path's activations stay in the cache. Scores and bits are those of each subnet alone.
public struct Evaluator: Sendable {
  public let lowering: Lowering, executor: Executor, policy: NormalizationPolicy
  /// Images that a loss is the mean over before these means are averaged.
  public let chunk: Int
  private let space: Space, budget: Int
  /// Holds all images of the recalibration at once, for their pooled moments.
  private let recalibrator: (lowering: Lowering, executor: Executor)?

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

  /// Images that run together for each thread where no statistics of theirs are taken.
  static let together = 64
  /// Slices of a chunk, whose sums a loss is made of.
  static let slices = 4
  /// Bytes of coefficients that a group of subnets may hold, unless told.
  public static let budget = 64 << 20

  /// - Parameters:
  ///   - chunk: images of a chunk where the policy does not say it; `recalibrated` and `batch` take their own number.
  ///   - budget: bytes of coefficients of normalisation that are kept at once; no bit depends on it.
  public init(
    _ space: Space, _ weights: Snapshot, _ policy: NormalizationPolicy, chunk: Int = 500, threads: Int, level: KernelLevel = .best,
    budget: Int = budget
  ) throws {
    self.policy = policy
    self.chunk = policy.images ?? chunk
    self.space = space
    self.budget = budget
    func make(_ lowering: Lowering) throws -> Executor {
      let executor = try Executor(try lowering.room(threads: threads), level: level)
      try weights.write(to: executor.contents, lowering.parameters)
      return executor
    }
    lowering = try Self.lowering(space, policy, chunk: self.chunk, threads: threads)
    executor = try make(lowering)
    if case .recalibrated(let images) = policy {
      let lowering = try Lowering(space, batch: images, slices: Self.slices, trains: false)
      recalibrator = (lowering, try make(lowering))
    } else {
      recalibrator = nil
    }
  }

  private static func lowering(_ space: Space, _ policy: NormalizationPolicy, chunk: Int, threads: Int) throws -> Lowering {
    if case .batch(let size) = policy { return try Lowering(space, batch: size, slices: slices, trains: false) }
    return try Lowering(space, batch: min(chunk, together * threads), slices: threads, trains: false)
  }

  /// Bytes that an evaluator writes to, before it is made.
  public static func memory(_ space: Space, _ policy: NormalizationPolicy, chunk: Int = 500, threads: Int = 1) throws -> Int {
    var lowerings = [try lowering(space, policy, chunk: policy.images ?? chunk, threads: threads)]
    if case .recalibrated(let images) = policy { lowerings.append(try Lowering(space, batch: images, slices: slices, trains: false)) }
    // Gradients and the optimiser's moments are never touched.
    return try lowerings.reduce(0) { try $0 + $1.room(threads: threads).bytes - 2 * MemoryLayout<Float>.stride * $1.parameters.count }
  }

  /// The order in which paths are scored, and what it saves.
  public func tree(_ paths: [[Int]]) -> PathTree { PathTree(space, paths, budget: budget) }

  /// Scores each path on the images, `blocks` of equal size, and hands on each score as it is complete, in sorted order of paths.
  ///
  /// - Parameters:
  ///   - recalibration: at least as many images as the policy asks for.
  ///   - progress: told after each run of a path the part of the work that is done; it may throw to stop.
  ///   - each: called once for each path; it may throw to stop.
  public func score(
    _ paths: [[Int]], on images: PreparedImages, recalibration: PreparedImages, blocks: Int = 1,
    progress: (Double) throws -> Void = { _ in }, each: (Score) throws -> Void
  ) throws {
    guard images.count > 0, images.count % blocks == 0, images.count % chunk == 0 else {
      throw TrainingError.images(count: images.count, chunk: chunk, blocks: blocks)
    }
    if case .recalibrated(let count) = policy, recalibration.count < count {
      throw TrainingError.images(count: recalibration.count, chunk: count, blocks: 1)
    }
    for images in [images, recalibration] { try space.accept(images) }
    let tree = tree(paths), runs = Double(tree.count * (images.count + (recalibrator == nil ? 0 : chunk)))
    var done = 0
    func count(_ images: Int) throws {
      done += images
      try progress(Double(done) / runs)
    }
    for group in tree.groups {
      let tables = try recalibrate(group, recalibration, count), plans = try plans(group, lowering)
      var tallies = group.map { Tally(chunk: chunk, count: images.count, blocks: blocks, path: $0.path) }
      var first = 0
      while first < images.count {
        // Parts never reach beyond a chunk.
        let part = first..<min(first + lowering.images.shape.images, (first / chunk + 1) * chunk)
        load(images, part, lowering, executor)
        for (index, (plan, start)) in plans.enumerated() {
          if !tables.isEmpty { restore(tables[index], plan, from: start) }
          executor.forward(plan, from: start, Mode(statistics, images: part.count))
          for image in part { tallies[index].add(image, lowering.answer(image - first, executor.contents)) }
          if part.upperBound == images.count { try each(tallies[index].score) }
          try count(part.count)
        }
        first = part.upperBound
      }
    }
  }

  /// The coefficients of the normalisations that are new on each path of the group; none where the policy takes other statistics.
  private func recalibrate(_ group: [PathTree.Stop], _ images: PreparedImages, _ count: (Int) throws -> Void) throws -> [[Float]] {
    guard let (lowering, executor) = recalibrator else { return [] }
    load(images, 0..<chunk, lowering, executor)
    return try plans(group, lowering).map { plan, start in
      executor.forward(plan, from: start, Mode(.batch))
      try count(chunk)
      return plan.instructions[start...].flatMap { $0.normalization?.coefficients(executor.contents) ?? [] }
    }
  }

  /// Each path's plan, and the instruction that it starts with.
  private func plans(_ group: [PathTree.Stop], _ lowering: Lowering) throws -> [(plan: Plan, start: Int)] {
    try group.map { stop in
      let plan = try lowering.plan(stop.path)
      return (plan, stop.shared.map { plan.places[$0] } ?? 0)
    }
  }

  private var statistics: Mode.Statistics {
    switch policy {
    case .inherited: .inherited
    case .batch: .batch
    case .recalibrated: .fixed
    }
  }

  private func load(_ images: PreparedImages, _ part: Range<Int>, _ lowering: Lowering, _ executor: Executor) {
    let memory = executor.contents
    images.fill(part, images: memory.arena + lowering.images.offset, labels: lowering.labels(memory))
  }

  private func restore(_ table: [Float], _ plan: Plan, from start: Int) {
    var rest = table[...]
    for instruction in plan.instructions[start...] {
      guard let normalization = instruction.normalization else { continue }
      normalization.restore(rest.prefix(2 * normalization.channels), executor.contents)
      rest = rest.dropFirst(2 * normalization.channels)
    }
  }
}
