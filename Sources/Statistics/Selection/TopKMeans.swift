public import Streams

/// P@k, BR@k and regret@k as means over a strategy's supernets, with intervals.
public struct TopKMeans: Codable, Hashable, Sendable {
  public let k: Int
  public let precision: Estimate, bestRank: Estimate, regret: Estimate
  /// What k nets chosen at random would give.
  public let randomPrecision: Double, randomBestRank: Double, randomRegret: Double

  /// - Parameters:
  ///   - scores: for each supernet the scores of the nets.
  ///   - bootstrap: nil where the nets are all that there are: intervals are Student's over supernets then.
  ///   - random: of the bootstrap, whose draws the three numbers share.
  /// - Throws: as `TopK`, `.tooFew` without supernets.
  public init(scores: [[Double]], target: [Double], k: Int, bootstrap: Bootstrap?, random: RandomStream) throws(StatisticsError) {
    try StatisticsError.check(rows: scores, named: "supernet", least: 1)
    let means: [Estimate], whole: TopK
    if let bootstrap {
      means = try bootstrap.estimates(nets: target.count, supernets: scores.count, random: random) {
        (nets, supernets) throws(StatisticsError) in
        var sums = [0.0, 0, 0]
        for supernet in supernets {
          let top = try TopK(predicted: nets.map { scores[supernet][$0] }, target: nets.map { target[$0] }, k: k)
          for (number, value) in [top.precision, top.bestRank, top.regret].enumerated() { sums[number] += value }
        }
        return sums.map { $0 / Double(supernets.count) }
      }
      whole = try TopK(predicted: scores[0], target: target, k: k)
    } else {
      var each: [[Double]] = [[], [], []]
      let tops = try scores.map { column throws(StatisticsError) in try TopK(predicted: column, target: target, k: k) }
      whole = tops[0]
      for top in tops {
        for (number, value) in [top.precision, top.bestRank, top.regret].enumerated() { each[number].append(value) }
      }
      means = each.map { Estimate(overRepetitions: $0, count: target.count, scale: .difference) }
    }
    self.k = k
    (precision, bestRank, regret) = (means[0], means[1], means[2])
    (randomPrecision, randomBestRank, randomRegret) = (whole.randomPrecision, whole.randomBestRank, whole.randomRegret)
  }
}
