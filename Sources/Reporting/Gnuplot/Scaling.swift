internal import Streams

/// How an axis spreads its values: evenly, by square roots, which spread small values and have a zero, or by logarithms.
public enum Scaling: Hashable, Sendable {
  case linear, squareRoot, logarithmic

  /// Where a value stands, up to the axis's own zero and unit. Nothing below zero has a place under roots, nor zero under logarithms: the
  /// caller leaves such values out or moves them to the axis's end.
  func place(_ value: Double) -> Double {
    switch self {
    case .linear: value
    case .squareRoot: max(0, value).squareRoot()
    case .logarithmic: Elementary.log(value)
    }
  }

  /// The value at a place.
  func value(_ place: Double) -> Double {
    switch self {
    case .linear: place
    case .squareRoot: place * place
    case .logarithmic: Elementary.exp(place)
    }
  }

  /// gnuplot's command for axis `x` or `y`; nil where it needs none.
  func command(_ axis: String) -> String? {
    switch self {
    case .linear: nil
    case .squareRoot: "set nonlinear \(axis) via sqrt(\(axis)) inverse \(axis)*\(axis)"
    case .logarithmic: "set logscale \(axis)"
    }
  }

  /// Takes back what any axis's command did, which outlives its panel.
  static let reset = "unset logscale; unset nonlinear x; unset nonlinear y"

  /// What a caption says of an axis, such as `The vertical axis`; nil of the usual kind.
  func words(_ axis: String) -> String? {
    switch self {
    case .linear: nil
    case .squareRoot: "\(axis) is spaced by square roots, so that small values are told apart and zero has a place."
    case .logarithmic: "\(axis) is logarithmic."
    }
  }
}
