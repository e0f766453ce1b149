/// Counts of values in bins of equal width.
public struct Bins: Hashable, Sendable {
  /// The first bin's lower edge, and the width of each.
  public var low: Double, width: Double
  public var counts: [Int]

  /// Counts that are known already, such as a published histogram's.
  public init(low: Double, width: Double, counts: [Int]) { (self.low, self.width, self.counts) = (low, width, counts) }

  /// Values binned at edges that are whole multiples of a width, which is a round number that gives at most so many bins.
  public init(_ values: [Double], atMost count: Int = 24) {
    let low = values.min() ?? 0, high = values.max() ?? 0
    self.init(values, width: high > low ? Ticks.step(high - low, atMost: count) : max(abs(low) * 0.02, 1e-6))
  }

  /// Values binned with a given width, one of the edges at `edge`.
  public init(_ values: [Double], width: Double, edge: Double = 0) {
    // A value on an edge belongs to the bin above it, whatever the last bit of the division.
    let places = values.map { Int((($0 - edge) / width + 1e-9).rounded(.down)) }, first = places.min() ?? 0, last = places.max() ?? 0
    counts = [Int](repeating: 0, count: last - first + 1)
    for place in places { counts[place - first] += 1 }
    (self.low, self.width) = (edge + Double(first) * width, width)
  }

  public var high: Double { low + width * Double(counts.count) }
  public var total: Int { counts.reduce(0, +) }

  /// Rows of middle, width and count, scaled to an axis.
  func rows(scale: Double = 1) -> [[Double?]] {
    counts.enumerated().map { [(low + (Double($0) + 0.5) * width) * scale, width * scale, Double($1)] }
  }
}
