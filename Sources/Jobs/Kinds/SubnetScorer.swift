internal import Datasets
internal import Engine
internal import Networks
internal import Spaces
internal import Training

/// Scores subnets with given weights: what all kinds of jobs score with.
struct SubnetScorer: ~Copyable {
  /// Right answers in each block of images, and the mean cross-entropy (nat).
  typealias Score = (correct: [Int], loss: Double)

  private var scorer: Scorer

  /// For single paths, which share their prefixes.
  init(
    pathsOf space: Space, _ task: any Task, _ weights: Training.Snapshot, _ policy: NormalizationPolicy, in context: WorkerContext
  ) throws {
    scorer = try Scorer(space, task, weights, policy, threads: context.threads, level: context.level)
  }

  /// For mixtures of candidates and what is left of them when some are struck out.
  init(
    mixturesOf space: Space, _ task: any Task, _ weights: Training.Snapshot, _ policy: NormalizationPolicy, in context: WorkerContext
  ) throws {
    scorer = try Scorer(space, task, weights, policy, several: true, threads: context.threads, level: context.level)
  }

  /// Scores other weights of the same space from here on.
  mutating func take(_ weights: Training.Snapshot) throws { try scorer.take(weights) }

  /// What prefixes save, in words.
  func savings(_ subnets: [Subnet]) throws -> String { "\(try scorer.tree(subnets))" }

  /// Scores subnets on the `leading` images, all where nil, in blocks; each is named by its number in the list, in an order of the
  /// scorer's own.
  ///
  /// - Parameter progress: told what part of the work is done; it may throw to stop.
  mutating func scores(
    _ subnets: [Subnet], on images: PreparedImages, leading: Int? = nil, recalibration: PreparedImages, blocks: Int = 1,
    progress: (Double) throws -> Void, each: (_ number: Int, _ score: Score) throws -> Void
  ) throws {
    try scorer.score(
      subnets, on: images, leading: leading, recalibration: recalibration, blocks: blocks, progress: progress
    ) { try each($0.subnet, ($0.sums.map { Int($0) }, $0.loss)) }
  }
}

extension Space {
  /// The path that a text names. Throws where the architecture keeps more or less than one candidate a choice.
  func path(_ text: String) throws -> [Int] {
    guard let path = try architecture(text).path else {
      throw WorkError.spec(reason: "architectures: \(text) keeps more or less than one candidate for a choice")
    }
    return path
  }
}
