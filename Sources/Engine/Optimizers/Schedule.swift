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

/// Schedules as specs and experiments write them; what is left out has its default.
///
///     {"shape": "cosine", "peak": 0.1, "floor": 0, "warmUp": 0.05}
///     {"shape": "step", "at": [0.5, 0.75], "factor": 0.1, "peak": 0.1}
extension Schedule {
  private enum Key: String, CodingKey { case shape, at, factor, peak, floor, warmUp }
  private enum Name: String, Codable, CaseIterable { case constant, cosine, linear, step }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let shape: Shape =
      switch try container.decode(Name.self, forKey: .shape) {
      case .constant: .constant
      case .cosine: .cosine
      case .linear: .linear
      case .step: .step(at: try container.decode([Double].self, forKey: .at), factor: try container.decode(Double.self, forKey: .factor))
      }
    self.init(shape, peak: try container.decode(Double.self, forKey: .peak))
    if let given = try container.decodeIfPresent(Double.self, forKey: .floor) { floor = given }
    if let given = try container.decodeIfPresent(Double.self, forKey: .warmUp) { warmUp = given }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    let name: Name
    switch shape {
    case .constant: name = .constant
    case .cosine: name = .cosine
    case .linear: name = .linear
    case .step(let times, let factor):
      name = .step
      try container.encode(times, forKey: .at)
      try container.encode(factor, forKey: .factor)
    }
    try container.encode(name, forKey: .shape)
    try container.encode(peak, forKey: .peak)
    try container.encode(floor, forKey: .floor)
    try container.encode(warmUp, forKey: .warmUp)
  }
}
