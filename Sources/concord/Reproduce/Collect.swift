import ArgumentParser
import Digests
import Experiments
import FoundationEssentials
import Jobs
import Reporting
import Store

/// `concord gc`: what lies in a folder of results and no experiment names; removes it where that is asked for.
struct Collect: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gc", abstract: "List run files that no experiment names, and remove them.",
    discussion: """
      All experiments of all profiles are planned as 'reproduce --dry-run' does; what other jobs left is listed with its size. Nothing is \
      removed without --delete. Kept in any case: jobs that run, files that are no job's, links, and what may belong to an experiment that \
      cannot be planned to its end here, because its images are missing or earlier jobs are not done.

      EXAMPLES
        concord gc
        concord gc --results results --json
        concord gc --benchmarks Benchmarks --benchmarks ~/experiments
        concord gc --delete
      """)

  @Option(help: "The folder of run files.") var results = "results"
  @Option(help: "Where profiles are, once for each folder of them.") var benchmarks = [ProfileFolder.shipped]
  @Flag(help: "Remove what is listed.") var delete = false
  @Flag(help: "Print JSON.") var json = false

  func validate() throws {
    guard !results.isEmpty else { throw ValidationError("--results: name a folder.") }
  }

  func run() async throws {
    guard FileManager.default.fileExists(atPath: results) else { throw CommandError.notFound(path: results) }
    if delete {
      // Nobody plans or starts jobs meanwhile.
      let lock = try ResultsLock.take(results)
      try collect()
      _ = consume lock
    } else {
      try collect()
    }
  }

  private func collect() throws {
    let own = Results(results), surroundings = Surroundings(results: own, environment: ProcessInfo.processInfo.environment)
    var named = NamedJobs(), experiments = 0
    for folder in benchmarks {
      for profile in try ProfileFolder.profiles(in: folder) {
        let profile = try ProfileFolder(profile, in: folder)
        for name in profile.experiments {
          let file = try profile.file(of: name), text = try InputFile.experiment(file)
          try named.add(try ExperimentKinds.house.experiment(reading: text, file: file), surroundings)
          experiments += 1
        }
      }
    }
    try surroundings.save()
    let (leftovers, unknown) = try own.leftovers(besides: named.digests, telling: named.sight), reserved = named.reserved(among: leftovers)
    var answer = CollectAnswer(results: results, experiments: experiments, open: named.open, unknown: unknown)
    for leftover in leftovers {
      if reserved.contains(leftover.digest) {
        answer.reserved.append(leftover)
      } else if let runner = try delete ? own.remove(leftover) : own.files(kind: leftover.kind, digest: leftover.digest).runner() {
        answer.running.append((leftover, runner))
      } else {
        answer.unnamed.append(leftover)
      }
    }
    Console.result(json ? try answer.json(removed: delete).rendered() : answer.text(removed: delete))
  }
}

/// What was found in a folder of results: no experiment's jobs, and what is kept all the same.
private struct CollectAnswer {
  let results: String, experiments: Int, open: [NamedJobs.Open], unknown: [String]
  typealias Own = Leftover<NamedJobs.Sight?>
  var unnamed: [Own] = [], reserved: [Own] = [], running: [(leftover: Own, runner: String)] = []

  private var bytes: Int { unnamed.reduce(0) { $0 + $1.bytes } }

  func text(removed: Bool) -> String {
    var lines = unnamed.map { own in
      let more = own.files.count > 1 ? " and \(own.files.count - 1) more" : ""
      return "\(Self.megabytes(own.bytes))  \(own.files.first ?? own.digest.hex)\(more)"
    }
    lines.append("\(results): \(unnamed.count) jobs that none of \(experiments) experiments names, \(Self.megabytes(bytes))")
    lines += running.map { "kept, for it runs: \($0.leftover.kind) \($0.leftover.digest.short) (\($0.runner))" }
    if !reserved.isEmpty {
      lines.append(
        "kept: \(reserved.count) jobs, \(Self.megabytes(reserved.reduce(0) { $0 + $1.bytes })), that these experiments may name:")
      for (reason, own) in Dictionary(grouping: open, by: \.reason).sorted(by: { $0.key < $1.key }) {
        lines.append("  \(own.map(\.experiment).joined(separator: ", ")): \(reason)")
      }
    }
    if !unknown.isEmpty { lines.append("left alone: \(unknown.count) files that are no job's or cannot be read, first \(unknown[0])") }
    if !unnamed.isEmpty { lines.append(removed ? "all of them were removed" : "nothing was removed: --delete does") }
    return lines.joined(separator: "\n")
  }

  func json(removed: Bool) throws -> JSONValue {
    .answer(
      schema: 1,
      [
        "results": .text(results), "experiments": .integer(experiments), "removed": .flag(removed), "bytes": .integer(bytes),
        "unnamed": .array(unnamed.map(Self.fields)), "reserved": .array(reserved.map(Self.fields)),
        "running": .array(
          running.map {
            .object(["kind": .text($0.leftover.kind), "digest": .text($0.leftover.digest.hex), "runner": .text($0.runner)])
          }),
        "open": .array(open.map { .object(["experiment": .text($0.experiment), "reason": .text($0.reason)]) }),
        "unknown": .array(unknown.map { .text($0) }),
      ])
  }

  private static func fields(_ own: Own) -> JSONValue {
    .object([
      "kind": .text(own.kind), "digest": .text(own.digest.hex), "bytes": .integer(own.bytes), "files": .array(own.files.map { .text($0) }),
    ])
  }

  private static func megabytes(_ bytes: Int) -> String { "\((Double(bytes) / 1_048_576).fixed(1)) MB" }
}
