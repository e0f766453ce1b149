import Digests
import Experiments
import Fixtures
import FoundationEssentials
import Jobs
import Store
import Testing

/// What planning, status, reports and the collection of leftovers cost in a folder of many run files, counted: files that are opened and
/// hashed, and with CONCORD_SOAK=1, where there are a hundred thousand, memory. Seconds are printed and not judged.
@Suite(.serialized) struct ManyRunsTests {
  private static let soaks = ProcessInfo.processInfo.environment["CONCORD_SOAK"] == "1"

  private func results(_ folder: TemporaryFolder) -> Results { Results(folder["results"]) { FileStamp.now() + 60_000_000_000 } }

  @Test func costsGrowWithTheNumberOfFilesAndNoFaster() throws {
    let folder = try TemporaryFolder(),
      (arguments, jobs) = try ManyRuns.declare(in: folder, stages: Self.soaks ? 3 : 2, seeds: Self.soaks ? 26 : 3)
    let first = results(folder), plan = try ManyRuns.reproduction(in: folder, first).plan()
    #expect(plan.jobs.count == jobs && plan.isFinal && first.reads == (0, 0), "a plan of nothing opens nothing")
    try say(["reproduce", "--dry-run", "--profile", "many"] + arguments, "plan, nothing done")
    try ManyRuns.write(plan, in: first)
    try say(["status", "--profile", "many"] + arguments, "status, all hashed")

    // Each file is hashed once by whoever comes first, and by nobody else.
    try FileManager.default.removeItem(atPath: folder["results/verified.tsv"])
    let cold = results(folder)
    #expect(try cold.stale(plan.jobs).isEmpty && cold.reads == (jobs, jobs))
    try cold.save()
    let warm = results(folder), reproduction = try ManyRuns.reproduction(in: folder, warm)
    #expect(try warm.stale(reproduction.plan().jobs).isEmpty && warm.outdated(besides: []).isEmpty && warm.reads == (0, 0))
    let leftovers = try warm.leftovers(in: warm.listing(), besides: Set(plan.jobs.map(\.digest)), summarizing: { _ in 0 }).leftovers
    #expect(leftovers.isEmpty && warm.reads == (0, 0))
    // A report opens each once, however often it asks.
    _ = try reproduction.report()
    #expect(warm.reads == (0, jobs))

    for (command, name) in [("status", "status"), ("reproduce --dry-run", "plan, all done"), ("report", "report")] {
      let words = command.split(separator: " ").map(String.init) + ["--profile", "many"]
      try say(words + arguments + (command == "report" ? ["--plots", folder["plots"]] : []), name)
    }
    try say(["gc"] + arguments, "gc, all named")
    // Another experiment names none of them.
    let text = try String(contentsOf: URL(filePath: folder["many/many.yaml"]), encoding: .utf8)
    try Data(text.replacing("peak: 0.1", with: "peak: 0.2").utf8).write(to: URL(filePath: folder["many/many.yaml"]))
    try say(["gc"] + arguments, "gc, none named")
    try say(["status", "--profile", "many"] + arguments, "status beside others' files")
  }

  /// Runs a command, says what it took, and bounds its memory.
  private func say(_ arguments: [String], _ name: String) throws {
    let folder = try TemporaryFolder(), program = "/usr/bin/time"
    let isTimed = FileManager.default.isExecutableFile(atPath: program)
    let wrapper = isTimed ? [program, "-q", "-o", folder["took"], "-f", "%e %U %S %M"] : []
    #expect(try Sitting(arguments, errors: folder["errors"], wrapper: wrapper).end() == 0, "\(name)")
    guard isTimed, Self.soaks else { return }
    let took = String(decoding: try #require(FileManager.default.contents(atPath: folder["took"])), as: UTF8.self).split {
      $0 == " " || $0 == "\n"
    }
    let processor = took[1...2].reduce(0) { $0 + (Double($1) ?? 0) }, megabytes = (Int(took[3]) ?? .max) / 1_024
    print("\(name): \(took[0]) s, \(processor) s of the processor, \(megabytes) MB")
    #expect(megabytes < 500, "\(name)")
  }
}
