/// The tau in which the top counts most.
extension KendallTau {
  /// tau in which exchanges among the best weigh most (Vigna 2015; scipy's `weightedtau` with its defaults).
  ///
  /// The net of rank r (0 the best) weighs 1/(1 + r), a pair the sum of its two nets, and pairs tied in x (in y) do not count in
  /// the first (second) factor of the denominator, as in tau-b. Ranks are by falling x, ties by falling y; then by falling y,
  /// ties by falling x; the value is the mean of the two, so that neither column is preferred. Larger values are better.
  public var weightedTau: Double {
    func along(_ positions: [Int32]) -> Double { sums.additively(positions.map { 1 / Double(count - Int($0)) }) }
    return (along(positions.byX) + along(positions.byY)) / 2
  }
}
