internal import Streams

/// Where the level of a series changes: the piecewise-constant fit of the least penalised sum of squares, found exactly.
///
///     minimise over all segmentations   Σ_segments Σ (x − mean)² / σ²  +  penalty · ln(n) · (segments − 1)
///
/// by optimal partitioning [Jackson2005]: F(t) = min_s F(s) + cost(s, t) + β, with prefix sums O(n²) for n values. σ² is half the mean
/// square of successive differences [VonNeumann1941], which a step raises by Δ²/(2(n − 1)) alone.
///
///     let fit = try PiecewiseConstant(values)
///     for step in fit.steps { print("at \(step.start): \(step.before) → \(step.after)") }
public struct PiecewiseConstant: Codable, Hashable, Sendable {
  /// A change of level.
  public struct Step: Codable, Hashable, Sendable {
    /// Position of the first value of the new level, from 0.
    public let start: Int
    /// Means on both sides of it.
    public let before: Double, after: Double
  }

  /// Position of each segment's first value, rising; the first is 0.
  public let starts: [Int]
  /// Mean of each segment.
  public let means: [Double]
  /// σ, in the values' unit; 0 where all values are equal.
  public let deviation: Double

  /// By 5 ln n a step must lower the sum of squares, in units of σ². docs/nightly.md has how often it errs, and what 3 ln n would do.
  public static let penalty = 5.0
  /// A level is one that so many values in a row have: a single night is no step.
  public static let shortest = 3

  /// - Parameters:
  ///   - values: in the order of time, one or more, all finite.
  ///   - penalty: times ln n, of each step.
  ///   - shortest: the least number of values of a segment; a shorter series is one segment.
  /// - Throws: `StatisticsError.tooFew`, `.notFinite`.
  public init(_ values: [Double], penalty: Double = Self.penalty, shortest: Int = Self.shortest) throws(StatisticsError) {
    precondition(penalty >= 0 && shortest > 0, "a penalty of 0 or more, segments of a value or more")
    guard !values.isEmpty else { throw .tooFew("values", count: 0, least: 1) }
    try StatisticsError.check(values, named: "the series")
    let differences = zip(values, values.dropFirst()).map { ($1 - $0) * ($1 - $0) }
    deviation = differences.isEmpty ? 0 : (differences.mean / 2).squareRoot()
    let segments = Segments(values), n = values.count
    guard deviation > 0, n >= 2 * shortest else {
      (starts, means) = ([0], [values.mean])
      return
    }
    let beta = penalty * Elementary.log(Double(n)) * deviation * deviation
    // best[t]: of the first t values, and where the last segment of that fit begins.
    var best = [(cost: Double, start: Int)](repeating: (.infinity, 0), count: n + 1)
    for end in shortest...n {
      best[end] = (segments.cost(0, end), 0)
      for start in stride(from: shortest, through: end - shortest, by: 1) {
        let cost = best[start].cost + segments.cost(start, end) + beta
        if cost < best[end].cost { best[end] = (cost, start) }
      }
    }
    var starts: [Int] = [], end = n
    while end > 0 {
      starts.insert(best[end].start, at: 0)
      end = best[end].start
    }
    self.starts = starts
    means = zip(starts, starts.dropFirst() + [n]).map { segments.mean($0, $1) }
  }

  /// In the order of time; none where the level never changed.
  public var steps: [Step] { starts.indices.dropFirst().map { Step(start: starts[$0], before: means[$0 - 1], after: means[$0]) } }
}

/// Sums of squares of any part of a series, each in constant time.
private struct Segments {
  /// Of the values less their mean, and of their squares, over the first values.
  private let sums: [Double], squares: [Double], center: Double

  init(_ values: [Double]) {
    let center = values.mean
    (sums, squares) = (
      values.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1 - center) },
      values.reduce(into: [0]) { $0.append($0[$0.count - 1] + ($1 - center) * ($1 - center)) }
    )
    self.center = center
  }

  /// Of the values from `start` to before `end` about their mean.
  func cost(_ start: Int, _ end: Int) -> Double {
    let sum = sums[end] - sums[start]
    return squares[end] - squares[start] - sum * sum / Double(end - start)
  }

  func mean(_ start: Int, _ end: Int) -> Double { center + (sums[end] - sums[start]) / Double(end - start) }
}
