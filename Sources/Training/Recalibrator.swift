internal import Datasets
internal import Engine
internal import Networks
internal import Streams

/// Finds the statistics of BatchNorm that a group of subnets is scored with, before it is: `recalibrated` and `moving`.
///
/// Its arena holds all images of a recalibration, for their pooled moments, or one batch where averages move.
struct Recalibrator: ~Copyable {
  let network: Network, executor: Executor, policy: NormalizationPolicy

  /// Orders the batches that move averages: no seed of a training enters.
  private static let stream = RandomStream(seed: 0, "moving averages")

  func take(_ weights: Snapshot) throws { try weights.write(to: executor.contents, network.parameters) }

  /// For each subnet of the group the numbers of the normalisations that are new on it, as `restore` takes them.
  func statistics(
    _ group: [PrefixTree.Stop], _ subnets: [Subnet], _ images: PreparedImages, _ note: (Int) throws -> Void
  ) throws -> [[Float]] {
    if case .moving(let count, let size) = policy { return try averages(group, subnets, images, batches: count, of: size, note) }
    return try coefficients(group, subnets, images, note)
  }

  /// Puts them back for the passes that score.
  static func restore(_ table: [Float], _ policy: NormalizationPolicy, _ plan: Plan, from start: Int, _ memory: Memory) {
    if case .moving = policy { return plan.write(table, from: start, to: memory) }
    var rest = table[...]
    for normalization in plan.normalizations(from: start) {
      normalization.restore(rest.prefix(2 * normalization.channels), memory)
      rest = rest.dropFirst(2 * normalization.channels)
    }
  }

  /// Coefficients of pooled moments.
  private func coefficients(
    _ group: [PrefixTree.Stop], _ subnets: [Subnet], _ images: PreparedImages, _ note: (Int) throws -> Void
  ) throws -> [[Float]] {
    let memory = executor.contents
    try images.fill(0..<policy.seen, network.batch(memory))
    return try group.map { stop in
      let plan = try network.plan(subnets[stop.subnet])
      network.set(subnets[stop.subnet], memory)
      executor.forward(plan, from: stop.start, Mode(.batch))
      try note(policy.seen)
      return plan.normalizations(from: stop.start).flatMap { $0.coefficients(memory) }
    }
  }

  /// Running averages from mean 0 and variance 1 on. The group takes each batch in turn, each subnet going on from its own averages; what
  /// a shared prefix moves, it moves once a batch, for the subnet that the prefix is new on.
  private func averages(
    _ group: [PrefixTree.Stop], _ subnets: [Subnet], _ images: PreparedImages, batches count: Int, of size: Int,
    _ note: (Int) throws -> Void
  ) throws -> [[Float]] {
    let memory = executor.contents, batch = network.batch(memory), plans = try group.map { try network.plan(subnets[$0.subnet]) }
    var batches = try Batches(images, size: size, stream: Self.stream)
    var averages = zip(group, plans).map { stop, plan in
      plan.normalizations(from: stop.start).filter { $0.running != nil }.flatMap {
        [Float](repeating: 0, count: $0.channels) + [Float](repeating: 1, count: $0.channels)
      }
    }
    for number in 0..<count {
      try batches.fill(number % batches.perEpoch, epoch: number / batches.perEpoch, batch)
      // Random instructions take part, as in training.
      let mode = Mode(.training(tracks: true), random: Self.stream.child(number))
      for (index, (stop, plan)) in zip(group, plans).enumerated() {
        network.set(subnets[stop.subnet], memory)
        plan.write(averages[index], from: stop.start, to: memory)
        executor.forward(plan, from: stop.start, mode)
        averages[index] = plan.normalizations(from: stop.start).flatMap { own in own.running?.indices.map { memory.statistics[$0] } ?? [] }
        try note(size)
      }
    }
    return averages
  }
}

extension PreparedImages {
  /// Puts consecutive images, and what the network's task compares with, into its batch.
  func fill(_ part: Range<Int>, _ batch: BatchMemory) throws(DatasetError) {
    try fill(part, images: batch.images, labels: batch.labels, targets: batch.targets)
  }
}

extension Batches {
  /// Puts one batch into a network's.
  mutating func fill(_ number: Int, epoch: Int, _ batch: BatchMemory) throws(DatasetError) {
    try fill(number, epoch: epoch, images: batch.images, labels: batch.labels, targets: batch.targets)
  }
}

extension Plan {
  /// What the instructions from this one on normalise by.
  fileprivate func normalizations(from start: Int) -> [Normalization] { instructions[start...].compactMap(\.normalization) }

  /// Puts running averages in place, means before variances, normalisation by normalisation.
  fileprivate func write(_ averages: [Float], from start: Int, to memory: Memory) {
    var rest = averages[...]
    for running in normalizations(from: start).compactMap(\.running) {
      for (place, value) in zip(running.indices, rest) { memory.statistics[place] = value }
      rest = rest.dropFirst(running.count)
    }
  }
}
