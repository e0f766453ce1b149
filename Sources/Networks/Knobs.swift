public import Engine

/// What passes set besides a mixture's weights: the rate at which paths are dropped, and what is done to skips.
///
/// A network is made for its knobs, since they add lines and memory; how far each is turned is set before a pass, by
/// `Network.set(pathRate:skips:_:)`. The trainer makes them of `Recipe.dropPath` and `Strategy.skips`; scoring has none.
public struct Knobs: Hashable, Sendable {
  /// Whether layers that drop paths take part; else they are left out. Parameters are the same either way.
  public var dropsPaths: Bool
  /// What training does to the numbers that skips give; nil for nothing.
  public var skips: Skips?

  /// A layer that is put behind skips while training.
  public enum Skips: Hashable, Sendable {
    /// Numbers are zeroed; behind skips of stride 1 alone.
    case dropout
    /// Random numbers of this law are added or multiplied; `scaled` counts their amount in deviations of what they disturb, `reducing`
    /// disturbs skips of stride 2 too.
    case noise(Noise.Law, mean: Double, scaled: Bool, reducing: Bool)
  }

  /// Neither, unless said.
  public init(dropsPaths: Bool = false, skips: Skips? = nil) {
    self.dropsPaths = dropsPaths
    self.skips = skips
  }

  /// Nothing to set, as where nets are scored.
  public static let none = Knobs()
}
