internal import Streams

/// How far scores lie apart within strata of equal nets: bands by stratum, and one pooled standard deviation.
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
  /// √(Σ_d Σ_i (x_di − x̄_d)² / Σ_d (n_d − 1)) over strata d.
  public let deviation: Double

  /// - Throws: `.lengths`, `.notFinite`, and `.tooFew` where no stratum has two nets.
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
    let freedom = bands.reduce(0) { $0 + $1.count - 1 }
    guard freedom > 0 else { throw .tooFew("nets of one stratum", count: 1, least: 2) }
    let squares = bands.map { Double($0.count - 1) * ($0.deviation ?? 0) * ($0.deviation ?? 0) }.sum
    deviation = (squares / Double(freedom)).squareRoot()
  }

  /// −ln of the pooled deviation, and what it is without each net: the difference of two is the log ratio of their deviations, above 0 where
  /// the first lies closer together.
  ///
  /// - Throws: as `init`, and `.constant` where scores do not differ within any stratum.
  public static func steadiness(_ scores: [Double], strata: [Int]) throws(StatisticsError) -> Jackknife {
    let whole = try StratumSpread(scores, strata: strata), freedom = whole.bands.reduce(0) { $0 + $1.count - 1 }
    guard whole.deviation > 0 else { throw .constant(column: "the scores within each stratum") }
    let squares = whole.deviation * whole.deviation * Double(freedom)
    var means: [Int: (sum: Double, count: Double)] = [:]
    for (score, stratum) in zip(scores, strata) {
      let own = means[stratum] ?? (0, 0)
      means[stratum] = (own.sum + score, own.count + 1)
    }
    return Jackknife(
      value: -Elementary.log(whole.deviation),
      withoutEach: zip(scores, strata).map { score, stratum in
        guard let own = means[stratum], own.count > 1 else { return -Elementary.log(whole.deviation) }
        // A stratum's sum of squares loses n/(n − 1) (x − x̄)² with a net.
        let apart = score - own.sum / own.count, left = squares - own.count / (own.count - 1) * apart * apart
        return freedom > 1 && left > 0 ? -Elementary.log((left / Double(freedom - 1)).squareRoot()) : .nan
      })
  }
}
