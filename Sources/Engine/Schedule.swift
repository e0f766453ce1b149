internal import Streams

/// The learning rate as a function of progress, the share of the budget that is spent.
public struct Schedule: Codable, Hashable, Sendable {
  public enum Shape: Codable, Hashable, Sendable {
    case constant
    /// (1 + cos π p)/2, from `peak` to `floor` (Loshchilov and Hutter 2017).
    case cosine
    case linear
    /// × `factor` at each of these shares of the budget.
    case step(at: [Double], factor: Double)
  }

  public var shape: Shape
  public var peak: Double
  /// Where cosine and linear end.
  public var floor: Double
  /// The share of the budget over which the rate rises from 0 to `peak`; the shape runs over the rest.
  public var warmUp: Double

  public init(_ shape: Shape, peak: Double, floor: Double = 0, warmUp: Double = 0) {
    self.shape = shape
    self.peak = peak
    self.floor = floor
    self.warmUp = warmUp
  }

  /// The rate at `progress`, 0 ... 1.
  public func rate(at progress: Double) -> Double {
    if progress < warmUp { return peak * progress / warmUp }
    let p = warmUp < 1 ? (progress - warmUp) / (1 - warmUp) : 1
    switch shape {
    case .constant: return peak
    case .cosine: return floor + (peak - floor) * (1 + Elementary.cos(halfTurns: p)) / 2
    case .linear: return floor + (peak - floor) * (1 - p)
    case .step(let times, let factor): return times.reduce(peak) { p >= $1 ? $0 * factor : $0 }
    }
  }
}
