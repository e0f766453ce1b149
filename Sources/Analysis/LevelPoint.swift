public import Statistics

/// How truly one supernet ranks at its end, and how well it is trained: a point of tau against training level (protocol, section 3).
public struct LevelPoint: Codable, Hashable, Sendable {
  /// Label and seed of the supernet.
  public let strategy: String, seed: Int
  /// Mean one-shot score of the fixed paths, accuracies as fractions.
  public let level: Double
  /// Over all nets of the design.
  public let tau: Measured<Estimate>

  /// A strategy's supernets by rising seed; none where a run file or its fixed paths are missing.
  static func all(_ row: StrategyRow) -> [LevelPoint] {
    let levels = row.training.levels.compactMap { $0.value?.score }
    guard levels.count == row.seeds.count, row.ranks.each.count == row.seeds.count else { return [] }
    return row.seeds.indices.map {
      LevelPoint(strategy: row.strategy, seed: row.seeds[$0], level: levels[$0], tau: row.ranks.each[$0])
    }
  }
}

extension RankingStudy {
  /// Pearson's r between training level and tau over all supernets; a reason where there are too few, or none varies.
  public var levelCorrelation: Measured<Double> {
    let known = levels.compactMap { own in own.tau.value.map { (own.level, $0.value) } }
    return Measured { () throws(StatisticsError) in
      guard known.count >= 4 else { throw .tooFew("supernets", count: known.count, least: 4) }
      return try pearson(known.map(\.0), known.map(\.1), names: ("training levels", "taus"))
    }
  }
}
