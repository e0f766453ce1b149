/// tau among the best nets, chosen without looking at the outcome.
extension StrategyTau {
  /// tau among the best share q of nets, the best chosen by another seed than the target's (protocol, section 5).
  ///
  /// For each seed r the slice is the top q by y·r, the target there the mean of the other seeds; the value is the mean over r. Choosing by
  /// the target itself conditions on the outcome and reads too low: .185 for .352 among the best 10 % of NAS-Bench-Macro.
  /// - Parameters:
  ///   - scores: for each supernet the scores of the nets.
  ///   - seeds: for each stand-alone seed the accuracies of the same nets, two seeds or more.
  ///   - share: q, above 0 and at most 1; nets tied at the cut all belong.
  /// - Throws: `.tooFew("nets in the slice", …)` below 20: "n too small"; else as `KendallTau`.
  public static func amongBest(share: Double, scores: [[Double]], seeds: [[Double]], isFixed: Bool = false, isCensus: Bool = false)
    throws(StatisticsError)
    -> StrategyTau
  {
    try StatisticsError.check(rows: seeds, named: "stand-alone seed", least: 2)
    var parts: [(nets: [Int], target: [Double])] = []
    for seed in seeds.indices { parts.append((try top(share, of: seeds[seed]), seeds.meanOfOthers(than: seed))) }
    var each: [Jackknife] = []
    for column in scores {
      var taus: [Jackknife] = []
      for part in parts { taus.append(try sliced(column, part.target, part.nets)) }
      each.append(.mean(taus))
    }
    return StrategyTau(each: each, isFixed: isFixed, isCensus: isCensus)
  }

  /// tau among the best share q of each supernet's own predictions: what a search that trusts them sees.
  ///
  /// - Throws: as `amongBest`.
  public static func amongPredictedBest(share: Double, scores: [[Double]], target: [Double], isFixed: Bool = false, isCensus: Bool = false)
    throws(StatisticsError)
    -> StrategyTau
  {
    var each: [Jackknife] = []
    for column in scores { each.append(try sliced(column, target, try top(share, of: column))) }
    return StrategyTau(each: each, isFixed: isFixed, isCensus: isCensus)
  }

  private static func top(_ share: Double, of column: [Double]) throws(StatisticsError) -> [Int] {
    guard share > 0 && share <= 1 else { throw .range("a slice's share", value: share, expected: "above 0 and at most 1") }
    guard !column.isEmpty else { throw .tooFew("nets in the slice", count: 0, least: 20) }
    let size = max(1, Int((share * Double(column.count)).rounded())), threshold = column[Int(Ranking(column).order[column.count - size])]
    let nets = column.indices.filter { column[$0] >= threshold }
    guard nets.count >= 20 else { throw .tooFew("nets in the slice", count: nets.count, least: 20) }
    return nets
  }

  private static func sliced(_ x: [Double], _ y: [Double], _ nets: [Int]) throws(StatisticsError) -> Jackknife {
    guard x.count == y.count else { throw .lengths(x.count, y.count) }
    return try KendallTau(nets.map { x[$0] }, nets.map { y[$0] }).sums.jackknife.spread(over: x.count, at: nets)
  }
}

extension [[Double]] {
  /// Of columns of one length, the mean of all but one.
  package func meanOfOthers(than column: Int) -> [Double] {
    Target.means(of: self[0].indices.map { net in indices.filter { $0 != column }.map { self[$0][net] } })
  }
}
