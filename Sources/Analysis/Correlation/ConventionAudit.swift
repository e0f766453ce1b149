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

  /// The convention of a choice by another column than the target.
  public static func binsName(of column: String) -> String { "best of each of 400 bins of \(column)" }

  public let predictors: [String]
  public let rows: [Row]

  /// From the least to the largest tau of a predictor over all conventions that give one, but for Spearman's rho, another coefficient, and for argsorts, a
  /// mistake that is about 0 for any scores.
  public func range(of predictor: Int) -> ClosedRange<Double>? {
    let values = rows.filter { ![Self.spearmanName, Self.argsortName].contains($0.convention) }.compactMap {
      $0.correlations[predictor].value?.value
    }
    guard let low = values.min(), let high = values.max() else { return nil }
    return low...high
  }

  /// What is drawn is drawn of nets in the order of their values, so that nothing depends on the order in which nets are given.
  ///
  /// - Parameters:
  ///   - predictors: a value a net each; larger is better.
  ///   - bins: columns beside the target in whose parts the best net is chosen.
  ///   - classes: nets of one number compute the same function, so that accuracies of distinct nets are means over them; nil where nobody knows.
  ///   - draws: of each random choice of nets; fewer above 200,000 nets, and of orders of nets above 2,000.
  /// - Throws: `.lengths`, `.tooFew` below 2 nets, `.notFinite`.
  public init(
    _ predictors: [(name: String, values: [Double])], target: [Double], bins: [(name: String, values: [Double])] = [],
    classes: [Int]? = nil, draws: Int = 1_000, random: RandomStream
  ) throws(StatisticsError) {
    for own in predictors + bins { try StatisticsError.check(own.values, target, names: ("column '\(own.name)'", "the target")) }
    let nets = Self.inOrder([target] + (predictors + bins).map(\.values))
    let classes = classes.map { classes in nets.map { classes[$0] } }, bins = bins.map { ($0.name, $0.values.at(nets)) }
    let columns = predictors.map { $0.values.at(nets) }, target = target.at(nets), n = target.count, all = Array(0..<n)
    func row(_ convention: String, nets: Int, _ value: ([Double]) throws(StatisticsError) -> Double) -> Row {
      Row(
        convention: convention, nets: nets,
        correlations: columns.map { column in
          Measured { () throws(StatisticsError) in Correlation(value: try value(column), low: nil, high: nil, nets: nets) }
        })
    }
    func tau(_ x: [Double], of nets: [Int]) throws(StatisticsError) -> Double { try KendallTau(x.at(nets), target.at(nets)).tauB }
    func chosen(_ convention: String, _ nets: [Int]) -> Row {
      row(convention, nets: nets.count) { x throws(StatisticsError) in try tau(x, of: nets) }
    }
    // All predictors are judged on the same draws.
    func drawn(_ convention: String, nets: Int, _ count: Int, _ value: ([Double], Int) throws(StatisticsError) -> Double) -> Row {
      Row(
        convention: convention, nets: nets,
        correlations: columns.map { column in
          Measured { () throws(StatisticsError) in
            var values: [Double] = []
            for draw in 0..<count { values.append(try value(column, draw)) }
            return Correlation(value: values.mean, low: quantile(0.05, of: values), high: quantile(0.95, of: values), nets: nets)
          }
        })
    }
    func drawn(_ convention: String, _ samples: [[Int]]) -> Row {
      if samples.allSatisfy({ $0 == samples[0] }) { return chosen(convention, samples[0]) }
      return drawn(convention, nets: samples[0].count, samples.count) { x, draw throws(StatisticsError) in try tau(x, of: samples[draw]) }
    }
    // Where nets with equal values leave a choice open, the first in a random order is taken.
    let orders = min(draws, max(20, 2_000_000 / n))
    func order(_ draw: Int) -> [Int] {
      var random = random.child("order").child(draw)
      return random.permutation(n)
    }
    func inEachOrder(_ choose: ([Int]) -> [Int]) -> [[Int]] { (0..<orders).map { choose(order($0)) } }
    var rows = [chosen(Self.allName, all)]
    if let classes {
      let members = Dictionary(grouping: all) { classes[$0] }.sorted { $0.key < $1.key }.map(\.value)
      func means(_ column: [Double]) -> [Double] { Target.means(of: members.map { column.at($0) }) }
      rows.append(
        row(Self.distinctName, nets: members.count) { x throws(StatisticsError) in try KendallTau(means(x), means(target)).tauB })
    }
    for (name, values) in [(Self.binsName, target)] + bins.map({ (Self.binsName(of: $0), $1) }) {
      rows.append(drawn(name, inEachOrder { Self.bestOfBins(400, values, order: $0) }))
    }
    if n >= 200 {
      // Where the first is taken is as free as the order of equals: each of the places serves, and each order.
      let step = n / 100
      var samples = [[Int]](repeating: [], count: max(orders, step))
      for draw in 0..<orders {
        let nets = order(draw), rising = Ranking(target.at(nets)).order
        for sample in stride(from: draw, to: samples.count, by: orders) {
          samples[sample] = (0..<n / step).map { nets[Int(rising[sample % step + $0 * step])] }
        }
      }
      rows.append(drawn("every \(step.ordinal) by accuracy", samples))
    }
    for size in [13, 50, 100, 1_000] where size < n {
      let samples = (0..<min(draws, max(100, 200_000_000 / n))).map { draw in
        var random = random.child(size).child(draw)
        return Array(random.permutation(n).prefix(size))
      }
      rows.append(drawn("\(size) at random", samples))
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
    // The mistake: positions of nets in rising order, as argsort gives them, taken for their ranks. It hangs on the order of rows.
    rows.append(
      drawn(Self.argsortName, nets: n, orders) { x, draw throws(StatisticsError) in
        let nets = order(draw)
        func argsort(_ column: [Double]) -> [Double] { Ranking(column.at(nets)).order.map(Double.init) }
        return try KendallTau(argsort(x), argsort(target)).tauB
      })
    (self.predictors, self.rows) = (predictors.map(\.name), rows)
  }

  /// NAS-Bench-201's codes by CIFAR-10 accuracy: both supernets, and the count of multiply-adds, which orders them as parameters do.
  init(_ cells: PublishedCells, random: RandomStream) throws(StatisticsError) {
    try self.init(
      [
        (CellStudy.oneShotName, cells.oneShot), (CellStudy.fewShotName, cells.fewShot), (CellStudy.multiplyAddsName, cells.multiplyAdds),
      ], target: cells.trained[0],
      bins: zip(PublishedCells.Images.allCases, cells.trained).dropFirst().map { ("\($0.rawValue) accuracy", $1) }, classes: cells.classes,
      random: random)
  }

  /// Of each part of equal width between the worst and the best value, closed on the right, that holds a net: the best net; by rising value.
  ///
  /// - Parameter order: of the nets; the first of equals is taken.
  static func bestOfBins(_ count: Int, _ values: [Double], order: [Int]) -> [Int] {
    guard let low = values.min(), let high = values.max(), high > low else { return Array(values.indices) }
    var best = [Int?](repeating: nil, count: count)
    for net in order {
      // A value on a part's edge is in the part below it, whatever the last digits of the quotient.
      let place = (values[net] / 2 - low / 2) / (high / 2 - low / 2) * Double(count)
      let bin = min(count, max(1, Int((place - 1e-8).rounded(.up)))) - 1
      if best[bin].map({ values[$0] < values[net] }) ?? true { best[bin] = net }
    }
    return best.compactMap(\.self)
  }

  /// Positions of nets by rising values of the first column, equals by the next: an order that does not depend on the one given.
  private static func inOrder(_ columns: [[Double]]) -> [Int] {
    columns[0].indices.sorted { a, b in
      for column in columns where column[a] != column[b] { return column[a] < column[b] }
      return a < b
    }
  }
}

extension [Double] {
  /// The values at some positions.
  fileprivate func at(_ positions: [Int]) -> [Double] { positions.map { self[$0] } }
}

extension Int {
  /// "2nd", "156th".
  fileprivate var ordinal: String {
    let ending = (11...13).contains(self % 100) ? "th" : [1: "st", 2: "nd", 3: "rd"][self % 10] ?? "th"
    return "\(self)\(ending)"
  }
}
