internal import Jobs
internal import Store

/// Pilots: which are to run, round by round, and what they chose.
extension RankingReproduction {
  /// The pilots' jobs and what they have shown so far.
  ///
  /// `rounds` has those of the declared grid, then a round for each extension that may be. What an extension tries is supposed until the round
  /// before has run: one pilot a strategy in the first, none in later ones. `isDone` is false until those of all strategies have run,
  /// extensions included.
  ///
  /// - Parameter label: of one strategy, or of another schedule of it; all where nil.
  public func pilots(of label: String? = nil) throws -> (rounds: [ExperimentPlan.Round], tuning: Tuning, isDone: Bool) {
    let searches = try searches(of: label)
    let tuning = Tuning(
      pilots: searches.flatMap(\.pilots),
      choices: searches.compactMap { own in
        own.search.best.map { Tuning.Choice(label: own.entry.label, rate: $0, isBracketed: own.search.isBracketed) }
      })
    return (try rounds(of: searches), tuning, searches.allSatisfy { $0.search.best != nil })
  }

  private func rounds(of searches: [Search]) throws -> [ExperimentPlan.Round] {
    guard let own = ranking.experiment.supernets, let grid = ranking.grid else { return [] }
    return try (0...grid.extensions).map { number in
      var isSupposed = false
      let jobs = try searches.flatMap { search in
        let isKnown = number < search.search.rounds.count || search.search.best != nil
        let factors =
          number < search.search.rounds.count ? search.search.rounds[number] : isKnown || number != 1 ? [] : [grid.supposed]
        if !isKnown { isSupposed = true }
        return try factors.map { try Self.job(ranking.pilot(of: search.entry, in: own, rate: $0), search.entry.label, $0) }
      }
      return ExperimentPlan.Round(jobs, isSupposed: isSupposed)
    }
  }

  /// A strategy's grid as far as its pilots have run.
  private struct Search {
    let entry: RankingExperiment.Supernets.Entry, search: RateGrid.Search, pilots: [Pilot]
  }

  private func searches(of label: String?) throws -> [Search] {
    guard let own = ranking.experiment.supernets, let grid = ranking.grid else { return [] }
    let wanted = own.strategies.first { $0.label == label }.map { $0.scheduleOf ?? $0.label }
    return try ranking.tuned.filter { wanted == nil || $0.label == wanted }.map { entry in
      var pilots: [Pilot] = []
      let search = try grid.search { rate in
        let spec = ranking.pilot(of: entry, in: own, rate: rate)
        guard try surroundings.results.stale([Self.job(spec, entry.label, rate)]).isEmpty else { return nil }
        let probes = try surroundings.results.run(try JobReference(spec)).snapshots.last?.probes ?? []
        let score = probes.reduce(0, +) / Double(max(probes.count, 1))
        pilots.append(Pilot(label: entry.label, rate: rate, score: score, passes: spec.passes))
        return score
      }
      return Search(entry: entry, search: search, pilots: pilots)
    }
  }

  private static func job(_ spec: SupernetSpec, _ label: String, _ rate: Double) throws -> Job {
    try Job(spec, label: "pilot \(label), learning rate × \((rate * 1000).rounded() / 1000)")
  }
}

extension RankingExperiment {
  /// By label, the labels of other schedules of the same strategy.
  var schedules: [String: [String]] {
    strategies.reduce(into: [:]) { schedules, entry in if let whole = entry.scheduleOf { schedules[whole, default: []].append(entry.label) }
    }
  }
}
