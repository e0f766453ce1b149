public import Statistics
import Streams

/// Anyone's scores against anyone's target: columns of a table, one value a net, larger is better.
///
///     let study = try CorrelationStudy(columns, k: 5, level: 0.95)
///     print(study.predictions[0].ranks.tau().value?.theseSupernets)
public struct CorrelationStudy: Sendable {
  /// One prediction or baseline against the target.
  public struct Row: Sendable {
    /// tau over all pairs, within strata and among the predicted best; the top; each supernet by itself.
    public let ranks: PredictorRow
    /// Means over supernets.
    public let correlations: ColumnCorrelations

    public var name: String { ranks.name }
  }

  /// tau of one column or strategy less that of another on the same nets.
  public struct Difference: Sendable {
    public let first: String, second: String
    /// Over nets; and over nets and supernets where one of the two is a strategy.
    public let tau: TwoIntervals
    /// Seeds that both strategies have, over which they are compared one by one; nil where seeds pair nothing.
    public let commonSeeds: [Int]?
    /// What `adjustedP` is of; nil where there is none.
    public let judged: Estimate?
    /// Holm's p over the differences of the study that have one: of *the strategy* where a strategy is judged, else of *these supernets*; nil where
    /// one supernet of a strategy says nothing of another.
    public let adjustedP: Double?
  }

  /// Shares of the predicted best among which tau stands besides, as in reports.
  public static let shares = [0.5, 0.25]

  /// As they were given.
  public let columns: Columns
  /// Of all intervals; and the size of the top.
  public let level: Double, k: Int
  public let predictions: [Row], baselines: [Row]
  /// Each prediction less each prediction and baseline behind it.
  public let differences: [Difference]
  /// Of the target: nothing but reasons for one seed.
  public let lines: ReferenceLines
  /// How finely the target's runs tell nets apart; a reason for one run, and above 20,000 nets.
  public let resolution: Measured<RankResolution>
  /// How much was drawn anew.
  public let effort: ResamplingEffort
  /// What a person should know of these columns before believing a number, a sentence each.
  public let remarks: [String]

  /// n.
  public var count: Int { target.count }
  /// ȳ, the mean over seeds.
  public var target: [Double] { columns.seeds.means }
  /// Whether the top has intervals: above 1,000 nets its bootstrap would take long.
  public var hasTopIntervals: Bool { count <= effort.mostResampled }

  /// - Parameters:
  ///   - k: the size of the top, 5 or more; where there are fewer nets the top has a reason instead.
  ///   - level: of all intervals.
  /// - Throws: `.lengths`, `.tooFew` below 2 nets, `.notFinite`, `.constant`, each with the column's name.
  public init(_ columns: Columns, k: Int, level: Double) throws(StatisticsError) {
    let means = columns.seeds.means, target = "column '\(columns.seeds.title)'"
    if means.count < 2 { throw .tooFew("nets", count: means.count, least: 2) }
    for column in columns.predictions.flatMap(\.columns) + columns.baselines {
      try StatisticsError.check(column.values, means, names: ("column '\(column.name)'", target))
      if column.isConstant { throw .constant(column: "column '\(column.name)'") }
    }
    if means.allEqual { throw .constant(column: target) }
    var several: Target?
    if let runs = columns.seeds.runs, columns.seeds.constant.isEmpty { several = try Target(runs: runs) }
    let effort = ResamplingEffort.interactive(nets: means.count, level: level)
    let comparison = PredictorComparison(
      predictors: columns.predictions.map { Self.predictor($0, besideStrategies: columns.hasStrategies) },
      baselines: columns.baselines.map { Predictor($0.name, fixed: $0.values, column: "column '\($0.name)'") }, column: target,
      means: means,
      runs: several, strata: columns.strata?.numbers, effort: effort)
    let all = comparison.predictors + comparison.baselines
    let pairs: [ComparedPairs] =
      [.all] + (columns.strata == nil ? [] : [.withinStrata]) + Self.shares.map { .amongPredictedBest(share: $0) }
    var rows: [Row] = []
    let order = Ranking(means), ranks = order.meanRanks
    for own in all {
      let isRanked = !columns.ranksAlone.isDisjoint(with: columns.names(of: own.name) + columns.seeds.names)
      rows.append(
        Row(
          ranks: comparison.row(of: own, over: pairs, k: k, random: RandomStream(seed: 0, "correlate/top")),
          correlations: try ColumnCorrelations(own.scores, (means, order, ranks), isRanked: isRanked)))
    }
    predictions = Array(rows.prefix(comparison.predictors.count))
    baselines = Array(rows.dropFirst(comparison.predictors.count))
    differences = try Self.differences(comparison, ofStrategies: columns.hasStrategies)
    lines = comparison.lines(random: RandomStream(seed: 0, "correlate"), least: max(2, columns.seeds.names.count))
    resolution = Measured { () throws(StatisticsError) in
      guard let several else { throw .tooFew("nets with a second run", count: 0, least: 1) }
      guard means.count <= effort.mostPaired else {
        throw .range(
          "the number of nets whose pairs are all looked at", value: Double(means.count), expected: "at most \(effort.mostPaired)")
      }
      return try RankResolution(several, level: level)
    }
    remarks = columns.remarks + Self.remarks(columns, rows.prefix(comparison.predictors.count).map(\.ranks))
    (self.columns, self.level, self.k, self.effort) = (columns, level, k, effort)
  }

  /// A column beside strategies is one supernet, whose retraining nobody has seen; among columns alone nothing is said of methods.
  private static func predictor(_ own: Columns.Prediction, besideStrategies: Bool) -> Predictor {
    besideStrategies
      ? Predictor(own.name, scores: own.columns.map(\.values), seeds: own.seeds)
      : Predictor(own.name, fixed: own.columns[0].values, column: "column '\(own.columns[0].name)'")
  }

  /// Strategies that have some seeds in common, but not all, are compared over those alone.
  private static func differences(_ comparison: PredictorComparison, ofStrategies: Bool) throws(StatisticsError) -> [Difference] {
    let all = comparison.predictors + comparison.baselines
    var found: [(first: String, second: String, tau: TwoIntervals, commonSeeds: [Int]?)] = []
    for (number, first) in comparison.predictors.enumerated() {
      for second in all[(number + 1)...] {
        let common = first.seeds.filter(second.seeds.contains)
        let isPaired = !first.isFixed && !second.isFixed && common.count > 1
        let pair = isPaired ? (first.only(common), second.only(common)) : (first, second)
        found.append((first.name, second.name, try comparison.difference(pair.0, pair.1), isPaired ? common : nil))
      }
    }
    let judged = found.map { own -> Estimate? in
      let tau = ofStrategies ? own.tau.theStrategy : own.tau.theseSupernets
      return tau.interval == nil ? nil : tau
    }
    return zip(found, zip(judged, adjusted(judged))).map { own, answer in
      Difference(
        first: own.first, second: own.second, tau: own.tau, commonSeeds: own.commonSeeds, judged: answer.0, adjustedP: answer.1)
    }
  }

  /// Holm's p of each difference over those that have an interval; nil for the others.
  public static func adjusted(_ judged: [Estimate?]) -> [Double?] {
    var verdicts = Verdict.all(judged.compactMap(\.self).map { Verdict.Contrast("", $0) })[...]
    return judged.map { $0 == nil ? nil : verdicts.popFirst()?.adjustedP }
  }
}

extension CorrelationStudy.Columns {
  fileprivate var hasStrategies: Bool { predictions.contains(where: \.isStrategy) }

  /// Columns behind the prediction or baseline of a name.
  fileprivate func names(of name: String) -> [String] { predictions.first { $0.name == name }?.columns.map(\.name) ?? [name] }
}

/// The correlations of two columns that stand beside tau-b; of several supernets their means.
public struct ColumnCorrelations: Codable, Hashable, Sendable {
  /// Kendall 1938; Vigna 2015; Spearman 1904: all from −1 to 1.
  public let tauA: Double, weightedTau: Double, spearman: Double
  /// Pearson 1895; nil where failed nets stand last without a value of their own.
  public let pearson: Double?

  /// - Parameters: finite columns of one length, in none of which all values are equal; the target with its order and mean ranks.
  /// - Throws: as `pearson`.
  init(_ columns: [[Double]], _ target: (values: [Double], order: Ranking, ranks: [Double]), isRanked: Bool) throws(StatisticsError) {
    var sums = [0.0, 0, 0, 0]
    let (y, order, ranks) = target
    for x in columns {
      let own = Ranking(x), tau = KendallTau(own, order, y)
      let spearman = try Statistics.pearson(own.meanRanks, ranks), pearson = try Statistics.pearson(x, y)
      for (place, value) in [tau.tauA, tau.weightedTau, spearman, pearson].enumerated() { sums[place] += value }
    }
    let means = sums.map { $0 / Double(columns.count) }
    (tauA, weightedTau, spearman, pearson) = (means[0], means[1], means[2], isRanked ? nil : means[3])
  }
}
