import Digests
import Experiments
import Jobs

/// What a dry run says of the arrays that Slurm would be handed.
struct ArrayList {
  private let arrays: [TaskArray]
  /// Slurm's numbers of arrays that do some of the jobs already, and how many jobs these are.
  private let queued: Set<Int>, queuedJobs: Int
  /// What Slurm did not say, and why: then arrays are uncut, or nothing counts as queued.
  private let fault: String?

  /// Of the first round that has something to run: what comes after is planned once that is done. Throws what planning and reading the record
  /// of submissions throw.
  init(_ plan: ExperimentPlan, of reproduction: any Reproduction, _ options: SlurmOptions, _ slurm: Slurm) throws {
    let record = Submissions(results: reproduction.surroundings.results.folder)
    var numbers: [Digest: Int] = [:], largest: Int?, fault: String?
    do {
      largest = try slurm.largestArray()
      numbers = try record.numbers(in: try slurm.queue(named: record.jobName))
    } catch let error as JobsError {
      fault = "Slurm does not say \(largest == nil ? "how large arrays may be and " : "")what it has already: \(error)"
    }
    self.fault = fault
    guard let (graph, stale) = try reproduction.firstStale(plan, threads: options.threads) else {
      (arrays, queued, queuedJobs) = ([], [], 0)
      return
    }
    let own = Set(stale.map(\.job.digest)), known = numbers.filter { own.contains($0.key) }
    (queued, queuedJobs) = (Set(known.values), known.count)
    arrays = TaskArray.plan(
      graph.jobs.filter { own.contains($0.digest) && known[$0.digest] == nil }, of: graph, queued: known, options, largest: largest ?? .max)
  }

  /// Nil where there is nothing to run.
  var text: String? {
    guard !arrays.isEmpty || queuedJobs > 0 else { return nil }
    let numbers = queued.sorted().map(String.init).joined(separator: ", ")
    let lines = arrays.enumerated().map { place, array in
      let before = array.after.map { "\($0 + 1)" } + array.afterQueued.map { "Slurm's \($0)" }
      return
        "  \(place + 1): \(array.kind), \(counted(array.jobs.count, "task")) of \(counted(array.threads, "core")), \(array.megabytes) MB and \(array.minutes) min each"
        + (before.isEmpty ? "" : ", after \(before.joined(separator: ", "))")
    }
    return
      ((fault.map { [$0] } ?? [])
      + (queuedJobs > 0 ? ["Slurm has \(queuedJobs) of these jobs in its queue already (\(numbers))"] : [])
      + (arrays.isEmpty ? [] : ["asked of Slurm for the first round, as arrays:"] + lines)).joined(separator: "\n")
  }

  var json: JSONValue {
    .object([
      "fault": JSONValue(fault), "queued_jobs": .integer(queuedJobs), "queued_arrays": .array(queued.sorted().map { .integer($0) }),
      "arrays": .array(
        arrays.map { array in
          .object([
            "kind": .text(array.kind), "tasks": .integer(array.jobs.count), "threads": .integer(array.threads),
            "megabytes": .integer(array.megabytes), "minutes": .integer(array.minutes),
            "after": .array(array.after.map { .integer($0 + 1) }),
            "after_queued": .array(array.afterQueued.map { .integer($0) }),
          ])
        }),
    ])
  }
}
