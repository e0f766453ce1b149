import Experiments
import Jobs

/// What a dry run says of the arrays that Slurm would be handed.
struct ArrayList {
  private let arrays: [TaskArray]

  /// Of the first round that has something to run: what comes after is planned once that is done.
  init(_ reproduction: any Reproduction, _ options: SlurmOptions) throws {
    let plan = try reproduction.plan(), results = reproduction.surroundings.results
    for round in plan.rounds where !round.isSupposed {
      let stale = Set(try results.stale(round.jobs).map(\.job))
      guard !stale.isEmpty else { continue }
      let graph = try JobGraph(round.jobs, in: results).estimated(in: results, images: plan.images)
      arrays = TaskArray.plan(graph.jobs.filter(stale.contains), of: graph, queued: [:], options, largest: .max)
      return
    }
    arrays = []
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
