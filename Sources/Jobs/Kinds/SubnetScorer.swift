internal import Datasets
internal import Engine
internal import Spaces
internal import Strategies
internal import Training

/// Scores subnets with given weights: what all kinds of jobs score with, and the one caller of Training's evaluators.
struct SubnetScorer {
  private enum Evaluators {
    case paths(Evaluator)
    case graph(GraphEvaluator)
  }

  /// Right answers in each block of images, and the mean cross-entropy (nat).
  typealias Score = (correct: [Int], loss: Double)

  private let space: Space, evaluators: Evaluators

  /// For the paths of a chain, which share their prefixes.
  ///
  /// - Parameter chunk: images that a loss is the mean over where the policy does not say it.
  init(
    pathsOf space: Space, _ weights: Training.Snapshot, _ policy: NormalizationPolicy, chunk: Int = 500, in context: WorkerContext
  ) throws {
    self.space = space
    evaluators = .paths(try Evaluator(space, weights, policy, chunk: chunk, threads: context.threads, level: context.level))
  }

  /// For mixtures of candidates and what is left of them when some are struck out.
  init(mixturesOf space: Space, _ weights: Training.Snapshot, _ policy: NormalizationPolicy, in context: WorkerContext) throws {
    self.space = space
    evaluators = .graph(try GraphEvaluator(space, weights, policy, threads: context.threads, level: context.level))
  }

  /// Scores other weights of the same space from here on.
  func take(_ weights: Training.Snapshot) throws {
    guard case .graph(let evaluator) = evaluators else { preconditionFailure("a scorer of paths keeps its weights") }
    try evaluator.take(weights)
  }

  /// What prefixes save, in words.
  func savings(_ paths: [[Int]]) -> String? {
    guard case .paths(let evaluator) = evaluators else { return nil }
    return "\(evaluator.tree(paths))"
  }

  /// Scores paths on all images in blocks, each of them once, in an order of the scorer's own.
  ///
  /// - Parameter progress: told what part of the work is done; it may throw to stop.
  func scores(
    _ paths: [[Int]], on images: PreparedImages, recalibration: PreparedImages, blocks: Int = 1, progress: (Double) throws -> Void,
    each: (_ path: [Int], _ score: Score) throws -> Void
  ) throws {
    guard case .paths(let evaluator) = evaluators else { preconditionFailure("a scorer of mixtures scores no paths") }
    try evaluator.score(paths, on: images, recalibration: recalibration, blocks: blocks, progress: progress) {
      try each($0.path, ($0.correct, $0.loss))
    }
  }

  /// Scores the candidates that are kept under a mixture's weights, on the `leading` images, all where nil.
  func score(
    _ kept: [[Int]], _ mixture: Strategies.Mixture, on images: PreparedImages, leading: Int? = nil, recalibration: PreparedImages,
    blocks: Int = 1, progress: (Double) throws -> Void
  ) throws -> Score {
    guard case .graph(let evaluator) = evaluators else { preconditionFailure("a scorer of paths scores no mixtures") }
    return try evaluator.score(
      kept, mixture, on: images, leading: leading, recalibration: recalibration, blocks: blocks, progress: progress)
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

  /// All candidates with weight 1, as where nothing is relaxed.
  var ones: Strategies.Mixture { WholeNetwork().mixture(self, Stateless()) }
}
