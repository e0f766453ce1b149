import Statistics
import Streams

/// How one column of scores goes with the target.
struct Association {
  let name: String
  let tauB: Estimate
  let tauA: Double, weightedTau: Double, spearman: Double, pearson: Double
  /// tau of pairs within strata; nil without strata, and where none of them holds a pair that can be compared.
  let withinStrata: Estimate?
  /// Nil below k architectures.
  let top: TopK?
  /// The same with bootstrap intervals over architectures; nil above 1,000, where 2,000 draws would take long.
  let topIntervals: TopKMeans?

  init(_ column: Study.Column, _ study: Study, k: Int, level: Double) throws(StatisticsError) {
    name = column.name
    let names = ("column '\(column.name)'", "column '\(study.targetName)'")
    let tau = try KendallTau(column.values, study.target, names: names)
    tauB = tau.estimate(level: level)
    (tauA, weightedTau) = (tau.tauA, tau.weightedTau)
    spearman = try Statistics.spearman(column.values, study.target, names: names)
    pearson = try Statistics.pearson(column.values, study.target, names: names)
    withinStrata = try Self.withinStrata(column, study, level)
    top = study.count < k ? nil : try TopK(predicted: column.values, target: study.target, k: k)
    var bootstrap = Bootstrap(.architecture)
    bootstrap.level = level
    topIntervals =
      study.count < k || study.count > 1_000
      ? nil
      : try TopKMeans(
        scores: [column.values], target: study.target, k: k, bootstrap: bootstrap, random: RandomStream(seed: 0, "correlate/top"))
  }

  private static func withinStrata(_ column: Study.Column, _ study: Study, _ level: Double) throws(StatisticsError) -> Estimate? {
    guard let strata = study.strataNumbers else { return nil }
    do { return try tau(.withinStrata(strata), column.values, study.target, level: level) } catch StatisticsError.noPairs { return nil }
  }
}
