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
    let sequence = [Int32](unsafeUninitializedCapacity: n) { sequence, filled in
      for net in 0..<n { sequence[Int(p[net])] = q[net] }
      filled = n
    }
    let earlier = Self.smallerBefore(sequence)  // indexed by q
    let (same, place) = Self.identical(a, b, p, sequence)
    let first = a.tied.map { Double(n - Int($0)) }, second = b.tied.map { Double(n - Int($0)) }
    var untiedOf: [Double] = []
    var totals = (concordant: 0, discordant: 0, tiedX: 0, tiedY: 0, tiedBoth: 0)
    let net = [Double](unsafeUninitializedCapacity: n) { net, filled in
      untiedOf = [Double](unsafeUninitializedCapacity: n) { untiedOf, known in
        for index in 0..<n {
          let (same, place) = same.isEmpty ? (1, 0) : (Int(same[index]), Int(place[index]))
          let (belowX, belowY) = (Int(a.below[index]), Int(b.below[index])), (tiedX, tiedY) = (Int(a.tied[index]), Int(b.tied[index]))
          // Of the first net identical with this one: how many stand before it in both orders; then equal x and smaller y, equal y
          // and smaller x, smaller in both.
          let before = Int(earlier[Int(q[index])]) - place
          let equalX = Int(p[index]) - place - belowX, equalY = Int(q[index]) - place - belowY
          let smaller = before - equalX - equalY
          let greater = n - (belowX + tiedX) - (belowY + tiedY) + before + same
          let concordant = smaller + greater, untied = n - tiedX - tiedY + same
          net[index] = Double(2 * concordant - untied)
          untiedOf[index] = Double(untied)
          totals.concordant += concordant
          totals.discordant += untied - concordant
          totals.tiedX += tiedX - 1
          totals.tiedY += tiedY - 1
          totals.tiedBoth += same - 1
        }
        known = n
      }
      filled = n
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

  /// For each net, how many are identical with it, itself included, and how many of these were given before it; empty where no
  /// two can be.
  private static func identical(_ a: Ranking, _ b: Ranking, _ p: [Int32], _ sequence: [Int32]) -> (same: [Int32], place: [Int32]) {
    guard a.hasTies && b.hasTies else { return ([], []) }
    let n = p.count
    var netAt = [Int32](repeating: 0, count: n), same = [Int32](repeating: 1, count: n), place = netAt
    for net in 0..<n { netAt[Int(p[net])] = Int32(net) }
    var start = 0
    while start < n {
      var end = start + 1
      // Identical nets follow one another in both orders.
      while end < n && sequence[end] == sequence[end - 1] + 1 {
        let (one, other) = (Int(netAt[end - 1]), Int(netAt[end]))
        guard a.below[one] == a.below[other] && b.below[one] == b.below[other] else { break }
        end += 1
      }
      if end - start > 1 {
        for position in start..<end {
          same[Int(netAt[position])] = Int32(end - start)
          place[Int(netAt[position])] = Int32(position - start)
        }
      }
      start = end
    }
    return (same, place)
  }

  /// Positions by (major, minor), identical nets in the order given: one stable distribution of the minor order.
  private static func positions(_ major: Ranking, following minor: Ranking) -> [Int32] {
    guard major.hasTies else { return major.below }
    let n = major.order.count
    var taken = [Int32](repeating: 0, count: n)
    return [Int32](unsafeUninitializedCapacity: n) { positions, filled in
      taken.withUnsafeMutableBufferPointer { taken in
        for net in minor.order {
          let start = major.below[Int(net)]
          positions[Int(net)] = start + taken[Int(start)]
          taken[Int(start)] += 1
        }
      }
      filled = n
    }
  }

  /// For each number of a permutation, how many smaller ones stand before it; indexed by the number.
  ///
  /// Bottom-up merge sort of number · 2³² + count from sorted runs on: when a number is taken from the right run, all taken so far
  /// from the left are smaller and stood before it.
  private static func smallerBefore(_ permutation: [Int32]) -> [Int32] {
    let n = permutation.count
    var counts = [Int32](repeating: 0, count: n)
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * n) { memory in
      var from = UnsafeMutableBufferPointer(rebasing: memory[..<n]), to = UnsafeMutableBufferPointer(rebasing: memory[n...])
      for start in stride(from: 0, to: n, by: runLength) { sortRun(permutation, from: start, into: from) }
      var width = runLength
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

  private static let runLength = SIMD16<Int32>.scalarCount

  /// Puts the run that begins at `start` in order, with the counts inside it: each number is compared with all at once.
  private static func sortRun(_ permutation: [Int32], from start: Int, into sorted: UnsafeMutableBufferPointer<UInt64>) {
    let count = min(runLength, permutation.count - start)
    var run = SIMD16<Int32>(repeating: .max), lanes = run, rank = SIMD16<Int32>.zero, before = rank
    for lane in 0..<runLength { lanes[lane] = Int32(lane) }
    for lane in 0..<count { run[lane] = permutation[start + lane] }
    for lane in 0..<count {
      // −1 where the number of this lane is smaller, and where it stands before.
      let smaller = (run[lane] &- run) &>> 31, earlier = (Int32(lane) &- lanes) &>> 31
      rank &-= smaller
      before &-= smaller & earlier
    }
    for lane in 0..<count { sorted[start + Int(rank[lane])] = UInt64(run[lane]) << 32 + UInt64(before[lane]) }
  }
}
