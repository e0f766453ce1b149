public import Statistics
public import Streams

/// The same scores under the conventions by which papers report a rank correlation: which nets are chosen, and what is ranked.
///
///     let audit = try ConventionAudit([("one-shot", scores), ("parameters", counts)], target: accuracies, random: stream)
///     for row in audit.rows { print(row.convention, row.nets, row.taus.map(\.value)) }
///
/// A count that no training enters stands beside the scores under each: where a convention lifts both, it lifts the choice of nets.
public struct ConventionAudit: Codable, Hashable, Sendable {
  /// The correlation of one predictor under one convention.
  public struct Correlation: Codable, Hashable, Sendable {
    /// tau-b where the convention says nothing else; of draws their mean.
    public let value: Double
    /// The middle nine tenths of draws; nil where nothing is drawn.
    public let low: Double?, high: Double?
    /// Nets that were ranked.
    public let nets: Int
  }

  public struct Row: Codable, Hashable, Sendable {
    public let convention: String
    /// Nets that are left; nil where the convention leaves each predictor a number of its own.
    public let nets: Int?
    /// In the order of `predictors`; a reason where nothing can be ranked.
    public let correlations: [Measured<Correlation>]
  }

  public static let allName = "all architectures", binsName = "best of each of 400 accuracy bins", distinctName = "distinct architectures"
  public static let spearmanName = "Spearman's rho", argsortName = "tau of argsorts"
  public static let topByTruthName = "best half by truth", topByPredictionName = "best half by prediction"

  public let predictors: [String]
  public let rows: [Row]

  /// From the least to the largest correlation of a predictor over all conventions that give one.
  public func range(of predictor: Int) -> ClosedRange<Double>? {
    let values = rows.compactMap { $0.correlations[predictor].value?.value }
    guard let low = values.min(), let high = values.max() else { return nil }
    return low...high
  }

  /// - Parameters:
  ///   - predictors: a value a net each; larger is better.
  ///   - classes: nets of one number compute the same function, so that accuracies of distinct nets are means over them; nil where nobody knows.
  ///   - draws: of each random choice of nets; fewer above 200,000 nets.
  /// - Throws: `.lengths`, `.tooFew` below 2 nets, `.notFinite`.
  public init(
    _ predictors: [(name: String, values: [Double])], target: [Double], classes: [Int]? = nil, draws: Int = 1_000, random: RandomStream
  ) throws(StatisticsError) {
    for own in predictors { try StatisticsError.check(own.values, target, names: ("column '\(own.name)'", "the target")) }
    let columns = predictors.map(\.values), n = target.count, all = Array(0..<n)
    let rising = Ranking(target).order.map { Int($0) }
    func row(_ convention: String, nets: Int, _ value: ([Double]) throws(StatisticsError) -> Double) -> Row {
      Row(
        convention: convention, nets: nets,
        correlations: columns.map { column in
          Measured { () throws(StatisticsError) in Correlation(value: try value(column), low: nil, high: nil, nets: nets) }
        })
    }
    func tau(_ x: [Double], of nets: [Int]) throws(StatisticsError) -> Double {
      try KendallTau(nets.map { x[$0] }, nets.map { target[$0] }).tauB
    }
    func chosen(_ convention: String, _ nets: [Int]) -> Row {
      row(convention, nets: nets.count) { x throws(StatisticsError) in try tau(x, of: nets) }
    }
    var rows = [chosen(Self.allName, all)]
    if let classes {
      let members = Dictionary(grouping: all) { classes[$0] }.sorted { $0.key < $1.key }.map(\.value)
      func means(_ column: [Double]) -> [Double] { members.map { nets in nets.map { column[$0] }.mean } }
      rows.append(
        row(Self.distinctName, nets: members.count) { x throws(StatisticsError) in try KendallTau(means(x), means(target)).tauB })
    }
    rows.append(chosen(Self.binsName, Self.bestOfBins(400, target)))
    if n >= 200 {
      let step = n / 100
      rows.append(chosen("every \(step.ordinal) by accuracy", stride(from: 0, to: n, by: step).map { rising[$0] }))
    }
    for size in [13, 50, 100, 1_000] where size < n {
      // All predictors are judged on the same draws.
      let samples = (0..<min(draws, max(100, 200_000_000 / n))).map { draw in
        var random = random.child(size).child(draw)
        return Array(random.permutation(n).prefix(size))
      }
      rows.append(
        Row(
          convention: "\(size) at random", nets: size,
          correlations: columns.map { column in
            Measured { () throws(StatisticsError) in
              var taus: [Double] = []
              for nets in samples { taus.append(try tau(column, of: nets)) }
              return Correlation(value: taus.mean, low: quantile(0.05, of: taus), high: quantile(0.95, of: taus), nets: size)
            }
          }))
    }
    rows.append(chosen(Self.topByTruthName, CellStudy.best(0.5, by: target)))
    // Ties at the cut all belong, so that each predictor has a number of nets of its own.
    let halves = columns.map { CellStudy.best(0.5, by: $0) }
    rows.append(
      Row(
        convention: Self.topByPredictionName, nets: halves.allSatisfy { $0.count == halves[0].count } ? halves.first?.count : nil,
        correlations: zip(columns, halves).map { column, nets in
          Measured { () throws(StatisticsError) in
            Correlation(value: try tau(column, of: nets), low: nil, high: nil, nets: nets.count)
          }
        }))
    let step = target.contains { $0.magnitude > 1.5 } ? 0.1 : 0.001
    rows.append(
      row("truth rounded to \(step)", nets: n) { x throws(StatisticsError) in try sparseTau(x, target, step: step).value })
    rows.append(row(Self.spearmanName, nets: n) { x throws(StatisticsError) in try spearman(x, target) })
    // The mistake: positions of nets in rising order, as argsort gives them, taken for their ranks.
    rows.append(
      row(Self.argsortName, nets: n) { x throws(StatisticsError) in
        try KendallTau(Ranking(x).order.map { Double($0) }, rising.map(Double.init)).tauB
      })
    (self.predictors, self.rows) = (predictors.map(\.name), rows)
  }

  /// NAS-Bench-201's codes by CIFAR-10 accuracy: both supernets, and the count of multiply-adds, which orders them as parameters do.
  init(_ cells: PublishedCells, random: RandomStream) throws(StatisticsError) {
    try self.init(
      [
        (CellStudy.oneShotName, cells.oneShot), (CellStudy.fewShotName, cells.fewShot), (CellStudy.multiplyAddsName, cells.multiplyAdds),
      ], target: cells.trained[0], classes: cells.classes, random: random)
  }

  /// Of each part of equal width between the worst and the best value that holds a net, the best net; by rising value.
  static func bestOfBins(_ count: Int, _ values: [Double]) -> [Int] {
    guard let low = values.min(), let high = values.max(), high > low else { return Array(values.indices) }
    var best: [Int: Int] = [:]
    for (net, value) in values.enumerated() {
      let bin = min(count - 1, Int((value - low) / (high - low) * Double(count)))
      if best[bin].map({ values[$0] < value }) ?? true { best[bin] = net }
    }
    return best.keys.sorted().compactMap { best[$0] }
  }
}

extension Int {
  /// "2nd", "156th".
  fileprivate var ordinal: String {
    let ending = (11...13).contains(self % 100) ? "th" : [1: "st", 2: "nd", 3: "rd"][self % 10] ?? "th"
    return "\(self)\(ending)"
  }
}
