/// Kendall's rank correlation of two columns in O(n log n), with its counts, ties and interval.
///
///     let tau = try KendallTau(oneShot, standAlone)
///     print(tau.tauB, tau.estimate().interval)
///
/// A pair of nets is concordant where both columns order it alike, discordant where they order it differently, and tied
/// where either holds the two equal. tau-a = (C − D)/(n(n−1)/2); tau-b = (C − D)/√((C+D+X)(C+D+Y)) with X, Y the pairs tied
/// in the second or first column alone (Kendall 1945; scipy's `kendalltau`). Counting is by merge sort (Knight 1966),
/// extended to counts for each net, from which the jackknife and the weighted tau follow.
public struct KendallTau: Sendable {
  /// The number of nets.
  public let count: Int
  /// Pairs that both columns order alike, and pairs that they order differently.
  public let concordant: Int, discordant: Int
  /// Pairs tied in the first column, in the second, in both; the first two include the third.
  public let tiedX: Int, tiedY: Int, tiedBoth: Int

  package let sums: PairSums
  /// Of each net, the pairs tied in neither column.
  package let untied: [Double]
  /// Position of each net in rising order by (x, y), and by (y, x).
  package let positions: (byX: [Int32], byY: [Int32])
  private let rankingOfX: Ranking, y: [Double]

  /// - Throws: `.lengths`, `.tooFew` below 2 nets, `.notFinite`, `.constant`.
  public init(_ x: [Double], _ y: [Double], names: (String, String) = ("x", "y")) throws(StatisticsError) {
    try StatisticsError.check(x, y, names: names)
    let a = Ranking(x), b = Ranking(y)
    guard Int(a.tied[0]) < x.count else { throw .constant(column: names.0) }
    guard Int(b.tied[0]) < x.count else { throw .constant(column: names.1) }
    self.init(a, b, y)
  }

  /// The tau of columns that were checked, which may be constant; y holds the values behind b.
  package init(_ a: Ranking, _ b: Ranking, _ y: [Double]) {
    let n = y.count
    // p and q: positions in the two lexicographic orders, identical nets in the order given.
    let p = Self.positions(a, following: b), q = Self.positions(b, following: a)
    var sequence = [Int32](repeating: 0, count: n), netAt = sequence
    for net in 0..<n {
      sequence[Int(p[net])] = q[net]
      netAt[Int(p[net])] = Int32(net)
    }
    let earlier = Self.smallerBefore(sequence)  // indexed by q
    var net = [Double](repeating: 0, count: n), first = net, second = net, untiedOf = net
    var totals = (concordant: 0, discordant: 0, tiedX: 0, tiedY: 0, tiedBoth: 0)
    var start = 0
    while start < n {
      // A run of nets equal in both columns.
      let head = Int(netAt[start])
      var end = start + 1
      while end < n && a.below[Int(netAt[end])] == a.below[head] && b.below[Int(netAt[end])] == b.below[head] { end += 1 }
      let same = end - start, (belowX, belowY) = (Int(a.below[head]), Int(b.below[head]))
      let (tiedX, tiedY) = (Int(a.tied[head]), Int(b.tied[head]))
      // Of the run's first net: equal x and smaller y, equal y and smaller x, smaller in both.
      let equalX = Int(p[head]) - belowX, equalY = Int(q[head]) - belowY
      let smaller = Int(earlier[Int(q[head])]) - equalX - equalY
      let greater = n - (belowX + tiedX) - (belowY + tiedY) + smaller + equalX + equalY + same
      let concordant = smaller + greater, untied = n - tiedX - tiedY + same
      for position in start..<end {
        let index = Int(netAt[position])
        net[index] = Double(2 * concordant - untied)
        first[index] = Double(n - tiedX)
        second[index] = Double(n - tiedY)
        untiedOf[index] = Double(untied)
      }
      totals.concordant += same * concordant
      totals.discordant += same * (untied - concordant)
      totals.tiedX += same * (tiedX - 1)
      totals.tiedY += same * (tiedY - 1)
      totals.tiedBoth += same * (same - 1)
      start = end
    }
    count = n
    (concordant, discordant) = (totals.concordant / 2, totals.discordant / 2)
    (tiedX, tiedY, tiedBoth) = (totals.tiedX / 2, totals.tiedY / 2, totals.tiedBoth / 2)
    sums = PairSums(net: net, first: first, second: second)
    untied = untiedOf
    positions = (p, q)
    (rankingOfX, self.y) = (a, y)
  }

  /// (C − D)/(n(n−1)/2).
  public var tauA: Double { Double(concordant - discordant) / Double(count * (count - 1) / 2) }

  /// (C − D)/√(pairs untied in x · pairs untied in y).
  public var tauB: Double { sums.tau }

  /// tau-b with its jackknife interval over nets, or the reason why there is none.
  public func estimate(level: Double = 0.95) -> Estimate {
    Estimate(sums.jackknife, scale: .correlation, level: level, scope: .nets) {
      let swapped = swappingClosest(y)
      return KendallTau(rankingOfX, Ranking(swapped), swapped).sums.jackknife
    }
  }

  /// Positions by (major, minor), identical nets in the order given: one stable distribution of the minor order.
  private static func positions(_ major: Ranking, following minor: Ranking) -> [Int32] {
    var taken = [Int32](repeating: 0, count: major.order.count), positions = taken
    for net in minor.order {
      let start = major.below[Int(net)]
      positions[Int(net)] = start + taken[Int(start)]
      taken[Int(start)] += 1
    }
    return positions
  }

  /// For each number of a permutation, how many smaller ones stand before it; indexed by the number.
  ///
  /// Bottom-up merge sort of number · 2³² + count: when a number is taken from the right run, all taken so far from
  /// the left are smaller and stood before it.
  private static func smallerBefore(_ permutation: [Int32]) -> [Int32] {
    let n = permutation.count
    var counts = [Int32](repeating: 0, count: n)
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * n) { memory in
      var from = UnsafeMutableBufferPointer(rebasing: memory[..<n]), to = UnsafeMutableBufferPointer(rebasing: memory[n...])
      for index in 0..<n { from[index] = UInt64(permutation[index]) << 32 }
      var width = 1
      while width < n {
        for start in stride(from: 0, to: n, by: 2 * width) {
          let middle = min(start + width, n), end = min(start + 2 * width, n)
          var left = start, right = middle, out = start
          while left < middle && right < end {
            let (a, b) = (from[left], from[right])
            let takesLeft = a < b
            to[out] = takesLeft ? a : b + UInt64(left - start)
            left += takesLeft ? 1 : 0
            right += takesLeft ? 0 : 1
            out += 1
          }
          while left < middle {
            to[out] = from[left]
            (left, out) = (left + 1, out + 1)
          }
          while right < end {
            to[out] = from[right] + UInt64(middle - start)
            (right, out) = (right + 1, out + 1)
          }
        }
        swap(&from, &to)
        width *= 2
      }
      for index in 0..<n { counts[index] = Int32(truncatingIfNeeded: from[index]) }
    }
    return counts
  }
}
