import Experiments
import Jobs

/// What a dry run says of the arrays that Slurm would be handed.
struct ArrayList {
  private let arrays: [TaskArray]

  /// Of the first round that has something to run: what comes after is planned once that is done.
  init(_ plan: ExperimentPlan, of reproduction: any Reproduction, _ options: SlurmOptions) throws {
    arrays =
      try reproduction.firstStale(plan).map { graph, stale in
        let waiting = Set(stale.map(\.job))
        return TaskArray.plan(graph.jobs.filter(waiting.contains), of: graph, queued: [:], options, largest: .max)
      } ?? []
  }

  /// Nil where there is nothing to run.
  var text: String? {
    guard !arrays.isEmpty else { return nil }
    let lines = arrays.enumerated().map { place, array in
      let after = array.after.isEmpty ? "" : ", after \(array.after.map { "\($0 + 1)" }.joined(separator: ", "))"
      return
        "  \(place + 1): \(array.kind), \(array.jobs.count) tasks, \(array.threads) cores, \(array.megabytes) MB and \(array.minutes) min each\(after)"
    }
    return (["arrays for Slurm, the first round:"] + lines).joined(separator: "\n")
  }
}
