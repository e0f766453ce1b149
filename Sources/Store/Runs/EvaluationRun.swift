public import Digests

/// One-shot scores: many architectures, one supernet's weights, one BatchNorm policy.
public struct EvaluationRun: StoredRun {
  public static let kind = "evaluation"
  public static let schema = 1

  public let header: RunHeader
  public let space: SpaceLabel
  /// Labels of the supernet, and the digest of its job's spec.
  public let strategy: String, seed: Int, supernet: Digest
  /// Of a search's supernet, what weighs kept candidates: "mixture" or "one"; nil of others.
  public let weighting: String?
  /// Passes of the snapshot that was scored; 0 is the untrained supernet.
  public let passes: Int
  /// BatchNorm policy, and how architectures were chosen: "recalibrated(images: 1000)", "design".
  public let policy: String, population: String
  /// Canonical texts, one a row of the scores.
  public let architectures: [String]
  /// For each architecture, correct answers in each block of search-validation images.
  public let tallies: [AccuracyCounts]
  /// Mean loss (nat) of each architecture; NaN where it diverged.
  public let loss: [Double]
  /// Probability that the population's sampling takes each architecture.
  public let inclusion: [Double]

  /// All tallies count the same blocks; lists are as long as `architectures`.
  public init(
    header: RunHeader, space: SpaceLabel, strategy: String, seed: Int, supernet: Digest, weighting: String? = nil, passes: Int,
    policy: String,
    population: String, architectures: [String], tallies: [AccuracyCounts], loss: [Double], inclusion: [Double]
  ) {
    precondition([tallies.count, loss.count, inclusion.count].allSatisfy { $0 == architectures.count }, "one score an architecture")
    precondition(tallies.allSatisfy { $0.images == tallies[0].images }, "all architectures are scored on the same blocks")
    (self.header, self.space, self.strategy, self.seed, self.supernet) = (header, space, strategy, seed, supernet)
    (self.passes, self.policy, self.population, self.architectures) = (passes, policy, population, architectures)
    (self.weighting, self.tallies, self.loss, self.inclusion) = (weighting, tallies, loss, inclusion)
  }

  public var arrays: [NamedArray] {
    let images = tallies.first?.images ?? []
    let weights = weighting.map {
      [NamedArray("supernet/weighting", .texts([$0]), "what weighs the candidates that an architecture keeps")]
    }
    return space.arrays + (weights ?? []) + [
      NamedArray("supernet/digest", .texts([supernet.hex]), "SHA-256 of the supernet's spec: the name of its run file"),
      NamedArray("supernet/strategy", .texts([strategy]), "training strategy of the supernet"),
      NamedArray("supernet/seed", .integers([seed]), "seed of the supernet"),
      NamedArray("supernet/passes", .integers([passes]), unit: "pass", "forward-backward passes of the snapshot that was scored"),
      NamedArray("policy", .texts([policy]), "BatchNorm statistics while scoring"),
      NamedArray("population", .texts([population]), "how the architectures were chosen"),
      NamedArray("scores/architecture", .texts(architectures), "architecture of each row"),
      NamedArray("scores/images", .integers(images), unit: "image", "search-validation images of each block"),
      NamedArray(
        "scores/correct", shape: [tallies.count, images.count], .integers(tallies.flatMap(\.correct)), unit: "image",
        "correct answers of each architecture in each block"),
      NamedArray("scores/accuracy", .doubles(tallies.map(\.accuracy)), unit: "fraction", "one-shot accuracy, all blocks together"),
      NamedArray("scores/loss", .doubles(loss), unit: "nat", "mean loss of each architecture"),
      NamedArray("scores/inclusion", .doubles(inclusion), "probability that the sampling takes each architecture"),
    ]
  }

  public init(header: RunHeader, _ arrays: ArrayReader) throws(StoreError) {
    let architectures = try arrays.texts("scores/architecture"), n = architectures.count
    let images = try arrays.integers("scores/images"), blocks = images.count
    let correct = try arrays.integers("scores/correct", shape: [n, blocks])
    self.init(
      header: header, space: try SpaceLabel(arrays), strategy: try arrays.text("supernet/strategy"),
      seed: try arrays.integer("supernet/seed"),
      supernet: try arrays.digest("supernet/digest"), weighting: try arrays.textIfPresent("supernet/weighting"),
      passes: try arrays.integer("supernet/passes"), policy: try arrays.text("policy"),
      population: try arrays.text("population"), architectures: architectures,
      tallies: (0..<n).map { AccuracyCounts(correct: Array(correct[$0 * blocks..<($0 + 1) * blocks]), images: images) },
      loss: try arrays.doubles("scores/loss", shape: [n]), inclusion: try arrays.doubles("scores/inclusion", shape: [n]))
  }
}
