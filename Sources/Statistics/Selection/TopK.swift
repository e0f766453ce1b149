/// What is lost when only the k nets of the best predictions are trained: P@k, BR@k and regret@k.
///
/// Larger values are better in both columns. Where predictions tie at the cut, values are expectations over the order of the tied
/// nets, exactly.
public struct TopK: Codable, Hashable, Sendable {
  public let k: Int, count: Int
  /// P@k: the share of the predicted top k that belongs to the true top k.
  public let precision: Double
  /// BR@k: the best true rank (1 the best, ties their mean) among the predicted top k, over n.
  public let bestRank: Double
  /// regret@k: the best accuracy of all minus the best among the predicted top k, in the target's unit.
  public let regret: Double
  /// What k nets chosen at random would give, in closed form.
  public let randomPrecision: Double, randomBestRank: Double, randomRegret: Double

  /// - Throws: `.cut` unless 5 ≤ k ≤ n, `.lengths`, `.notFinite`.
  public init(predicted: [Double], target: [Double], k: Int) throws(StatisticsError) {
    try StatisticsError.check(predicted, target, names: ("the predictions", "the target"), least: 1)
    let n = target.count
    guard k >= 5 && k <= n else { throw .cut(k: k, n: n) }
    let ranking = Ranking(target), ranks = ranking.meanRanks.map { Double(n + 1) - $0 }
    let chosen = Cut(predicted, Ranking(predicted), k), best = Cut(target, ranking, k)
    let byFallingTarget = ranking.order.reversed().map { Int($0) }, top = target[byFallingTarget[0]]
    precision = (0..<n).map { chosen.probability($0) * best.probability($0) }.sum / Double(k)
    bestRank = chosen.expectedLeast { ranks[$0] } / Double(n)
    regret = chosen.expectedLeast { top - target[$0] }
    // k nets at random are a top whose k places are all drawn among n tied nets.
    randomPrecision = Double(k) / Double(n)
    randomBestRank = Cut.expectedLeast(byFallingTarget.map { ranks[$0] }, places: k) / Double(n)
    randomRegret = Cut.expectedLeast(byFallingTarget.map { top - target[$0] }, places: k)
    (self.k, count) = (k, n)
  }

  /// A top k whose last places are drawn among nets tied at the cut.
  private struct Cut {
    let certain: [Int], tied: [Int]
    /// Places left for the tied.
    let places: Int
    private let values: [Double], threshold: Double

    init(_ values: [Double], _ ranking: Ranking, _ k: Int) {
      let threshold = values[Int(ranking.order[values.count - k])]
      (self.values, self.threshold) = (values, threshold)
      certain = values.indices.filter { values[$0] > threshold }
      tied = values.indices.filter { values[$0] == threshold }
      places = k - certain.count
    }

    func probability(_ net: Int) -> Double {
      values[net] > threshold ? 1 : values[net] == threshold ? Double(places) / Double(tied.count) : 0
    }

    /// The expectation of the least of f over the top.
    func expectedLeast(_ f: (Int) -> Double) -> Double {
      Self.expectedLeast(tied.map(f).sorted(), places: places, atMost: certain.reduce(.infinity) { min($0, f($1)) })
    }

    /// The expectation of the least of so many drawn among sorted values, `atMost` at most.
    static func expectedLeast(_ sorted: [Double], places: Int, atMost bound: Double = .infinity) -> Double {
      expectedFirst(of: sorted.map { min(bound, $0) }, drawn: places)
    }
  }
}
