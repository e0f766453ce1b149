public import Training

/// Score architectures with a supernet's weights on all search-validation images of its data.
public struct EvaluationSpec: Hashable, Sendable {
  /// What multiplies the candidates that an architecture keeps of a relaxed supernet.
  public enum Weighting: String, Codable, CaseIterable, Hashable, Sendable {
    /// Their weights in the last mixture; what is struck out has none, and nothing is scaled up for it.
    case mixture
    /// 1 each, as in the network that is trained alone.
    case one
  }

  /// Whose weights are scored: the job says space and data.
  public enum Source: Hashable, Sendable {
    /// A supernet's after so many passes.
    case supernet(JobReference<SupernetSpec>, passes: Int)
    /// The last ones of a relaxation.
    case relaxation(JobReference<RelaxationSpec>, Weighting)
  }

  public var source: Source

  /// Of a supernet's snapshot; nil where a relaxation's last weights are scored.
  public var passes: Int? { if case .supernet(_, let passes) = source { passes } else { nil } }

  /// Nil where paths of a supernet are scored.
  public var weighting: Weighting? { if case .relaxation(_, let weighting) = source { weighting } else { nil } }

  public var policy: NormalizationPolicy
  public var architectures: [String]
  /// Equal blocks of images that scores are added up in.
  public var blocks: Int
  /// Whether the maps of a supernet's linear skips are left out, and nothing takes them in: what a ranking rests on shows without them.
  public var dropsMaps: Bool
  public var numerics: Int

  public init(
    _ source: Source, policy: NormalizationPolicy, architectures: [String], blocks: Int, dropsMaps: Bool = false,
    numerics: Int = Job.numerics
  ) {
    (self.source, self.policy, self.architectures) = (source, policy, architectures)
    (self.blocks, self.dropsMaps, self.numerics) = (blocks, dropsMaps, numerics)
  }
}

/// The source by the key of its kind: `{"passes": 90, "supernet": "…", …}` or `{"relaxation": "…", "weighting": "one", …}`; `dropsMaps` where
/// it is true.
extension EvaluationSpec: Codable {
  private enum Key: String, CodingKey {
    case supernet, passes, relaxation, weighting, policy, architectures, blocks, dropsMaps, numerics
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let source: Source
    if container.contains(.relaxation) {
      source = .relaxation(
        try container.decode(JobReference<RelaxationSpec>.self, forKey: .relaxation),
        try container.decode(Weighting.self, forKey: .weighting))
    } else {
      source = .supernet(
        try container.decode(JobReference<SupernetSpec>.self, forKey: .supernet), passes: try container.decode(Int.self, forKey: .passes))
    }
    self.init(
      source, policy: try container.decode(NormalizationPolicy.self, forKey: .policy),
      architectures: try container.decode([String].self, forKey: .architectures),
      blocks: try container.decode(Int.self, forKey: .blocks),
      dropsMaps: try container.decodeIfPresent(Bool.self, forKey: .dropsMaps) ?? false,
      numerics: try container.decode(Int.self, forKey: .numerics))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch source {
    case .supernet(let supernet, let passes):
      try container.encode(supernet, forKey: .supernet)
      try container.encode(passes, forKey: .passes)
    case .relaxation(let relaxation, let weighting):
      try container.encode(relaxation, forKey: .relaxation)
      try container.encode(weighting, forKey: .weighting)
    }
    try container.encode(policy, forKey: .policy)
    try container.encode(architectures, forKey: .architectures)
    try container.encode(blocks, forKey: .blocks)
    if dropsMaps { try container.encode(true, forKey: .dropsMaps) }
    try container.encode(numerics, forKey: .numerics)
  }
}
