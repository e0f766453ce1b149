internal import Glibc
internal import Streams

/// An axis's range with ticks at round numbers, few enough that their labels do not collide.
package struct Ticks: Hashable {
  package var low: Double, high: Double
  package let first: Double, step: Double
  /// Decimals that tell neighbouring ticks apart.
  package let decimals: Int
  package let scaling: Scaling
  /// Where an axis that is not linear has ticks with labels; empty where `first` and `step` say it.
  package let marks: [Double]

  /// - Parameters:
  ///   - values: what the axis must show; a single value gets a range around it. Those that a scaling has no place for are passed over.
  ///   - atMost: the largest number of ticks.
  ///   - margin: room at both ends, as a share of the range.
  ///   - fixed: a range that is kept as it is.
  package init(
    _ values: [Double], atMost: Int = 6, margin: Double = 0.05, fixed: ClosedRange<Double>? = nil, scaling: Scaling = .linear
  ) {
    let placed = scaling == .logarithmic ? values.filter { $0 > 0 } : values
    var low = scaling.place(placed.min() ?? (scaling == .logarithmic ? 1 : 0)), high = scaling.place(placed.max() ?? 1)
    if let fixed {
      (low, high) = (scaling.place(fixed.lowerBound), scaling.place(fixed.upperBound))
    } else if high > low {
      (low, high) = (low - margin * (high - low), high + margin * (high - low))
    } else {
      let half = low == 0 || scaling == .logarithmic ? 1 : abs(low) * 0.1
      (low, high) = (low - half, high + half)
    }
    // Roots have no room below zero.
    if scaling == .squareRoot { low = max(0, low) }
    // A range that is given stays itself, whatever the last bit of a logarithm.
    (self.low, self.high, self.scaling) = (fixed?.lowerBound ?? scaling.value(low), fixed?.upperBound ?? scaling.value(high), scaling)
    step = Self.step(high - low, atMost: atMost)
    first = (low / step - 1e-9).rounded(.up) * step
    decimals = max(0, Int((-log10(step) - 1e-9).rounded(.up)) + (Self.isQuarter(step) ? 1 : 0))
    marks = scaling == .linear ? [] : Self.marks(self.low...self.high, scaling, atMost: atMost)
  }

  /// The least of 1, 2, 2.5, 5 times a power of ten that divides a span into at most so many ticks.
  package static func step(_ span: Double, atMost count: Int) -> Double {
    let power = pow(10, floor(log10(span / Double(count))))
    for factor in [1, 2, 2.5, 5, 10] where span / (factor * power) <= Double(count) - 0.5 { return factor * power }
    return 10 * power
  }

  private static func isQuarter(_ step: Double) -> Bool {
    let leading = step / pow(10, floor(log10(step) + 1e-9))
    return abs(leading - 2.5) < 1e-6
  }

  /// Round numbers, rising, no two of them closer than their labels allow: powers of ten alone where three of them or more are there under
  /// logarithms, else 1, 2, 3, 5 times these, more within one power, and even steps where that
  /// is not enough.
  private static func marks(_ range: ClosedRange<Double>, _ scaling: Scaling, atMost count: Int) -> [Double] {
    let low = scaling.place(range.lowerBound), span = scaling.place(range.upperBound) - low
    let top = decade(range.upperBound), bottom = range.lowerBound > 0 ? decade(range.lowerBound) : top - 4
    let decades = (bottom...top).count { range.contains(scaled(1, $0)) }, isDecades = scaling == .logarithmic && decades > 2
    let isShort = range.lowerBound * 10 > range.upperBound
    let factors = isDecades ? [1.0] : isShort ? [1, 1.5, 2, 3, 4, 5, 6, 7, 8] : [1, 2, 3, 5]
    let stride = isDecades ? (decades + count - 1) / count : 1
    var marks = range.lowerBound == 0 ? [0.0] : []
    for exponent in Swift.stride(from: bottom, through: top, by: stride) {
      for factor in factors {
        let mark = scaled(factor, exponent)
        guard range.contains(mark) else { continue }
        if let last = marks.last, (scaling.place(mark) - scaling.place(last)) * Double(count + 2) < span { continue }
        marks.append(mark)
      }
    }
    guard marks.count < 3, range.lowerBound > 0 else { return marks }
    // So short a range is nearly linear.
    let step = Self.step(range.upperBound - range.lowerBound, atMost: count)
    return Swift.stride(from: (range.lowerBound / step).rounded(.up), through: (range.upperBound / step).rounded(.down), by: 1).map {
      $0 * step
    }
  }

  /// A number times a power of ten: the decimal's nearest number.
  private static func scaled(_ factor: Double, _ exponent: Int) -> Double {
    exponent < 0 ? factor / Elementary.power(10, -exponent) : factor * Elementary.power(10, exponent)
  }

  /// The exponent of a positive number's power of ten.
  private static func decade(_ value: Double) -> Int { Int(floor(log10(value) + 1e-9)) }

  /// Where a value stands between both ends, 0 … 1.
  package func share(_ value: Double) -> Double {
    guard scaling != .linear else { return (value - low) / (high - low) }
    let least = scaling.place(low)
    return (scaling.place(max(low, value)) - least) / (scaling.place(high) - least)
  }

  /// A value, or the axis's end where the scaling has no place for it.
  func held(_ value: Double) -> Double { scaling == .linear ? value : max(low, value) }

  /// The same of a column of data, as gnuplot's `using` clause wants it.
  func column(_ number: Int) -> String { scaling == .linear ? "\(number)" : "($\(number)<\(low)?\(low):$\(number))" }

  /// Sets range, ticks and label format of gnuplot's axis `x` or `y`.
  package func lines(_ axis: String, labelled: Bool = true) -> [String] {
    guard let command = scaling.command(axis) else {
      return [
        "set \(axis)range [\(low):\(high)]",
        "set \(axis)tics nomirror out \(first),\(step)",
        "set format \(axis) '\(labelled ? "%.\(decimals)f" : "")'",
      ]
    }
    let major = marks.map { "'\(labelled ? Self.label($0) : "")' \($0)" }
    return [command, "set \(axis)range [\(low):\(high)]", "set \(axis)tics nomirror out (\((major + minor).joined(separator: ", ")))"]
  }

  /// Ticks without labels at 2 … 9 times the powers of ten, where those have labels.
  private var minor: [String] {
    guard scaling == .logarithmic, let first = marks.first, marks.count > 1, abs(marks[1] / first - 10) < 1e-6 else { return [] }
    return ([first / 10] + marks).flatMap { power in (2...9).map { Double($0) * power } }.filter { (low...high).contains($0) }
      .map { "'' \($0) 1" }
  }

  /// `0.05`, `20`, `10 000`; a power of ten where that is shorter.
  private static func label(_ value: Double) -> String {
    guard value != 0 else { return "0" }
    let exponent = decade(value)
    if exponent > 5 || exponent < -3 {
      let leading = scaled(value, -exponent), factor = abs(leading - 1) < 1e-6 ? "" : "\(leading.decimals(0))·"
      return "\(factor)10^{\(exponent < 0 ? "−" : "")\(abs(exponent))}"
    }
    let decimals = (0...9).first { abs(scaled(scaled(value, $0).rounded(), -$0) - value) <= 1e-9 * value } ?? 9
    return decimals == 0 ? Int(value.rounded()).grouped : value.decimals(decimals)
  }
}
