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
  /// For each architecture, correct answers in each block of search-validation images.
  public let counts: [AccuracyCounts]
  /// Mean loss (nat) of each architecture; NaN where it diverged.
  public let loss: [Double]

  /// All counts are of the same blocks; lists are as long as `architectures`.
  public init(
    header: RunHeader, space: SpaceLabel, strategy: String, seed: Int, supernet: Digest, weighting: String? = nil, passes: Int,
    policy: String, architectures: [String], counts: [AccuracyCounts], loss: [Double]
  ) {
    precondition([counts.count, loss.count].allSatisfy { $0 == architectures.count }, "one score an architecture")
    precondition(counts.allSatisfy { $0.images == counts[0].images }, "all architectures are scored on the same blocks")
    (self.header, self.space, self.strategy, self.seed, self.supernet) = (header, space, strategy, seed, supernet)
    (self.passes, self.policy, self.architectures) = (passes, policy, architectures)
    (self.weighting, self.counts, self.loss) = (weighting, counts, loss)
  }

  public var arrays: [NamedArray] {
    let images = counts.first?.images ?? []
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
      NamedArray(
        "scores/correct", shape: [counts.count, images.count], .integers(counts.flatMap(\.correct)), unit: "image",
        "correct answers of each architecture in each block"),
      NamedArray("scores/accuracy", .doubles(counts.map(\.accuracy)), unit: "fraction", "one-shot accuracy, all blocks together"),
      NamedArray("scores/loss", .doubles(loss), unit: "nat", "mean loss of each architecture"),
    ]
  }

  public init(header: RunHeader, _ arrays: ArrayReader) throws(StoreError) {
    let architectures = try arrays.texts("scores/architecture"), n = architectures.count
    let images = try arrays.integers("scores/images"), blocks = images.count
    let correct = try arrays.integers("scores/correct", shape: [n, blocks])
    let counts = (0..<n).map { AccuracyCounts(correct: Array(correct[$0 * blocks..<($0 + 1) * blocks]), images: images) }
    // What readers of other languages take: it must be what the counts say.
    guard try arrays.doubles("scores/accuracy", shape: [n]).elementsEqual(counts.map(\.accuracy), by: { $0 == $1 || $0.isNaN && $1.isNaN })
    else {
      throw .damaged(path: arrays.path, what: "scores/accuracy, which is not correct answers over images")
    }
    self.init(
      header: header, space: try SpaceLabel(arrays), strategy: try arrays.text("supernet/strategy"),
      seed: try arrays.integer("supernet/seed"),
      supernet: try arrays.digest("supernet/digest"), weighting: try arrays.textIfPresent("supernet/weighting"),
      passes: try arrays.integer("supernet/passes"), policy: try arrays.text("policy"),
      architectures: architectures,
      counts: counts,
      loss: try arrays.doubles("scores/loss", shape: [n]))
  }
}
