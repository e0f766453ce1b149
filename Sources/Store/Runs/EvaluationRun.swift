public import Digests

/// One-shot scores: many architectures, one supernet's weights, one BatchNorm policy.
public struct EvaluationRun: StoredRun {
  public static let kind = "evaluation"
  public static let schema = 2

  public let header: RunHeader
  public let space: SpaceLabel
  /// The strategy and the seed of the supernet, and the digest of its job's spec.
  public let strategy: String, seed: Int, supernet: Digest
  /// Of a relaxed supernet, what weighs kept candidates: "mixture" or "one"; nil of others.
  public let weighting: String?
  /// Passes of the snapshot that was scored; 0 is the untrained supernet.
  public let passes: Int
  /// BatchNorm policy: "recalibrated(images: 1000)".
  public let policy: String
  /// Canonical texts, one a row of the scores.
  public let architectures: [String]
  /// For each architecture, its scores in each block of search-validation images.
  public let scores: [BlockScores]
  /// Mean loss (the metric's unit) of each architecture; NaN where it diverged.
  public let loss: [Double]

  /// All scores are of the same metric and blocks; lists are as long as `architectures`.
  public init(
    header: RunHeader, space: SpaceLabel, strategy: String, seed: Int, supernet: Digest, weighting: String? = nil, passes: Int,
    policy: String, architectures: [String], scores: [BlockScores], loss: [Double]
  ) {
    precondition([scores.count, loss.count].allSatisfy { $0 == architectures.count }, "one score an architecture")
    precondition(
      scores.allSatisfy { $0.images == scores[0].images && $0.metric == scores[0].metric },
      "all architectures are scored on the same blocks")
    (self.header, self.space, self.strategy, self.seed, self.supernet) = (header, space, strategy, seed, supernet)
    (self.passes, self.policy, self.architectures) = (passes, policy, architectures)
    (self.weighting, self.scores, self.loss) = (weighting, scores, loss)
  }

  /// What its scores measure.
  public var metric: RunMetric { scores.first?.metric ?? .accuracy }

  public var arrays: [NamedArray] {
    let images = scores.first?.images ?? [], metric = metric
    let weights = weighting.map {
      [NamedArray("supernet/weighting", .texts([$0]), "what weighs the candidates that an architecture keeps")]
    }
    return space.arrays + (weights ?? []) + [
      NamedArray("supernet/digest", .texts([supernet.hex]), "SHA-256 of the supernet's spec: the name of its run file"),
      NamedArray("supernet/strategy", .texts([strategy]), "training strategy of the supernet"),
      NamedArray("supernet/seed", .integers([seed]), "seed of the supernet"),
      NamedArray("supernet/passes", .integers([passes]), unit: "pass", "forward-backward passes of the snapshot that was scored"),
      NamedArray("policy", .texts([policy]), "BatchNorm statistics while scoring"),
      NamedArray("scores/architecture", .texts(architectures), "architecture of each row"),
      NamedArray("scores/images", .integers(images), unit: "image", "search-validation images of each block"),
      metric.sums("scores/", scores, shape: [scores.count, images.count], "of each architecture in each block"),
      NamedArray(
        "scores/\(metric.word)", .doubles(scores.map(\.mean)), unit: metric.unit, "one-shot \(metric.name), all blocks together"),
      NamedArray("scores/loss", .doubles(loss), unit: metric.lossUnit, "mean loss of each architecture"),
    ]
  }

  public init(header: RunHeader, _ arrays: ArrayReader) throws(StoreError) {
    let architectures = try arrays.texts("scores/architecture"), n = architectures.count
    let images = try arrays.counts("scores/images"), blocks = images.count
    let (metric, sums) = try RunMetric.sums(arrays, "scores/", shape: [n, blocks])
    let scores = (0..<n).map { BlockScores(metric, sums: Array(sums[$0 * blocks..<($0 + 1) * blocks]), images: images) }
    // What readers of other languages take: it must be what the counts say.
    let means = "scores/\(metric.word)"
    guard try arrays.doubles(means, shape: [n]).elementsEqual(scores.map(\.mean), by: { $0 == $1 || $0.isNaN && $1.isNaN })
    else {
      throw .damaged(path: arrays.path, what: "\(means), which is not the sums over images")
    }
    self.init(
      header: header, space: try SpaceLabel(arrays), strategy: try arrays.text("supernet/strategy"),
      seed: try arrays.integer("supernet/seed"),
      supernet: try arrays.digest("supernet/digest"), weighting: try arrays.textIfPresent("supernet/weighting"),
      passes: try arrays.integer("supernet/passes"), policy: try arrays.text("policy"),
      architectures: architectures,
      scores: scores,
      loss: try arrays.doubles("scores/loss", shape: [n]))
  }
}
