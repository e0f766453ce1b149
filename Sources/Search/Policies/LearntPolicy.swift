/// Either form of policy, as a searcher's state holds it.
///
/// Its JSON is the form's own; its options' name says which.
public enum LearntPolicy: Policy {
  case factorized(FactorizedPolicy)
  case lstm(LSTMPolicy)

  private var policy: any Policy {
    switch self {
    case .factorized(let policy): policy
    case .lstm(let policy): policy
    }
  }

  public var candidates: [Int] { policy.candidates }

  public func reading() -> any PolicyReading { policy.reading() }

  public mutating func learn(_ generation: [Episode]) {
    switch self {
    case .factorized(var policy):
      policy.learn(generation)
      self = .factorized(policy)
    case .lstm(var policy):
      policy.learn(generation)
      self = .lstm(policy)
    }
  }

  private enum Key: String, CodingKey { case options }

  public init(from decoder: any Decoder) throws {
    switch try decoder.container(keyedBy: Key.self).decode(PolicyOptions.self, forKey: .options).form {
    case .factorized: self = .factorized(try FactorizedPolicy(from: decoder))
    case .lstm: self = .lstm(try LSTMPolicy(from: decoder))
    }
  }

  public func encode(to encoder: any Encoder) throws { try policy.encode(to: encoder) }
}
