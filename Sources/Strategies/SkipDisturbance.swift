internal import Streams

/// What training does to the numbers that skips give: they train fast, and win less when they are disturbed.
///
///     {kind: dropout, rate: 0.4, warmup: 10, epochs: 25}
///     {kind: noise, law: gaussian, amount: 0.2, mean: 0, scaled: true, reducing: true}
///
/// Stands under `skips` of `darts`; nothing is disturbed where it is left out, nor ever where a supernet is scored. All keys but `decay`
/// must be there. The second is NoisyDARTS.
public enum SkipDisturbance: Hashable, Sendable {
  /// Stages of P-DARTS make it of their own rate and epochs.
  case dropout(SkipDropout)
  /// NoisyDARTS, and the noise experiment beside FairDARTS.
  case noise(SkipNoise)

  /// The rate, or the amount, in an epoch counted from 0: what the trainer sets before each step.
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
  /// `rate` is p₀, from 0 to below 1; `epochs` those of the stage, over which the first ramp would reach 0; `warmup` those of the strategy,
  /// before α moves.
  public var rate: Double, warmup: Int, epochs: Int

  /// `epochs` is above 0: the rate is divided by it.
  public init(rate: Double, warmup: Int, epochs: Int) {
    self.rate = rate
    self.warmup = warmup
    self.epochs = epochs
  }

  /// A probability; `epoch` counts from 0. The released code's jump is kept: at `warmup` the rate is the whole one again.
  public func rate(_ epoch: Int) -> Double {
    epoch < warmup ? rate * Double(epochs - epoch - 1) / Double(epochs) : rate * Elementary.exp(-0.2 * Double(epoch - warmup))
  }
}

/// NoisyDARTS and the noise experiment beside FairDARTS: random numbers on what skips give (Chu et al. 2020).
public struct SkipNoise: Codable, Hashable, Sendable {
  /// N(mean, amount²) or mean + amount · U(−1, 1) added, or a factor N(1, amount²), for which the mean counts nothing.
  public enum Law: String, Codable, CaseIterable, Sendable { case gaussian, uniform, factor }
  /// `amount` in the numbers' own unit, or in their deviations where `scaled`; 0.2 in NoisyDARTS, 1 in the experiment beside FairDARTS.
  public var law: Law, amount: Double, mean: Double
  /// Whether the amount counts in standard deviations of the whole batch's tensor; backward takes that deviation as a constant.
  public var scaled: Bool
  /// Whether skips of stride 2 are disturbed too.
  public var reducing: Bool
  /// The epochs over which a cosine takes the amount to 0, where it stays; nil for an amount that stays as it is.
  public var decay: Int?

  /// Unless said NoisyDARTS's setting.
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

  /// amount · (1 + cos(π e/decay))/2 before `decay`, 0 from there on; the whole amount in every epoch where there is no decay.
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
