public import Statistics
import Streams

/// Anyone's scores against anyone's target: columns of a file, one value a net, larger is better.
///
///     let study = try CorrelationStudy(columns, k: 5, level: 0.95)
///     print(study.predictions[0].ranks.tau().value?.theseSupernets)
public struct CorrelationStudy: Sendable {
  /// The columns of a file in the parts that they play, all of one length.
  public struct Columns: Sendable {
    /// A name and a finite number a net.
    public struct Column: Sendable {
      public let name: String, values: [Double]

      public init(_ name: String, _ values: [Double]) { (self.name, self.values) = (name, values) }
    }

    /// What the file is called.
    public let source: String
    /// Scores to be judged, and what they should beat, such as MACs.
    public let predictions: [Column], baselines: [Column]
    /// One column a seed of the target.
    public let seeds: [Column]
    /// Pairs of equal value in it are compared by themselves.
    public let strata: Column?

    public init(_ source: String, predictions: [Column], baselines: [Column], seeds: [Column], strata: Column?) {
      (self.source, self.predictions, self.baselines, self.seeds, self.strata) = (source, predictions, baselines, seeds, strata)
    }

    /// The name of the target in tables and errors.
    public var targetName: String { seeds.count == 1 ? seeds[0].name : "mean of \(seeds.map(\.name).joined(separator: ", "))" }
  }

  /// One column against the target.
  public struct Row: Sendable {
    /// tau over all pairs and within strata, the top, and differences to the columns behind it.
    public let ranks: PredictorRow
    public let correlations: ColumnCorrelations

    public var name: String { ranks.name }
  }

  /// As they were given.
  public let columns: Columns
  /// ȳ, the mean over seeds.
  public let target: [Double]
  /// Of all intervals; and the size of the top.
  public let level: Double, k: Int
  public let predictions: [Row], baselines: [Row]
  /// Of the target: nothing but reasons for one seed.
  public let lines: ReferenceLines
  /// How much was drawn anew.
  public let effort: ResamplingEffort

  /// n.
  public var count: Int { target.count }
  /// Whether the top has intervals: above 1,000 nets its bootstrap would take long.
  public var hasTopIntervals: Bool { count <= effort.mostResampled }

  /// - Parameters:
  ///   - k: the size of the top, 5 or more; where there are fewer nets the top has a reason instead.
  ///   - level: of all intervals.
  /// - Throws: `.lengths`, `.tooFew` below 2 nets, `.notFinite`, `.constant`, each with the column's name.
  public init(_ columns: Columns, k: Int, level: Double) throws(StatisticsError) {
    for seed in columns.seeds where seed.values.count > 1 && seed.values.allSatisfy({ $0 == seed.values[0] }) {
      throw .constant(column: "column '\(seed.name)'")
    }
    let several = columns.seeds.count > 1 ? try Target(seeds: columns.seeds.map(\.values)) : nil
    let means = several?.means ?? columns.seeds[0].values
    func predictors(_ columns: [Columns.Column]) -> [Predictor] {
      columns.map { Predictor($0.name, fixed: $0.values, column: "column '\($0.name)'") }
    }
    let effort = ResamplingEffort.interactive(nets: means.count, level: level)
    let comparison = PredictorComparison(
      predictors: predictors(columns.predictions), baselines: predictors(columns.baselines), column: "column '\(columns.targetName)'",
      means: means, runs: several, strata: columns.strata.map { Self.numbered($0.values) }, effort: effort)
    let all = comparison.predictors + comparison.baselines, pairs: [ComparedPairs] = columns.strata == nil ? [.all] : [.all, .withinStrata]
    var rows: [Row] = []
    for (number, own) in all.enumerated() {
      try comparison.check(own)
      let isPrediction = number < comparison.predictors.count
      rows.append(
        Row(
          ranks: comparison.row(
            of: own, over: pairs, against: isPrediction ? Array(all[(number + 1)...]) : [], k: k,
            random: RandomStream(seed: 0, "correlate/top")),
          correlations: try ColumnCorrelations(own.scores[0], means, names: (own.column ?? own.name, comparison.column))))
    }
    predictions = Array(rows.prefix(comparison.predictors.count))
    baselines = Array(rows.dropFirst(comparison.predictors.count))
    lines = comparison.lines(random: RandomStream(seed: 0, "correlate"))
    (self.columns, target, self.level, self.k, self.effort) = (columns, means, level, k, effort)
  }

  /// Strata by number: equal values are one stratum.
  private static func numbered(_ values: [Double]) -> [Int] {
    var numbers: [Double: Int] = [:]
    return values.map { value in
      let number = numbers[value] ?? numbers.count
      numbers[value] = number
      return number
    }
  }
}

/// The correlations of two columns that stand beside tau-b.
public struct ColumnCorrelations: Codable, Hashable, Sendable {
  /// Kendall 1938; Vigna 2015; Spearman 1904; Pearson 1895: all from −1 to 1.
  public let tauA: Double, weightedTau: Double, spearman: Double, pearson: Double

  /// - Throws: as `KendallTau`.
  init(_ x: [Double], _ y: [Double], names: (String, String)) throws(StatisticsError) {
    let tau = try KendallTau(x, y, names: names)
    (tauA, weightedTau) = (tau.tauA, tau.weightedTau)
    spearman = try Statistics.spearman(x, y, names: names)
    pearson = try Statistics.pearson(x, y, names: names)
  }
}
