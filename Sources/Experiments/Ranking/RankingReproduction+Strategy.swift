internal import FoundationEssentials
internal import Jobs

/// A ranking whose supernets another experiment goes on with.
extension RankingReproduction {
  /// Throws as `init(_:_:)`, and `ExperimentError` where the source is no ranking or has no such strategy.
  init(_ source: RankingSource, strategy: String, _ surroundings: Surroundings) throws {
    let ranking = try source.experiment(), labels = ranking.strategies.map(\.label)
    guard labels.contains(strategy) else {
      throw ExperimentError.value(
        field: "strategy", reason: "is '\(strategy)', should be one of \(labels.joined(separator: ", ")) of \(source)")
    }
    try self.init(ranking, surroundings)
  }

  /// A strategy's supernets, at the rates that the pilots chose once they are done.
  func supernets(of strategy: String, isChosen: Bool) throws -> [RankingPlan.Supernet] {
    let rates = isChosen ? try pilots(of: strategy).tuning.rates : [:]
    return ranking.supernets(rates: rates).filter { $0.label == strategy }
  }
}
