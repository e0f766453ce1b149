import Digests
import FoundationEssentials
import Jobs
import Reporting
import Store

/// What Slurm has of the jobs of a folder of results.
struct SlurmProgress {
  private var arrays: [(submission: Submission, entry: SlurmQueue.Entry)] = [], fault: String?
  /// Tasks that have left the queue without a run file, those that ended alike together: whether they had begun, and what Slurm says of them
  /// where it does.
  private var lost: [(hasBegun: Bool, state: String?, jobs: [String])] = []
  /// Tasks that Slurm may have although its queue does not list them.
  private var unlisted = 0
  /// Jobs whose tasks ended because an input was not there, and jobs of arrays that are being handed over.
  private var inVain = 0, arriving = 0
  private let jobName: String
  /// Whether a `reproduce` runs in the folder.
  private let isWatched: Bool

  /// Arrays that Slurm is asked for by number, those of which tasks are missing: a question each.
  private static let mostAsked = 20

  /// Nil where nothing was ever submitted for it. Says that it asks Slurm, which may take a minute. Throws what reading the record throws.
  ///
  /// - Parameters:
  ///   - jobs: those of the experiments that are asked for, by whose inputs tasks are told that ended in vain.
  ///   - isWatched: whether a `reproduce` runs in the folder.
  init?(_ results: String, _ slurm: Slurm, jobs: [Job], isWatched: Bool) throws {
    let record = Submissions(results: results)
    let own = try record.tasks().sorted { $0.submission.id ?? .max < $1.submission.id ?? .max }
    guard !own.isEmpty else { return nil }
    (jobName, self.isWatched) = (record.jobName, isWatched)
    Console.complain("asking Slurm what it has of these jobs")
    let queue: SlurmQueue
    do { queue = try slurm.queue(named: record.jobName) } catch {
      fault = error.description
      return
    }
    arrays = own.compactMap { own in queue.entries[own.submission.name].map { (own.submission, $0) } }.sorted { $0.1.id < $1.1.id }
    let known = Dictionary(jobs.map { ($0.digest, $0) }) { first, _ in first }
    // A job that was submitted again is its last array's.
    let last = Dictionary(own.flatMap { own in own.jobs.map { ($0, own.submission.name) } }) { $1 }
    func isDone(_ input: JobInput) -> Bool {
      FileManager.default.fileExists(atPath: JobFiles(results: results, kind: input.kind, digest: input.digest).run)
    }
    var asked = 0, isSilent = false
    for (submission, tasks) in own {
      let entry = queue.entries[submission.name], id = entry?.id ?? submission.id
      let missing = tasks.enumerated().filter { number, digest in
        entry?.has(number) != true && last[digest] == submission.name && !isDone(JobInput(kind: submission.kind, digest: digest))
      }
      guard let id, !missing.isEmpty else {
        if id == nil { arriving += missing.count }
        continue
      }
      var states: TaskStates?
      for (number, digest) in missing {
        let hasBegun = record.hasBegun(submission, task: number)
        if hasBegun, let job = known[digest], !job.spec.inputs.allSatisfy(isDone) {
          inVain += 1
          continue
        }
        if states == nil, asked < Self.mostAsked, !isSilent {
          states = slurm.states(of: id, named: submission.name)
          (asked, isSilent) = (asked + 1, states?.isSilent == true)
        }
        if states?.mayGoOn(number) ?? isSilent {
          unlisted += 1
        } else {
          lose("\(submission.kind) \(digest.short)", hasBegun, states?[number])
        }
      }
    }
  }

  private mutating func lose(_ job: String, _ hasBegun: Bool, _ state: String?) {
    if let place = lost.firstIndex(where: { $0.hasBegun == hasBegun && $0.state == state }) {
      lost[place].jobs.append(job)
    } else {
      lost.append((hasBegun, state, [job]))
    }
  }

  private var summary: QueueSummary { QueueSummary(arrays.map(\.entry), missing: lost.reduce(0) { $0 + $1.jobs.count }) }

  var text: String {
    if let fault { return fault }
    var lines = arrays.map { submission, entry in
      "Slurm's array \(entry.id): \(submission.kind), \(entry.running.count) of \(counted(submission.tasks, "task")) run, \(entry.waiting.count) wait"
    }
    lines += [summary.wait, summary.absence].compactMap { $0 }
    lines += lost.map { group in
      let others = group.jobs.count > 1 ? " and \(group.jobs.count - 1) more" : ""
      return "  \(group.jobs.count) \(group.hasBegun ? "after" : "before") \(group.jobs.count == 1 ? "its" : "their") start"
        + "\(group.state.map { " (Slurm says \($0))" } ?? ""): \(group.jobs.first ?? "")\(others)"
    }
    if unlisted > 0 {
      lines.append(
        "\(counted(unlisted, "task")) may be Slurm's although 'squeue' does not list them: 'scontrol show job' has them or does not answer")
    }
    if arriving > 0 { lines.append("\(counted(arriving, "job")): being handed to Slurm, or 'reproduce' was stopped while it did so") }
    if inVain > 0 {
      lines.append(
        "\(counted(inVain, "job")) began before the inputs were there: \(isWatched ? "the reproduce that runs" : "'reproduce'") submits them again"
      )
    }
    if !arrays.isEmpty || unlisted > 0 {
      lines.append("to take all of it out of the queue: scancel --name=\(jobName)")
    } else if isWatched {
      lines.append(
        "nothing is in Slurm's queue; the reproduce that runs, where it is one with --launcher slurm, submits what is not done: what is lost, once it has "
          + "looked for it for \(Int(SlurmLauncher.visibilityDelay)) s")
    } else {
      lines.append("nothing is in Slurm's queue; 'concord reproduce --launcher slurm' submits what is not done")
    }
    return lines.joined(separator: "\n")
  }

  var json: JSONValue {
    .object([
      "job_name": .text(jobName), "fault": JSONValue(fault),
      "arrays": .array(
        arrays.map { submission, entry in
          .object([
            "id": .integer(entry.id), "kind": .text(submission.kind), "tasks": .integer(submission.tasks),
            "running": .integer(entry.running.count), "waiting": .integer(entry.waiting.count),
            "reasons": .array(entry.reasons.keys.sorted().map { .text($0) }),
          ])
        }),
      "lost": .array(
        lost.flatMap { group in
          group.jobs.map { .object(["job": .text($0), "began": .flag(group.hasBegun), "state": JSONValue(group.state)]) }
        }),
      "unlisted": .integer(unlisted), "arriving": .integer(arriving), "without_inputs": .integer(inVain),
    ])
  }
}
