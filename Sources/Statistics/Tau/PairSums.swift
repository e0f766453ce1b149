/// What each net adds to a rank correlation: sums over all pairs it takes part in.
///
/// Every tau here is Σ net / √(Σ first · Σ second), so that leaving one net out, or weighting nets additively, needs no
/// second look at the pairs. Each pair is counted from both its ends.
package struct PairSums: Sendable {
  /// Concordant minus discordant pairs of each net.
  package var net: [Double]
  /// Pairs of each net that count in the denominator of the first column, for tau-b those untied in it.
  package var first: [Double]
  /// The same for the second column.
  package var second: [Double]

  package init(net: [Double], first: [Double], second: [Double]) { (self.net, self.first, self.second) = (net, first, second) }

  /// Σ net / √(Σ first · Σ second), NaN where no pair counts.
  package var tau: Double { Self.ratio(net.sum, first.sum, second.sum) }

  /// The same tau with each net in turn left out.
  package var jackknife: Jackknife {
    // Sums run over both ends of a pair: a net that leaves takes its own sum twice.
    let (net, first, second) = (net.sum, self.first.sum, self.second.sum)
    return Jackknife(
      value: Self.ratio(net, first, second),
      withoutEach: self.net.indices.map {
        Self.ratio(net - 2 * self.net[$0], first - 2 * self.first[$0], second - 2 * self.second[$0])
      })
  }

  /// Weights pair (i, j) by wᵢ + wⱼ.
  package func additively(_ weights: [Double]) -> Double {
    func total(_ sums: [Double]) -> Double { zip(weights, sums).reduce(0) { $0 + $1.0 * $1.1 } }
    return Self.ratio(total(net), total(first), total(second))
  }

  private static func ratio(_ net: Double, _ first: Double, _ second: Double) -> Double {
    guard first > 0 && second > 0 else { return .nan }
    return min(1, max(-1, net / (first == second ? first : first.squareRoot() * second.squareRoot())))
  }

  /// Sums over all pairs by looking at each, O(n²).
  ///
  /// - Parameter pair: the weights of a pair of positions in the numerator (signed) and in the two denominators.
  package init(count n: Int, pair: (Int, Int) -> (net: Double, first: Double, second: Double)) {
    (net, first, second) = ([Double](repeating: 0, count: n), [Double](repeating: 0, count: n), [Double](repeating: 0, count: n))
    for i in 0..<n {
      for j in 0..<i {
        let sums = pair(i, j)
        (net[i], first[i], second[i]) = (net[i] + sums.net, first[i] + sums.first, second[i] + sums.second)
        (net[j], first[j], second[j]) = (net[j] + sums.net, first[j] + sums.first, second[j] + sums.second)
      }
    }
  }
}

extension [Double] {
  package var sum: Double { reduce(0, +) }
  package var mean: Double { sum / Double(count) }
  /// Σ (x − mean)² / (n − 1).
  package var variance: Double {
    let mean = mean
    return reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)
  }
}
