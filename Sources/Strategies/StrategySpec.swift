/// The catalogue of strategies: what experiments and job specs name them by. A new strategy adds a case and its lines here.
///
///     {"name": "strict-fairness", "gradients": "sum"}
public enum StrategySpec: Hashable, Sendable {
  case spos(UniformSampling)
  case expectationFairness(ExpectationFairness)
  case strictFairness(StrictFairness)
  case darts(DARTS)
  case fairDARTS(FairDARTS)
  case pcDARTS(PCDARTS)

  /// The strategy itself.
  public var strategy: any Strategy {
    switch self {
    case .spos(let strategy): strategy
    case .expectationFairness(let strategy): strategy
    case .strictFairness(let strategy): strategy
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
    case .darts: .darts
    case .fairDARTS: .fairDARTS
    case .pcDARTS: .pcDARTS
    }
  }

  public enum Name: String, Codable, CaseIterable, Sendable {
    case spos
    case expectationFairness = "expectation-fairness"
    case strictFairness = "strict-fairness"
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
