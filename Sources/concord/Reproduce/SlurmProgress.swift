import Digests
import FoundationEssentials
import Jobs
import Reporting
import Store

/// What Slurm has of the jobs of a folder of results.
struct SlurmProgress {
  private var arrays: [(submission: Submission, entry: SlurmQueue.Entry)] = [], fault: String?
  /// Tasks that have left the queue without a run file, with what Slurm says of them where it does.
  private var lost: [(job: String, fate: String?)] = []
  private let jobName: String

  /// Nil where nothing was ever submitted for it. Throws what reading the record throws.
  init?(_ results: String, _ slurm: Slurm) throws {
    let record = Submissions(results: results), own = try record.all()
    guard !own.isEmpty else { return nil }
    jobName = record.jobName
    let queue: SlurmQueue
    do { queue = try slurm.queue(named: record.jobName) } catch {
      fault = error.description
      return
    }
    for submission in own {
      if let entry = queue.entries[submission.name] { arrays.append((submission, entry)) }
      for (number, digest) in try record.jobs(of: submission).enumerated() where queue.entries[submission.name]?.has(number) != true {
        let files = JobFiles(results: results, kind: submission.kind, digest: digest)
        guard !FileManager.default.fileExists(atPath: files.run) else { continue }
        // Each takes a question to Slurm.
        lost.append(("\(submission.kind) \(digest.short)", lost.count < 5 ? submission.id.flatMap { slurm.fate(of: number, in: $0) } : nil))
      }
    }
  }

  var text: String {
    if let fault { return fault }
    var lines = arrays.map { submission, entry in
      let reasons = entry.reasons.isEmpty ? "" : " (\(entry.reasons.sorted().joined(separator: ", ")))"
      return
        "Slurm's array \(entry.id): \(submission.kind), \(entry.running.count) of \(submission.tasks) tasks run, \(entry.waiting.count) wait\(reasons)"
    }
    lines += lost.prefix(5).map { "left Slurm's queue without a run file: \($0.job)\($0.fate.map { " (Slurm says \($0))" } ?? "")" }
    if lost.count > 5 { lines.append("and \(lost.count - 5) more") }
    lines.append(
      arrays.isEmpty
        ? "nothing is in Slurm's queue" : "to take all of it out of the queue: scancel --name=\(jobName)")
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
      "lost": .array(lost.map { .object(["job": .text($0.job), "fate": JSONValue($0.fate)]) }),
    ])
  }
}
