/// The catalogue of strategies: what experiments and job specs name them by. A new strategy adds a case and its lines here.
///
///     {"name": "strict-fairness", "gradients": "sum"}
///
/// The key `name` says which; the other keys stand beside it and are the strategy's own fields. Ranking studies refuse those that relax,
/// studies of relaxation those that sample (`Strategy.relaxes`). Its JSON is part of a job's digest.
public enum StrategySpec: Hashable, Sendable {
  /// `{name: spos}`
  case spos(UniformSampling)
  /// `{name: expectation-fairness, iterations: 3}`
  case expectationFairness(ExpectationFairness)
  /// `{name: strict-fairness, gradients: sum}`
  case strictFairness(StrictFairness)
  /// `{name: biased, odds: 10}`, a positive control
  case biased(BiasedSampling)
  /// `{name: darts, order: first, …}`; with `skips` NoisyDARTS, with a method's `stages` P-DARTS.
  case darts(DARTS)
  /// `{name: fair-darts, weight: 10, …}`
  case fairDARTS(FairDARTS)
  /// `{name: pc-darts, warmup: 15, …}`
  case pcDARTS(PCDARTS)

  /// The strategy itself.
  public var strategy: any Strategy {
    switch self {
    case .spos(let strategy): strategy
    case .expectationFairness(let strategy): strategy
    case .strictFairness(let strategy): strategy
    case .biased(let strategy): strategy
    case .darts(let strategy): strategy
    case .fairDARTS(let strategy): strategy
    case .pcDARTS(let strategy): strategy
    }
  }

  /// As experiments and job specs write it.
  public var name: Name {
    switch self {
    case .spos: .spos
    case .expectationFairness: .expectationFairness
    case .strictFairness: .strictFairness
    case .biased: .biased
    case .darts: .darts
    case .fairDARTS: .fairDARTS
    case .pcDARTS: .pcDARTS
    }
  }

  /// The words of experiments, job specs and run files; a renamed one would change digests.
  public enum Name: String, Codable, CaseIterable, Sendable {
    case spos
    case expectationFairness = "expectation-fairness"
    case strictFairness = "strict-fairness"
    case biased
    case darts
    case fairDARTS = "fair-darts"
    case pcDARTS = "pc-darts"
  }
}

extension StrategySpec: Codable {
  private enum Key: String, CodingKey { case name }

  public init(from decoder: any Decoder) throws {
    switch try decoder.container(keyedBy: Key.self).decode(Name.self, forKey: .name) {
    case .spos: self = .spos(try UniformSampling(from: decoder))
    case .expectationFairness: self = .expectationFairness(try ExpectationFairness(from: decoder))
    case .strictFairness: self = .strictFairness(try StrictFairness(from: decoder))
    case .biased: self = .biased(try BiasedSampling(from: decoder))
    case .darts: self = .darts(try DARTS(from: decoder))
    case .fairDARTS: self = .fairDARTS(try FairDARTS(from: decoder))
    case .pcDARTS: self = .pcDARTS(try PCDARTS(from: decoder))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .name)
    try strategy.encode(to: encoder)
  }
}
