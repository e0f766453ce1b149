import Digests
import Experiments
import Jobs
import Reporting
import Texts

/// What was found in a folder of results: no experiment's jobs, what is kept all the same, nights that are over, and temporaries of nobody.
struct CollectAnswer {
  let results: String, experiments: Int, removed: Bool, open: [NamedJobs.Open], unknown: [String], damaged: [String], links: [String],
    abandoned: [String], nights: NightFolders
  typealias Job = Leftover<NamedJobs.Traits?>
  var unnamed: [Job] = [], reserved: [Job] = [], running: [(leftover: Job, runner: String)] = []

  private var bytes: Int { unnamed.reduce(0) { $0 + $1.bytes } + nights.finished.reduce(0) { $0 + $1.bytes } }

  func text() -> String {
    var lines = unnamed.map { own in
      let more = own.files.count > 1 ? " and \(own.files.count - 1) more" : ""
      return "\(Self.megabytes(own.bytes))  \(own.files.first ?? own.digest.hex)\(more)"
    }
    lines += nights.finished.map { "\(Self.megabytes($0.bytes))  \($0.path), a night that stands in the history" }
    if !abandoned.isEmpty { lines.append("\(abandoned.count) temporaries of processes that are gone: \(listed(abandoned, length: 200))") }
    let over = nights.finished.isEmpty ? "" : " and \(nights.finished.count) nights that are over"
    lines.append("\(results): \(unnamed.count) jobs that none of \(experiments) experiments names\(over), \(Self.megabytes(bytes))")
    lines += running.map { "kept, for it runs: \($0.leftover.kind) \($0.leftover.digest.short) (\($0.runner))" }
    if !reserved.isEmpty {
      lines.append(
        "kept: \(reserved.count) jobs, \(Self.megabytes(reserved.reduce(0) { $0 + $1.bytes })), that these experiments may name:")
      for (reason, own) in Dictionary(grouping: open, by: \.reason).sorted(by: { $0.key < $1.key }) {
        lines.append("  \(own.map(\.experiment).joined(separator: ", ")): \(reason)")
      }
    }
    for (said, paths) in [
      ("kept, for it is begun and not finished: the next 'concord nightly' goes on with it", nights.begun),
      ("kept, for the history has no such night", nights.kept), ("left alone, for it is no job's: yours to move or remove", unknown),
      (
        "left alone, for it cannot be read, so nobody knows whose it is: 'concord verify' says what is wrong with a file, and as no experiment names it "
          + "'rm' loses nothing that one needs", damaged
      ),
      ("not looked into, for it is a link and not yours to a folder of yours", links),
    ] where !paths.isEmpty { lines.append("\(said): \(listed(paths, length: 200))") }
    if !unnamed.isEmpty || !nights.finished.isEmpty || !abandoned.isEmpty {
      lines.append(removed ? "all of them were removed" : "nothing was removed: --delete does")
    }
    return lines.joined(separator: "\n")
  }

  func json() throws -> JSONValue {
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
        "unknown": .array(unknown.map { .text($0) }), "damaged": .array(damaged.map { .text($0) }),
        "temporaries": .array(abandoned.map { .text($0) }), "links": .array(links.map { .text($0) }),
        "nights": .array(
          nights.finished.map { .object(["seed": .integer($0.seed), "path": .text($0.path), "bytes": .integer($0.bytes)]) }),
        "begun_nights": .array(nights.begun.map { .text($0) }), "kept_nights": .array(nights.kept.map { .text($0) }),
      ])
  }

  private static func fields(_ own: Job) -> JSONValue {
    .object([
      "kind": .text(own.kind), "digest": .text(own.digest.hex), "bytes": .integer(own.bytes), "files": .array(own.files.map { .text($0) }),
    ])
  }

  private static func megabytes(_ bytes: Int) -> String { "\((Double(bytes) / 1_048_576).fixed(1)) MB" }
}
