/// What a search has after so many evaluations.
public struct SearchCurve: Hashable, Sendable {
  /// How a curve is drawn, by what it is.
  public enum Style: Hashable, Sendable {
    /// Over search seeds or supernets: a thick line with marks, and a band where readings have ends.
    case mean
    /// One supernet's of several: a thin line.
    case single
    /// An expectation in closed form: a dashed line.
    case expected
  }

  public var name: String
  /// Numbers of nets asked about, 1 or more, rising, and the quantity after so many.
  public var evaluations: [Int], readings: [Reading]
  /// The series that it is in every figure, from 0: its colour and the shape of its marks.
  public var series: Int
  public var style: Style
  /// A ring at the least reading.
  public var marksMinimum: Bool

  public init(
    _ name: String, evaluations: [Int], readings: [Reading], series: Int, style: Style = .mean, marksMinimum: Bool = false
  ) {
    (self.name, self.evaluations, self.readings, self.series) = (name, evaluations, readings, series)
    (self.style, self.marksMinimum) = (style, marksMinimum)
  }

  /// The place of the least reading, the first of several; nil of none.
  var minimum: Int? { readings.indices.min { readings[$0].value < readings[$1].value } }

  /// gnuplot's look of the line.
  var look: String {
    switch style {
    case .mean: "lw 1.6 lc rgb '\(FigureStyle.colour(series))'"
    case .single: "lw 0.8 lc rgb '\(FigureStyle.colour(series, opacity: 0.6))'"
    case .expected: "lw 1.6 dt (12,9) lc rgb '\(FigureStyle.colour(series))'"
    }
  }

  /// gnuplot's look of the marks on it; nil of lines without.
  var mark: String? { style == .mean ? "lt \(series + 1)" : nil }

  var hasBand: Bool { readings.contains { $0.low != nil } }
}
