public import Datasets
public import Engine
public import Networks
public import Spaces

/// Scores subnets with the weights of one network; scoring one never changes another.
///
///     var scorer = try Scorer(space, Classification(), weights, .recalibrated(images: 1_000), threads: 2)
///     try scorer.score(subnets, on: data.validation, recalibration: data.recalibration, blocks: 10) { score in … }
///
/// Subnets are taken in the order of a tree of their prefixes, each from the first instruction at which it differs from the one before
/// (`PrefixTree`). Recalibration runs a group once over its images and keeps the coefficients of the normalisations that are new on
/// each subnet; the images to be scored are then read with these, a few at a time, so that a subnet's activations stay in the cache. Where
/// averages move, a group runs batch by batch and keeps those of the same normalisations, so that one batch lies in memory.
/// Scores and bits are those of each subnet alone.
public struct Scorer: ~Copyable {
  private let network: Network, executor: Executor, policy: NormalizationPolicy, budget: Int
  /// Images that a loss is the mean over before these means are averaged.
  private let chunk: Int
  /// The weights as they are, laid out for passes under known statistics.
  private var laidOut: InferenceMemory
  /// Holds all images of the recalibration at once, for their pooled moments; or one batch where averages move.
  private let recalibrator: Recalibrator?

  /// What came out for one subnet.
  public struct Score: Codable, Hashable, Sendable {
    /// Its number in the list that was scored.
    public var subnet: Int
    /// The sum of the images' scores in each block: right answers, where a task has classes.
    public var sums: [Double]
    /// The mean loss over all images.
    public var loss: Double

    public init(subnet: Int, sums: [Double], loss: Double) {
      self.subnet = subnet
      self.sums = sums
      self.loss = loss
    }
  }

  /// Images that run together for each thread where no statistics of theirs are taken.
  public static let together = 64
  /// Images whose losses are added up before they are averaged, where the policy does not say how many.
  public static let chunk = 500
  /// Bytes of coefficients that a group of subnets may hold, unless told.
  public static let budget = 64 << 20

  /// - Parameters:
  ///   - several: whether subnets keep several candidates of a choice.
  ///   - chunk: where the policy does not say it; `recalibrated` and `batch` take their own number.
  ///   - budget: bytes of coefficients of normalisation that are kept at once; no bit depends on it.
  ///
  /// Throws what networks and executors throw, and `TrainingError.weights` where the weights are of another space.
  public init(
    _ space: Space, _ task: any Task, _ weights: Snapshot, _ policy: NormalizationPolicy, several: Bool = false, chunk: Int = chunk,
    threads: Int, level: KernelLevel = .best, budget: Int = budget
  ) throws {
    let networks = try Self.networks(space, task, policy, several: several, chunk: chunk, threads: threads)
    func executor(_ network: Network) throws -> Executor {
      let executor = try Executor(network.capacity(threads: threads), level: level)
      try weights.write(to: executor.contents, network.parameters)
      return executor
    }
    let main = try executor(networks.scoring)
    recalibrator = try networks.recalibrating.map { Recalibrator(network: $0, executor: try executor($0), policy: policy) }
    laidOut = InferenceMemory(main)
    self.executor = main
    (network, self.policy, self.chunk, self.budget) = (networks.scoring, policy, policy.images ?? chunk, budget)
  }

  private static func networks(
    _ space: Space, _ task: any Task, _ policy: NormalizationPolicy, several: Bool, chunk: Int, threads: Int
  ) throws -> (scoring: Network, recalibrating: Network?) {
    func network(_ batch: Int, slices: Int) throws -> Network {
      try Network(space, task, batch: batch, .scoring(several: several), slices: slices)
    }
    switch policy {
    case .batch(let size): return (try network(size, slices: Slice.count), nil)
    case .inherited: return (try network(min(chunk, together * threads), slices: threads), nil)
    case .moving(_, let size):
      return (try network(min(chunk, together * threads), slices: threads), try network(size, slices: Slice.count))
    case .recalibrated(let images):
      return (try network(min(images, together * threads), slices: threads), try network(images, slices: Slice.count))
    }
  }

  /// Scores other weights of the same space from here on.
  public mutating func take(_ weights: Snapshot) throws {
    try weights.write(to: executor.contents, network.parameters)
    laidOut = InferenceMemory(executor)
    try recalibrator?.take(weights)
  }

  /// Bytes that a scorer writes to, before it is made; gradients and the optimiser's moments are never touched.
  public static func memory(
    _ space: Space, _ task: any Task, _ policy: NormalizationPolicy, several: Bool = false, chunk: Int = chunk, threads: Int = 1
  ) throws -> Int {
    let networks = try networks(space, task, policy, several: several, chunk: chunk, threads: threads)
    return [networks.scoring, networks.recalibrating].compactMap(\.self).reduce(0) {
      $0 + $1.capacity(threads: threads).bytes - 2 * MemoryLayout<Float>.stride * $1.parameters.count
    }
  }

  /// Scores each subnet on the images, `blocks` of equal size, and hands on each score as it is complete, in the order of the tree.
  ///
  /// Throws `TrainingError.images` where the images make no equal blocks, are no multiple of the batch of the policy `batch`, or are
  /// too few to recalibrate on or to fill a batch of.
  ///
  /// - Parameters:
  ///   - leading: how many images are scored; all where nil.
  ///   - recalibration: at least as many images as the policy asks for, `policy.recalibration(of: data)`. Where averages move its batches
  ///     are shuffled epoch by epoch, the same for all subnets.
  ///   - begins: told the order in which subnets are scored, and what it saves, before the first is.
  ///   - progress: told after each run of a subnet the part of the work that is done; it may throw to stop.
  ///   - each: called once for each subnet; it may throw to stop.
  public mutating func score(
    _ subnets: [Subnet], on images: PreparedImages, leading: Int? = nil, recalibration: PreparedImages, blocks: Int = 1,
    begins: (PrefixTree) -> Void = { _ in }, progress: (Double) throws -> Void = { _ in }, each: (Score) throws -> Void
  ) throws {
    let count = min(leading ?? images.count, images.count)
    guard count > 0, count % blocks == 0 else { throw TrainingError.images(count: count, chunk: 1, blocks: blocks) }
    if case .batch(let size) = policy, count % size != 0 { throw TrainingError.images(count: count, chunk: size, blocks: blocks) }
    let needed = if case .moving(_, let size) = policy { size } else { policy.seen }
    guard recalibration.count >= needed else { throw TrainingError.images(count: recalibration.count, chunk: needed, blocks: 1) }
    for images in [images, recalibration] { try network.space.accept(images, for: network.task) }
    let tree = try PrefixTree(network, subnets, budget: budget)
    begins(tree)
    let runs = Double(tree.count * (count + policy.seen))
    var done = 0
    func note(_ images: Int) throws {
      done += images
      try progress(Double(done) / runs)
    }
    for group in tree.groups {
      // None where the policy takes other statistics.
      let tables = try recalibrator?.statistics(group, subnets, recalibration, note) ?? [],
        plans = try group.map { try network.plan(subnets[$0.subnet]) }
      // Made in a subnet's first pass, when its statistics are there; none where they are each batch's own.
      var inferences = [Inference?](repeating: nil, count: group.count)
      var scores = group.map { RunningScore(subnet: $0.subnet, count: count, chunk: chunk, blocks: blocks) }
      var first = 0
      while first < count {
        // Parts never reach beyond a chunk.
        let part = first..<min(first + network.images.shape.images, (first / chunk + 1) * chunk, count)
        try images.fill(part, network.batch(executor.contents))
        for (index, (stop, plan)) in zip(group, plans).enumerated() {
          if !tables.isEmpty { Recalibrator.restore(tables[index], policy, plan, from: stop.start, executor.contents) }
          network.set(subnets[stop.subnet], executor.contents)
          if source == .batch {
            executor.forward(plan, from: stop.start, Mode(source, images: part.count))
          } else {
            let inference =
              inferences[index] ?? Inference(plan, from: stop.start, executor, images: part.count, statistics: source, sharing: laidOut)
            inferences[index] = inference
            executor.infer(inference, images: part.count)
          }
          guard let loss = plan.loss else { preconditionFailure("a network's plan ends in its loss") }
          for image in part { scores[index].add(image, loss.answer(image - first, executor.contents)) }
          if part.upperBound == count { try each(scores[index].score) }
          try note(part.count)
        }
        first = part.upperBound
      }
    }
  }

  /// The mean of the task's metric over the images, subnet by subnet: accuracy (fraction) where it has classes. Throws as `score`.
  ///
  /// - Parameters:
  ///   - leading: how many images are scored; all where nil.
  ///   - progress: as `score`'s.
  public mutating func metrics(
    _ subnets: [Subnet], on images: PreparedImages, leading: Int? = nil, recalibration: PreparedImages,
    progress: (Double) throws -> Void = { _ in }
  ) throws -> [Double] {
    let count = min(leading ?? images.count, images.count)
    var metrics = subnets.map { _ in Double.nan }
    try score(subnets, on: images, leading: count, recalibration: recalibration, progress: progress) {
      metrics[$0.subnet] = $0.sums[0] / Double(count)
    }
    return metrics
  }

  private var source: Mode.Statistics {
    switch policy {
    case .inherited, .moving: .inherited
    case .batch: .batch
    case .recalibrated: .fixed
    }
  }
}
