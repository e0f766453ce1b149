/// Pearson's correlation: the cosine between the two centred columns, whatever their scale.
///
/// - Throws: `.lengths`, `.tooFew` below 2 nets, `.notFinite`, `.constant`.
public func pearson(_ x: [Double], _ y: [Double], names: (String, String) = ("x", "y")) throws(StatisticsError) -> Double {
  try StatisticsError.check(x, y, names: names)
  let x = x.scaledToOne, y = y.scaledToOne, (a, b) = (x.mean, y.mean)
  var (xx, xy, yy) = (0.0, 0.0, 0.0)
  for (x, y) in zip(x, y) {
    (xx, xy, yy) = (xx + (x - a) * (x - a), xy + (x - a) * (y - b), yy + (y - b) * (y - b))
  }
  guard xx > 0 else { throw .constant(column: names.0) }
  guard yy > 0 else { throw .constant(column: names.1) }
  return min(1, max(-1, xy / (xx.squareRoot() * yy.squareRoot())))
}

extension [Double] {
  /// The column times the power of two that puts its largest magnitude between 1 and 2, so that squares of 1e±160 neither overflow nor vanish; no
  /// digit is lost.
  fileprivate var scaledToOne: [Double] {
    let largest = reduce(0) { Swift.max($0, $1.magnitude) }
    guard largest > 0 else { return self }
    let exponent = -largest.exponent
    return map { Double(sign: .plus, exponent: exponent, significand: $0) }
  }
}

/// Spearman's correlation: Pearson's of the ranks, ties sharing their mean rank.
///
/// - Throws: as `pearson`.
public func spearman(_ x: [Double], _ y: [Double], names: (String, String) = ("x", "y")) throws(StatisticsError) -> Double {
  try StatisticsError.check(x, y, names: names)
  return try pearson(Ranking(x).meanRanks, Ranking(y).meanRanks, names: names)
}
