internal import Analysis
internal import Training

/// Ranking experiments as their files write them: one key a field, and for the truth the key of its kind. Exactly one of `standAlone` and
/// `published` stands in a file; `supernets` may be the word `none`.
extension RankingExperiment: Codable {
  private enum Key: String, CodingKey { case name, title, data, space, supernets, standAlone, published, evaluation, primary }

  /// What `supernets` says where none are trained.
  private enum NoSupernets: String, Codable, CaseIterable { case none }

  /// What `evaluation` says where no supernet is scored.
  private struct Untrained: Codable {
    var blocks: Int?
    var proxies: Evaluation.Proxies?

    init(_ own: Evaluation) { (blocks, proxies) = (own.blocks, own.proxies) }

    /// Nothing is scored under its policy.
    var evaluation: Evaluation { Evaluation(policy: .inherited, blocks: blocks ?? 1, followed: 0, proxies: proxies) }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    name = try container.decode(String.self, forKey: .name)
    title = try container.decode(String.self, forKey: .title)
    data = try container.decode(ExperimentData.self, forKey: .data)
    space = try container.decode(SpaceVariant.self, forKey: .space)
    let hasNone = (try? container.decode(NoSupernets.self, forKey: .supernets)) != nil
    supernets = hasNone ? nil : try container.decode(Supernets.self, forKey: .supernets)
    let trained = try container.decodeIfPresent(StandAlone.self, forKey: .standAlone)
    let published = try container.decodeIfPresent(Published.self, forKey: .published)
    switch (trained, published) {
    case (let own?, nil): truth = .trained(own)
    case (nil, let own?): truth = .published(own)
    case (nil, nil):
      throw DecodingError.keyNotFound(
        Key.standAlone,
        DecodingError.Context(codingPath: container.codingPath, debugDescription: "needs the key 'standAlone' or 'published'"))
    case (_?, _?):
      throw DecodingError.dataCorruptedError(
        forKey: .published, in: container, debugDescription: "stands beside 'standAlone': nets are either trained or published")
    }
    evaluation =
      try hasNone
      ? container.decode(Untrained.self, forKey: .evaluation).evaluation : container.decode(Evaluation.self, forKey: .evaluation)
    primary = try container.decode(Declaration.self, forKey: .primary)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .name)
    try container.encode(title, forKey: .title)
    try container.encode(data, forKey: .data)
    try container.encode(space, forKey: .space)
    if let supernets {
      try container.encode(supernets, forKey: .supernets)
    } else {
      try container.encode(NoSupernets.none, forKey: .supernets)
    }
    switch truth {
    case .trained(let own): try container.encode(own, forKey: .standAlone)
    case .published(let own): try container.encode(own, forKey: .published)
    }
    if supernets == nil {
      try container.encode(Untrained(evaluation), forKey: .evaluation)
    } else {
      try container.encode(evaluation, forKey: .evaluation)
    }
    try container.encode(primary, forKey: .primary)
  }
}
