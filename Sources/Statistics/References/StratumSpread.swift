internal import Streams

/// How far scores lie apart within strata of equal nets: bands by stratum, and one mean standard deviation.
///
///     let spread = try StratumSpread(oneShotAccuracies, strata: depths)
///     print(spread.deviation, spread.bands.map(\.median))
public struct StratumSpread: Codable, Hashable, Sendable {
  /// The scores of one stratum.
  public struct Band: Codable, Hashable, Sendable {
    /// Such as the depth; and how many nets it has.
    public let stratum: Int, count: Int
    /// 10 %, 50 % and 90 % of its scores, type 7 of Hyndman and Fan.
    public let low: Double, median: Double, high: Double
    /// With n − 1; nil for one net.
    public let deviation: Double?
  }

  /// By rising stratum.
  public let bands: [Band]
  /// exp(Σ_d ν_d ln s_d / Σ_d ν_d) over strata d of five nets and more, ν_d = n_d − 1: a mean in which a stratum counts by its nets and not by
  /// its spread, as in a pooled deviation, which the widest strata alone decide. Nil where there is no such stratum, 0 where one has no spread.
  public let deviation: Double?

  /// Smaller strata say too little of their deviation.
  public static let least = 5

  /// - Throws: `.lengths`, `.notFinite`.
  public init(_ scores: [Double], strata: [Int]) throws(StatisticsError) {
    guard scores.count == strata.count else { throw .lengths(scores.count, strata.count) }
    try StatisticsError.check(scores, named: "the scores")
    let groups = Dictionary(grouping: scores.indices) { strata[$0] }.mapValues { $0.map { scores[$0] } }
    bands = groups.keys.sorted().map { stratum in
      let own = groups[stratum] ?? []
      return Band(
        stratum: stratum, count: own.count, low: quantile(0.1, of: own), median: quantile(0.5, of: own), high: quantile(0.9, of: own),
        deviation: own.count > 1 ? own.variance.squareRoot() : nil)
    }
    let large = bands.filter { $0.count >= Self.least }, freedom = large.reduce(0) { $0 + $1.count - 1 }
    let logs = large.map { Double($0.count - 1) * Elementary.log($0.deviation ?? 0) }
    deviation = large.isEmpty ? nil : large.contains { $0.deviation == 0 } ? 0 : Elementary.exp(logs.sum / Double(freedom))
  }

  /// −ln of the deviation, and what it is without each net: the difference of two is the log ratio of their deviations, above 0 where the first
  /// lies closer together.
  ///
  /// - Throws: as `init`, `.tooFew` where no stratum has five nets, and `.constant` where scores of one that has do not differ.
  public static func steadiness(_ scores: [Double], strata: [Int]) throws(StatisticsError) -> Jackknife {
    let spread = try StratumSpread(scores, strata: strata)
    guard let deviation = spread.deviation else {
      throw .tooFew("nets of one stratum", count: spread.bands.reduce(0) { max($0, $1.count) }, least: least)
    }
    guard deviation > 0 else { throw .constant(column: "the scores within a stratum") }
    let value = -Elementary.log(deviation), groups = Dictionary(grouping: scores.indices) { strata[$0] }
    let large = spread.bands.filter { $0.count >= least }, freedom = Double(large.reduce(0) { $0 + $1.count - 1 })
    var withoutEach = scores.map { _ in value }
    for band in large {
      let own = groups[band.stratum] ?? [], mean = own.map { scores[$0] }.mean, n = Double(own.count), before = band.deviation ?? 0
      for net in own {
        // The stratum's sum of squares loses n/(n − 1) (x − x̄)² with a net.
        let left = ((n - 1) * before * before - n / (n - 1) * (scores[net] - mean) * (scores[net] - mean)) / (n - 2)
        let change = (n - 2) * Elementary.log(left.squareRoot()) - (n - 1) * Elementary.log(before)
        withoutEach[net] = left > 0 ? (freedom * value - change) / (freedom - 1) : .nan
      }
    }
    return Jackknife(value: value, withoutEach: withoutEach)
  }
}
