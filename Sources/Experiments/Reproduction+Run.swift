internal import Datasets
public import Digests
public import Jobs

extension Reproduction {
  /// Runs what is stale, round by round, until all is done: the one loop of all experiments. Returns the last plan and whether anything
  /// was run.
  ///
  /// Throws what planning and `launch` throw, and `JobsError.stillStale` where `launch` returns and the same jobs are still to run.
  ///
  /// - Parameters:
  ///   - threads: of a worker, for what its memory is estimated at.
  ///   - begins: told the first plan and what of its certain jobs is stale.
  ///   - launch: runs the stale jobs of a graph that has its estimates.
  public func run(
    threads: Int, begins: (ExperimentPlan, _ stale: Set<Digest>) throws -> Void = { _, _ in },
    launch: (JobGraph, _ stale: [Job]) throws -> Void
  ) throws -> (plan: ExperimentPlan, worked: Bool) {
    let results = surroundings.results
    var last: [Digest] = [], worked = false, plan = try plan()
    try begins(plan, Set(try results.stale(plan.rounds.filter { !$0.isSupposed }.flatMap(\.jobs)).map(\.job.digest)))
    while let (graph, stale) = try firstStale(plan, threads: threads) {
      // A launcher that says it is done and is not must not be asked for ever.
      guard stale.map(\.job.digest) != last else { throw JobsError.stillStale(job: stale[0].job.label, reason: stale[0].reason) }
      last = stale.map(\.job.digest)
      let waiting = Set(last)
      try launch(graph, graph.jobs.filter { waiting.contains($0.digest) })
      worked = true
      plan = try self.plan()
    }
    return (plan, worked)
  }

  /// The first certain round with something to run, with its estimates; nil where all is done.
  public func firstStale(_ plan: ExperimentPlan, threads: Int) throws -> (graph: JobGraph, stale: [(job: Job, reason: String)])? {
    let results = surroundings.results
    for round in plan.rounds where !round.isSupposed {
      let stale = try results.stale(round.jobs)
      if !stale.isEmpty {
        return (try JobGraph(round.jobs, in: results).estimated(in: results, images: plan.images, threads: threads), stale)
      }
    }
    return nil
  }

  /// The page in `folder` that was made from exactly this experiment and these jobs, if there is one. Saves making the study; a program
  /// that computes other numbers from the same jobs is not noticed.
  public func page(of plan: ExperimentPlan, in folder: String) throws -> String? {
    try ReportFolder(folder, experiment: name).page(of: try identity(plan))
  }

  /// Notes that the page was made from these jobs.
  public func note(_ page: String, of plan: ExperimentPlan, in folder: String) throws {
    try ReportFolder(folder, experiment: name).note(page, of: try identity(plan))
  }

  /// Of all that the report is made of.
  private func identity(_ plan: ExperimentPlan) throws -> String {
    let parts = plan.jobs.map(\.digest.hex).sorted() + (try sources.map(\.hex)) + [try Self.text(experiment)]
    return Digest(of: parts.joined(separator: "\n").utf8).hex
  }

  private static func text(_ experiment: some Experiment) throws -> String { try CanonicalJSON.text(experiment) }

  /// All that workers need to find the data set: its folder, where the experiment names one. `CONCORD_DATA` is set over what stands in
  /// `base`; else it stays as it is.
  public func environment(_ base: [String: String]) -> [String: String] {
    switch source {
    case .fashionMNIST(let folder?), .cifar10(let folder?), .cifar100(let folder?): base.merging(["CONCORD_DATA": folder]) { $1 }
    case .imageFolder(let source): source.folder.map { folder in base.merging(["CONCORD_DATA": folder]) { $1 } } ?? base
    case .imagePairs(let source): source.folder.map { folder in base.merging(["CONCORD_DATA": folder]) { $1 } } ?? base
    case .fashionMNIST, .cifar10, .cifar100, .synthetic, .declared, nil: base
    }
  }
}
