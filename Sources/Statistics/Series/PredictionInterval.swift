internal import Streams

/// Between which values one more draw lies, told from n earlier draws of the same normal distribution: Student's prediction interval.
///
/// m ± t(n − 1; (1 + level)/2) · s · √(1 + 1/n), where m and s are the draws' mean and standard deviation (n − 1): the new draw less m has
/// variance σ²(1 + 1/n) and s is independent of both. A correlation's is taken on the scale of atanh.
///
///     let level = PredictionInterval.level(family: 0.01, rows: 10)
///     let interval = try PredictionInterval(values, level: level)
///     if !interval.holds(tonight) { … }
public struct PredictionInterval: Codable, Hashable, Sendable {
  /// Both ends belong to it.
  public let low: Double, high: Double
  /// The mean of the draws, in their unit.
  public let mean: Double
  /// Share of repetitions, draws and new draw together, in which such an interval holds the new one.
  public let level: Double
  /// How many draws it stands on.
  public let count: Int

  /// - Parameters:
  ///   - values: two or more draws, all finite.
  ///   - isCorrelation: whether values lie between −1 and 1 and are taken as atanh.
  /// - Throws: `StatisticsError.tooFew`, `.notFinite`, `.constant` where all draws are equal, `.range` for a correlation of −1 or 1.
  public init(_ values: [Double], level: Double, isCorrelation: Bool = false) throws(StatisticsError) {
    precondition(level > 0 && level < 1, "a level is between 0 and 1")
    guard values.count > 1 else { throw .tooFew("draws", count: values.count, least: 2) }
    try StatisticsError.check(values, named: "the draws")
    guard Set(values).count > 1 else { throw .constant(column: "the draws") }
    if isCorrelation, let whole = values.first(where: { abs($0) >= 1 }) {
      throw .range("a correlation", value: whole, expected: "between −1 and 1")
    }
    let scaled = isCorrelation ? values.map(Elementary.atanh) : values
    let center = scaled.mean, deviation = scaled.variance.squareRoot(), count = Double(values.count)
    let half = StudentT(degreesOfFreedom: count - 1).quantile((1 + level) / 2) * deviation * (1 + 1 / count).squareRoot()
    let ends = (center - half, center + half)
    low = isCorrelation ? Elementary.tanh(ends.0) : ends.0
    high = isCorrelation ? Elementary.tanh(ends.1) : ends.1
    (mean, self.level, self.count) = (values.mean, level, values.count)
  }

  /// Whether a new value is what the draws let expect. One that is no number is not.
  public func holds(_ value: Double) -> Bool { low <= value && value <= high }

  /// The level of each of several intervals with which all of them hold at once in all but a share of repetitions, however their rows hang
  /// together (Bonferroni).
  ///
  /// - Parameters:
  ///   - family: the share of repetitions in which one or more may fail, such as 0.01.
  ///   - rows: how many there are, 1 or more.
  public static func level(family: Double, rows: Int) -> Double {
    precondition(family > 0 && family < 1 && rows > 0, "a share between 0 and 1, of a row or more")
    return 1 - family / Double(rows)
  }
}
