public import Statistics
public import Streams

/// Predictors held against one target on the same nets: the one place where a study asks how truly something ranks.
///
///     let comparison = PredictorComparison(predictors: [spos, fair], baselines: [macs, depth], target: target, strata: depths)
///     let row = comparison.row(of: spos, over: [.all, .withinStrata], against: [fair, macs], k: 5, random: stream)
///     print(row.tau().value?.theStrategy, row.difference(to: "MACs")?.value)
///
/// Nets and supernets are crossed (protocol, section 4): a net leaves all supernets, predictors and the target at once, and supernets are
/// never pooled into points. Every tau has both intervals; what has no closed form is drawn as `effort` says.
public struct PredictorComparison: Sendable {
  /// In the order of tables; baselines are what predictors should beat.
  public let predictors: [Predictor], baselines: [Predictor]
  /// ȳ, a number a net; larger is better.
  public let means: [Double]
  /// The runs behind the means; nil where each net has one.
  public let runs: Target?
  /// The stratum of each net, such as its depth; nil where there are none.
  public let strata: [Int]?
  /// Probability with which the design took each net; nil where all are alike.
  public let inclusion: [Double]?
  /// Whether the nets are all that there are: nothing is sampled but supernets.
  public let isCensus: Bool
  /// Bootstraps, noise draws, the level of intervals.
  public let effort: ResamplingEffort
  /// What errors call the target.
  public let column: String

  /// - Parameter target: of the nets in the order of every predictor's scores.
  public init(
    predictors: [Predictor], baselines: [Predictor] = [], target: Target, strata: [Int]? = nil, inclusion: [Double]? = nil,
    isCensus: Bool = false, effort: ResamplingEffort = .study()
  ) {
    (self.predictors, self.baselines, means, runs) = (predictors, baselines, target.means, target)
    (self.strata, self.inclusion, self.isCensus, self.effort, column) = (strata, inclusion, isCensus, effort, "the target")
  }

  /// Against a column of one run a net, or of means whose runs are `seeds`: [seeds][nets].
  init(
    predictors: [Predictor], baselines: [Predictor], column: String, means: [Double], runs: Target?, strata: [Int]?,
    effort: ResamplingEffort
  ) {
    (self.predictors, self.baselines, self.means, self.runs) = (predictors, baselines, means, runs)
    (self.strata, self.effort, self.column, inclusion, isCensus) = (strata, effort, column, nil, false)
  }

  /// n.
  public var count: Int { means.count }

  /// The predictor or baseline of a name; predictors come first.
  public func predictor(named name: String) -> Predictor? { (predictors + baselines).first { $0.name == name } }

  /// The taus of a predictor's supernets.
  ///
  /// - Throws: as `StrategyTau`; `.tooFew` for pairs that need second runs, strata or a design that there are not.
  public func tau(_ own: Predictor, over pairs: ComparedPairs = .all) throws(StatisticsError) -> StrategyTau {
    func tau(_ kind: TauKind) throws(StatisticsError) -> StrategyTau {
      try StrategyTau(
        scores: own.scores, target: means, kind: kind, isFixed: own.isFixed, isCensus: isCensus,
        names: own.column.map { ($0, column) })
    }
    switch pairs {
    case .all: return try tau(.b)
    case .withinStrata:
      guard let strata else { throw .tooFew("strata", count: 0, least: 1) }
      return try tau(.withinStrata(strata))
    case .ofSpace: return try tau(inclusion.map { .population(inclusion: $0) } ?? .b)
    case .resolvable:
      return try tau(.resolvable(variances: try repeatedRuns.variancesOfMeans(noise: noise)))
    case .amongBest(let share):
      let repeated = try repeatedRuns.repeated
      return try StrategyTau.amongBest(
        share: share, scores: own.scores.map { column in repeated.nets.map { column[$0] } }, seeds: repeated.seeds, isFixed: own.isFixed,
        isCensus: isCensus && repeated.nets.count == count)
    case .amongPredictedBest(let share):
      return try StrategyTau.amongPredictedBest(
        share: share, scores: own.scores, target: means, isFixed: own.isFixed, isCensus: isCensus)
    }
  }

  /// The tau of the first less that of the second on the same nets, with both intervals; paired by seed where both have the same.
  ///
  /// - Throws: as `tau`.
  public func difference(_ first: Predictor, _ second: Predictor, over pairs: ComparedPairs = .all) throws(StatisticsError) -> TwoIntervals
  {
    try tau(first, over: pairs).difference(
      to: try tau(second, over: pairs), sharedSeeds: !first.seeds.isEmpty && first.seeds == second.seeds, level: effort.level)
  }

  /// How much closer together the first's scores lie within strata than the second's: ln of the second's mean deviation less that of the
  /// first's, with both intervals; paired as `difference`.
  ///
  /// - Throws: as `StratumSpread.steadiness`; `.tooFew` without strata.
  public func steadinessDifference(_ first: Predictor, _ second: Predictor) throws(StatisticsError) -> TwoIntervals {
    guard let strata else { throw .tooFew("strata", count: 0, least: 1) }
    func steadiness(_ own: Predictor) throws(StatisticsError) -> StrategyTau {
      var each: [Jackknife] = []
      // A net whose score diverged answers nothing right.
      for scores in own.scores { each.append(try StratumSpread.steadiness(scores.map { max(0, $0) }, strata: strata)) }
      return StrategyTau(each: each, isFixed: own.isFixed, isCensus: isCensus)
    }
    return try steadiness(first).difference(
      to: try steadiness(second), sharedSeeds: !first.seeds.isEmpty && first.seeds == second.seeds, level: effort.level)
  }

  /// All that is asked about one predictor.
  ///
  /// - Parameters:
  ///   - pairs: of the taus, in the order in which the row keeps them.
  ///   - others: what its tau is compared with.
  ///   - k: the size of the top, 5 or more.
  ///   - random: of the top's bootstrap.
  public func row(
    of own: Predictor, over pairs: [ComparedPairs] = [.all], against others: [Predictor] = [], k: Int? = nil, random: RandomStream
  ) -> PredictorRow {
    PredictorRow(
      name: own.name, seeds: own.seeds,
      taus: pairs.map { pairs in
        PredictorRow.Tau(
          pairs: pairs, value: Measured { () throws(StatisticsError) in try tau(own, over: pairs).summary(level: effort.level) })
      },
      differences: others.map { other in
        PredictorRow.Difference(name: other.name, value: Measured { () throws(StatisticsError) in try difference(own, other) })
      },
      top: k.map { k in
        Measured { () throws(StatisticsError) in
          try TopKMeans(
            scores: own.scores, target: means, k: k,
            bootstrap: isCensus ? nil : effort.top(nets: count, supernets: own.isFixed ? 1 : own.scores.count),
            random: random)
        }
      },
      each: own.isFixed
        ? []
        : own.scores.map { column in
          Measured { () throws(StatisticsError) in try Statistics.tau(.b, column, means, level: effort.level) }
        },
      ensemble: own.isFixed
        ? nil
        : Measured { () throws(StatisticsError) in try Statistics.ensemble(scores: own.scores, target: means, isCensus: isCensus) },
      draws: own.isFixed && own.scores.count > 1
        ? Measured { () throws(StatisticsError) in try tau(own).perSupernet } : nil)
  }

  /// s² of each net where it differs between strata (Levene's test); nil where one noise serves all.
  var noise: [Double]? {
    guard let strata, let found = noiseByStratum?.value, !found.isPooled else { return nil }
    return found.variances(of: strata)
  }

  /// Whether noise differs between strata; nil without strata.
  var noiseByStratum: Measured<StratumNoise>? {
    strata.map { strata in Measured { () throws(StatisticsError) in try StratumNoise(try repeatedRuns, strata: strata) } }
  }

  /// The predictor of the largest tau among some, the first of equals; nil of none.
  public func best(of some: [Predictor]) -> Predictor? {
    let values = some.map { own in Measured { () throws(StatisticsError) in Jackknife.mean(try tau(own).each).value }.value ?? -2 }
    return some.indices.max { values[$0] < values[$1] }.map { some[$0] }
  }

  /// Throws what keeps a predictor from being ranked at all: another number of nets, a value that is not finite, a constant column.
  func check(_ own: Predictor) throws(StatisticsError) {
    for scores in own.scores {
      let names = (own.column ?? own.name, column)
      try StatisticsError.check(scores, means, names: names)
      for (column, name) in [(scores, names.0), (means, names.1)] where column.allSatisfy({ $0 == column[0] }) {
        throw .constant(column: name)
      }
    }
  }

  /// The runs of nets some of which have a second.
  var repeatedRuns: Target {
    get throws(StatisticsError) {
      guard let runs else { throw .tooFew("nets with a second run", count: 0, least: 1) }
      return runs
    }
  }
}
