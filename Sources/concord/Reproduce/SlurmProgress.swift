import Digests
import FoundationEssentials
import Jobs
import Reporting
import Store

/// What Slurm has of the jobs of a folder of results.
struct SlurmProgress {
  private var arrays: [(submission: Submission, entry: SlurmQueue.Entry)] = [], fault: String?
  /// Tasks that have left the queue without a run file, with what Slurm says of them where it does.
  private var lost: [(job: String, state: String?)] = []
  /// Jobs whose tasks ended because an input was not there, and jobs of arrays that are being handed over.
  private var waiting = 0, arriving = 0
  private let jobName: String

  /// Nil where nothing was ever submitted for it. Throws what reading the record throws.
  ///
  /// - Parameter jobs: those of the experiments that are asked for, by whose inputs tasks are told that ended in vain.
  init?(_ results: String, _ slurm: Slurm, jobs: [Job]) throws {
    let record = Submissions(results: results), own = try record.tasks()
    guard !own.isEmpty else { return nil }
    jobName = record.jobName
    let queue: SlurmQueue
    do { queue = try slurm.queue(named: record.jobName) } catch {
      fault = error.description
      return
    }
    let known = Dictionary(jobs.map { ($0.digest, $0) }) { first, _ in first }
    func isDone(_ input: JobInput) -> Bool {
      FileManager.default.fileExists(atPath: JobFiles(results: results, kind: input.kind, digest: input.digest).run)
    }
    for (submission, tasks) in own {
      let entry = queue.entries[submission.name]
      if let entry { arrays.append((submission, entry)) }
      if entry == nil, submission.id == nil {
        arriving += tasks.count
        continue
      }
      var states: TaskStates?
      for (number, digest) in tasks.enumerated() where entry?.has(number) != true {
        guard !isDone(JobInput(kind: submission.kind, digest: digest)) else { continue }
        if let job = known[digest], !job.spec.inputs.allSatisfy(isDone) {
          waiting += 1
          continue
        }
        // A question for each array of the first few that are shown.
        if lost.count < 5, states == nil { states = submission.id.map { slurm.states(of: $0) } }
        lost.append(("\(submission.kind) \(digest.short)", states?[number]))
      }
    }
  }

  private var summary: QueueSummary { QueueSummary(arrays.map(\.entry), missing: lost.count) }

  var text: String {
    if let fault { return fault }
    var lines = arrays.map { submission, entry in
      "Slurm's array \(entry.id): \(submission.kind), \(entry.running.count) of \(submission.tasks) tasks run, \(entry.waiting.count) wait"
    }
    lines += [summary.wait, summary.absence].compactMap { $0 }
    lines += lost.prefix(5).map { "  \($0.job)\($0.state.map { " (Slurm says \($0))" } ?? "")" }
    if lost.count > 5 { lines.append("  and \(lost.count - 5) more") }
    if arriving > 0 { lines.append("\(arriving) jobs are being handed to Slurm, or 'reproduce' was stopped while it did so") }
    if waiting > 0 { lines.append("\(waiting) jobs began before their inputs were there: 'reproduce' submits them again") }
    lines.append(
      arrays.isEmpty
        ? "nothing is in Slurm's queue; 'concord reproduce --launcher slurm' submits what is not done"
        : "to take all of it out of the queue: scancel --name=\(jobName)")
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
            "reasons": .array(entry.reasons.sorted().map { .text($0) }),
          ])
        }),
      "lost": .array(lost.map { .object(["job": .text($0.job), "state": JSONValue($0.state)]) }),
      "arriving": .integer(arriving), "without_inputs": .integer(waiting),
    ])
  }
}
