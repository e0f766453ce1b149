internal import Streams

/// What training does to the numbers that skips give: they train fast, and win less when they are disturbed.
///
///     {kind: dropout, rate: 0.4, warmup: 10, epochs: 25}
///     {kind: noise, law: gaussian, amount: 0.2, mean: 0, scaled: true, reducing: true}
public enum SkipDisturbance: Hashable, Sendable {
  case dropout(SkipDropout)
  case noise(SkipNoise)

  /// The rate, or the amount, in an epoch.
  public func amount(_ epoch: Int) -> Double {
    switch self {
    case .dropout(let dropout): dropout.rate(epoch)
    case .noise(let noise): noise.amount(epoch)
    }
  }
}

/// P-DARTS: each number that a skip of stride 1 gives is dropped with a rate that falls from epoch to epoch (Chen et al. 2019, released
/// code): rate · (epochs − e − 1)/epochs while weights warm up, then again from the whole rate on, rate · exp(−0.2 (e − warmup)).
public struct SkipDropout: Codable, Hashable, Sendable {
  public var rate: Double, warmup: Int, epochs: Int

  public init(rate: Double, warmup: Int, epochs: Int) {
    self.rate = rate
    self.warmup = warmup
    self.epochs = epochs
  }

  public func rate(_ epoch: Int) -> Double {
    epoch < warmup ? rate * Double(epochs - epoch - 1) / Double(epochs) : rate * Elementary.exp(-0.2 * Double(epoch - warmup))
  }
}

/// NoisyDARTS and the noise experiment beside FairDARTS: random numbers on what skips give (Chu et al. 2020).
public struct SkipNoise: Codable, Hashable, Sendable {
  /// N(mean, amount²) or mean + amount · U(−1, 1) added, or a factor N(1, amount²).
  public enum Law: String, Codable, CaseIterable, Sendable { case gaussian, uniform, factor }
  public var law: Law, amount: Double, mean: Double
  /// Whether the amount counts in deviations of the whole batch of numbers.
  public var scaled: Bool
  /// Whether skips of stride 2 are disturbed too.
  public var reducing: Bool
  /// The epochs over which a cosine takes the amount to 0, where it stays; nil for an amount that stays as it is.
  public var decay: Int?

  public init(
    law: Law = .gaussian, amount: Double = 0.2, mean: Double = 0, scaled: Bool = true, reducing: Bool = true, decay: Int? = nil
  ) {
    self.law = law
    self.amount = amount
    self.mean = mean
    self.scaled = scaled
    self.reducing = reducing
    self.decay = decay
  }

  public func amount(_ epoch: Int) -> Double {
    guard let decay else { return amount }
    return epoch < decay ? amount * (1 + Elementary.cos(halfTurns: Double(epoch) / Double(decay))) / 2 : 0
  }
}

extension SkipDisturbance: Codable {
  private enum Kind: String, Codable, CaseIterable { case dropout, noise }
  private enum Key: String, CodingKey { case kind }

  public init(from decoder: any Decoder) throws {
    switch try decoder.container(keyedBy: Key.self).decode(Kind.self, forKey: .kind) {
    case .dropout: self = .dropout(try SkipDropout(from: decoder))
    case .noise: self = .noise(try SkipNoise(from: decoder))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .dropout(let dropout):
      try container.encode(Kind.dropout, forKey: .kind)
      try dropout.encode(to: encoder)
    case .noise(let noise):
      try container.encode(Kind.noise, forKey: .kind)
      try noise.encode(to: encoder)
    }
  }
}
