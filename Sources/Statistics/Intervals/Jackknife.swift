/// A statistic of n nets, and its value with each net in turn left out.
///
/// Means and differences of statistics of the same nets are formed value by value, so that a net leaves all supernets,
/// strategies and the target at once.
public struct Jackknife: Sendable {
  public var value: Double
  /// One value for each net; NaN where nothing can be computed without it.
  public var withoutEach: [Double]
  /// The nets that can move the value: all, or those of a slice.
  public var count: Int

  public init(value: Double, withoutEach: [Double], count: Int? = nil) {
    (self.value, self.withoutEach, self.count) = (value, withoutEach, count ?? withoutEach.count)
  }

  /// (n − 1)/n Σ (θ₍ᵢ₎ − mean θ₍.₎)² (Efron and Stein 1981).
  public var variance: Double {
    let n = Double(withoutEach.count)
    return withoutEach.variance * (n - 1) * (n - 1) / n
  }

  /// The mean of statistics of the same nets.
  public static func mean(_ all: [Jackknife]) -> Jackknife {
    precondition(!all.isEmpty && all.allSatisfy { $0.withoutEach.count == all[0].withoutEach.count }, "statistics of the same nets")
    return Jackknife(
      value: all.map(\.value).mean,
      withoutEach: all[0].withoutEach.indices.map { net in all.reduce(0) { $0 + $1.withoutEach[net] } / Double(all.count) },
      count: all.reduce(.max) { min($0, $1.count) })
  }

  public static func - (a: Jackknife, b: Jackknife) -> Jackknife {
    precondition(a.withoutEach.count == b.withoutEach.count, "statistics of the same nets")
    return Jackknife(value: a.value - b.value, withoutEach: zip(a.withoutEach, b.withoutEach).map(-), count: min(a.count, b.count))
  }

  /// The statistic of a slice as one of all nets: those outside the slice do not move it.
  package func spread(over total: Int, at positions: [Int]) -> Jackknife {
    var all = [Double](repeating: value, count: total)
    for (position, value) in zip(positions, withoutEach) { all[position] = value }
    return Jackknife(value: value, withoutEach: all, count: count)
  }
}

/// The column with the two closest of its different values exchanged between their nets.
///
/// The closest two are those that noise would have swapped first; of several such pairs the lowest.
package func swappingClosest(_ column: [Double]) -> [Double] {
  let order = Ranking(column).order.map { Int($0) }
  var closest: (gap: Double, a: Int, b: Int)?
  for (a, b) in zip(order, order.dropFirst()) {
    let gap = column[b] - column[a]
    if gap > 0 && gap < closest?.gap ?? .infinity { closest = (gap, a, b) }
  }
  var column = column
  if let closest { column.swapAt(closest.a, closest.b) }
  return column
}

/// The same among pairs of positions that may be compared, by looking at each pair.
package func swappingClosest(_ column: [Double], where comparable: (Int, Int) -> Bool) -> [Double] {
  var closest: (gap: Double, a: Int, b: Int)?
  for a in column.indices {
    for b in 0..<a {
      let gap = abs(column[a] - column[b])
      if gap > 0 && gap < closest?.gap ?? .infinity && comparable(a, b) { closest = (gap, a, b) }
    }
  }
  var column = column
  if let closest { column.swapAt(closest.a, closest.b) }
  return column
}
