public import Statistics
public import Streams

/// How truly the published supernets rank NAS-Bench-201's cells, beside predictors that need no training (protocol, sections 4 and 5).
public struct CellStudy: Codable, Hashable, Sendable {
  public static let oneShotName = "one-shot", fewShotName = "few-shot"
  public static let allName = "all codes", distinctName = "distinct cells"
  public static let convolutionsName = "convolutions", multiplyAddsName = "multiply-adds"

  /// tau-b of all predictors on one population of cells, against one target.
  public struct Row: Codable, Hashable, Sendable {
    public let images: PublishedCells.Images, population: String
    /// Cells in it; where each predictor chooses its own, about so many.
    public let cells: Int
    /// In the order of `predictors`, with intervals over cells.
    public let taus: [Measured<Estimate>]
    /// Few-shot minus one-shot on the same cells; a reason where each chooses its own.
    public let difference: Measured<Estimate>
  }

  /// What a search gets that trains the k cells of the best predictions.
  public struct Top: Codable, Hashable, Sendable {
    public let predictor: String, top: Measured<TopK>
  }

  public let predictors: [String]
  /// The size of the top.
  public let k: Int
  public let rows: [Row]
  public let top: [Top]
  /// On the distinct cells, whose codes' accuracies are runs of one net: their standard deviation, the oracle line, the share of pairs told
  /// apart; and the mean standard deviation of the one-shot accuracies of one cell's codes.
  public let noise: Measured<Double>, oracle: Measured<Estimate>, resolvableShare: Measured<Double>, spreadWithinClasses: Double
  /// For the scatter: accuracies of the trained cells on CIFAR-10, and under both supernets.
  public let trained: [Double], oneShot: [Double], fewShot: [Double]

  public init(_ cells: PublishedCells, k: Int = 10, random: RandomStream) {
    let columns = [cells.oneShot, cells.fewShot, cells.convolutions.map(Double.init), cells.multiplyAdds]
    let names = [Self.oneShotName, Self.fewShotName, Self.convolutionsName, Self.multiplyAddsName]
    let members = cells.members, cifar = cells.trained[0], all = Array(cifar.indices)
    func mean(_ column: [Double]) -> [Double] { members.map { cells in cells.reduce(0) { $0 + column[$1] } / Double(cells.count) } }
    /// The row of some cells.
    func row(
      _ population: String, _ images: PublishedCells.Images, _ columns: [[Double]], _ target: [Double], _ cells: [Int], kind: TauKind = .b
    ) -> Row {
      let y = cells.map { target[$0] }
      func tau(_ column: [Double]) throws(StatisticsError) -> StrategyTau {
        try StrategyTau(scores: [cells.map { column[$0] }], target: y, kind: kind)
      }
      return Row(
        images: images, population: population, cells: cells.count,
        taus: columns.map { column in Measured { () throws(StatisticsError) in try tau(column).estimate() } },
        difference: Measured { () throws(StatisticsError) in
          try tau(columns[1]).difference(to: try tau(columns[0]), sharedSeeds: true).theseSupernets
        })
    }
    var rows: [Row] = []
    for (number, images) in PublishedCells.Images.allCases.enumerated() {
      let target = cells.trained[number]
      rows.append(row(Self.allName, images, columns, target, all))
      rows.append(row(Self.distinctName, images, columns.map(mean), mean(target), Array(members.indices)))
    }
    rows.append(row("equal convolutions", .cifar10, columns, cifar, all, kind: .withinStrata(cells.convolutions)))
    for (name, share) in [("half", 0.5), ("quarter", 0.25)] {
      rows.append(row("best \(name) by the target itself", .cifar10, columns, cifar, Self.best(share, by: cifar)))
      rows.append(row("best \(name) on CIFAR-100", .cifar10, columns, cifar, Self.best(share, by: cells.trained[1])))
      rows.append(
        Row(
          images: .cifar10, population: "predicted best \(name)", cells: Self.best(share, by: cells.oneShot).count,
          taus: columns.map { column in
            Measured { () throws(StatisticsError) in
              try StrategyTau.amongPredictedBest(share: share, scores: [column], target: cifar).estimate()
            }
          }, difference: Measured(absent: "each predictor chooses cells of its own")))
    }
    (predictors, self.k, self.rows) = (names, k, rows)
    top = zip(names, columns).map { name, column in
      Top(predictor: name, top: Measured { () throws(StatisticsError) in try TopK(predicted: column, target: cifar, k: k) })
    }
    let runs = members.map { $0.map { cifar[$0] } }
    noise = Measured { () throws(StatisticsError) in try Target(runs: runs).noiseVariance.squareRoot() }
    oracle = Measured { () throws(StatisticsError) in
      try Statistics.oracle(try Target(runs: runs), draws: 100, bootstrap: nil, random: random.child("oracle"))
    }
    resolvableShare = Measured { () throws(StatisticsError) in try Statistics.resolvableShare(try Target(runs: runs)) }
    let repeated = members.filter { $0.count > 1 }
    spreadWithinClasses =
      repeated.isEmpty ? 0 : repeated.reduce(0) { $0 + $1.map { cells.oneShot[$0] }.variance.squareRoot() } / Double(repeated.count)
    (trained, oneShot, fewShot) = (cifar, cells.oneShot, cells.fewShot)
  }

  /// Positions of the best share of a column; those tied at the cut all belong.
  static func best(_ share: Double, by column: [Double]) -> [Int] {
    let size = max(1, Int((share * Double(column.count)).rounded())), threshold = column.sorted(by: >)[size - 1]
    return column.indices.filter { column[$0] >= threshold }
  }
}
