internal import Glibc

/// An axis's range with ticks at round numbers, few enough that their labels do not collide.
package struct Ticks: Hashable {
  package var low: Double, high: Double
  package let first: Double, step: Double
  /// Decimals that tell neighbouring ticks apart.
  package let decimals: Int

  /// - Parameters:
  ///   - values: what the axis must show; a single value gets a range around it.
  ///   - atMost: the largest number of ticks.
  ///   - margin: room at both ends, as a share of the range.
  ///   - fixed: a range that is kept as it is.
  package init(_ values: [Double], atMost: Int = 6, margin: Double = 0.05, fixed: ClosedRange<Double>? = nil) {
    var low = values.min() ?? 0, high = values.max() ?? 1
    if let fixed {
      (low, high) = (fixed.lowerBound, fixed.upperBound)
    } else if high > low {
      (low, high) = (low - margin * (high - low), high + margin * (high - low))
    } else {
      let half = low == 0 ? 1 : abs(low) * 0.1
      (low, high) = (low - half, high + half)
    }
    (self.low, self.high) = (low, high)
    step = Self.step(high - low, atMost: atMost)
    first = (low / step - 1e-9).rounded(.up) * step
    decimals = max(0, Int((-log10(step) - 1e-9).rounded(.up)) + (Self.isQuarter(step) ? 1 : 0))
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

  /// Where a value stands between both ends, 0 … 1.
  package func share(_ value: Double) -> Double { (value - low) / (high - low) }

  /// Sets range, ticks and label format of gnuplot's axis `x` or `y`.
  package func lines(_ axis: String, labelled: Bool = true) -> [String] {
    [
      "set \(axis)range [\(low):\(high)]",
      "set \(axis)tics nomirror out \(first),\(step)",
      "set format \(axis) '\(labelled ? "%.\(decimals)f" : "")'",
    ]
  }
}
