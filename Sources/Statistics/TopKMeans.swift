public import Streams

/// P@k, BR@k and regret@k as means over a strategy's supernets, with bootstrap intervals.
public struct TopKMeans: Codable, Hashable, Sendable {
  public let k: Int
  public let precision: Estimate, bestRank: Estimate, regret: Estimate
  /// What k nets chosen at random would give.
  public let randomPrecision: Double, randomBestRank: Double, randomRegret: Double

  /// - Parameters:
  ///   - scores: for each supernet the scores of the nets.
  ///   - random: its draws are the same for the three numbers, so that they go together.
  /// - Throws: as `TopK`, `.tooFew` without supernets.
  public init(scores: [[Double]], target: [Double], k: Int, bootstrap: Bootstrap, random: RandomStream) throws(StatisticsError) {
    try StatisticsError.check(rows: scores, named: "supernet", least: 1)
    func mean(_ number: (TopK) -> Double) throws(StatisticsError) -> Estimate {
      try bootstrap.estimate(nets: target.count, supernets: scores.count, random: random) { (nets, supernets) throws(StatisticsError) in
        var sum = 0.0
        for supernet in supernets {
          sum += number(try TopK(predicted: nets.map { scores[supernet][$0] }, target: nets.map { target[$0] }, k: k))
        }
        return sum / Double(supernets.count)
      }
    }
    let whole = try TopK(predicted: scores[0], target: target, k: k)
    self.k = k
    (precision, bestRank, regret) = (try mean(\.precision), try mean(\.bestRank), try mean(\.regret))
    (randomPrecision, randomBestRank, randomRegret) = (whole.randomPrecision, whole.randomBestRank, whole.randomRegret)
  }
}
