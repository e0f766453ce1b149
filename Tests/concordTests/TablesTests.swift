import Fixtures
import FoundationEssentials
import SimulatedStudies
import Testing

@Suite struct TablesTests {
  /// A profile of one study of tables, and the options that lead there.
  private func profile(_ folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.createDirectory(atPath: folder["Benchmarks/made"], withIntermediateDirectories: true)
    let roles = ["supernets", "cells", "angles", "networks", "skips", "finalSkips"]
    let tables = zip(roles, SimulatedTables.texts).map { "  \($0): {file: \($1.name), source: somebody}\n" }.joined()
    try Data("name: made\ntitle: What do these say?\ntables:\n\(tables)k: 5\ndraws: 200\nseed: 1\n".utf8).write(
      to: URL(filePath: folder["Benchmarks/made/made.yaml"]))
    return [
      "--benchmarks", folder["Benchmarks"], "--profile", "made", "--results", folder["results"], "--plots", folder["plots"],
    ]
  }

  private func writeTables(_ folder: TemporaryFolder) throws -> [String: String] {
    for (name, text) in SimulatedTables.texts { try Data(text.utf8).write(to: URL(filePath: folder[name])) }
    return ["CONCORD_TABLES": folder.path]
  }

  @Test func withoutTheTablesItIsLeftOutUnlessItIsNamed() async throws {
    let folder = try TemporaryFolder(), common = try profile(folder)
    let all = try await Invocation(["reproduce"] + common)
    #expect(all.code == 0 && all.errors.contains("made is left out: the table supernets.csv is missing"), "\(all.errors)")
    let named = try await Invocation(["reproduce", "made"] + common)
    #expect(named.code == 4 && named.errors.contains("get it from somebody, and set CONCORD_TABLES to its folder"), "\(named.errors)")
    let plan = try await Invocation(["reproduce", "made", "--dry-run"] + common)
    #expect(plan.code == 0 && plan.output.contains("made: no jobs") && plan.output.contains("final.csv is missing"))
    let numbers: JSON = try await Invocation(["reproduce", "made", "--dry-run", "--json"] + common).json
    #expect(numbers["experiments.0.jobs"]?.number == 0 && numbers["experiments.0.tables_missing"]?.number == 6)
    #expect(!FileManager.default.fileExists(atPath: folder["results/report"]))
  }

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/gnuplot"), "gnuplot is not installed: figures cannot be drawn here")
  )
  func withThemItIsReadReportedAndThenDone() async throws {
    let folder = try TemporaryFolder(), common = try profile(folder), tables = try writeTables(folder)
    let run = try await Invocation(["reproduce"] + common, environment: tables)
    #expect(run.code == 0 && run.output.contains("6 figures in") && run.output.contains("all 2"), "\(run.errors)")
    let page = try String(contentsOf: URL(filePath: folder["results/report/made.html"]), encoding: .utf8)
    for words in ["What do these say?", "somebody, SHA-256", "nothing here is a test of a claim", "<svg role=\"img\""]
    where !page.contains(words) {
      Issue.record("the page does not say '\(words)'")
    }
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder["results/report/made"])
    #expect(files.filter { $0.hasSuffix(".csv") }.count == 10 && files.contains("study.json"))
    let again = try await Invocation(["reproduce", "--json"] + common, environment: tables), answer: JSON = try again.json
    #expect(answer["experiments.0.cells.0.cells"]?.number == 120 && answer["experiments.0.skips.0.last.0"]?.number == 7)
    #expect(try await Invocation(["reproduce"] + common, environment: tables).output.contains("'concord report' writes it again"))
    let status = try await Invocation(["status"] + Array(common.dropLast(2)), environment: tables)
    #expect(status.code == 0 && status.output.contains("made: no jobs"))
    let plot = try await Invocation(["plot", "--figure", "skips-by-epoch", "--format", "svg"] + common, environment: tables)
    #expect(plot.code == 0 && plot.output.hasSuffix("plots/made/skips-by-epoch.svg\n"), "\(plot.errors)")
    #expect(try await Invocation(["plot", "--figure", "other"] + common, environment: tables).code == 2)
    #expect(try await Invocation(["report"] + common, environment: tables).code == 0)
    let exported = try await Invocation(["report", "--export", folder["reference"]] + common, environment: tables)
    #expect(exported.code == 0 && exported.output.contains(folder["reference/made"]), "\(exported.errors)")
    let reference = try FileManager.default.subpathsOfDirectory(atPath: folder["reference/made"])
    #expect(
      reference.contains("README.md") && reference.filter { $0.hasSuffix(".md") }.count == 11
        && reference.contains("figures/rank-lists.pdf"))
    for name in reference where [".md", ".csv", ".svg"].contains(where: name.hasSuffix) {
      let text = try String(contentsOf: URL(filePath: folder["reference/made/\(name)"]), encoding: .utf8)
      #expect(!text.contains(folder.path), "\(name) names a folder of this machine")
    }
  }

  @Test func anInjuredTableIsNamed() async throws {
    let folder = try TemporaryFolder(), common = try profile(folder), tables = try writeTables(folder)
    try Data("a,b\n1,2\n".utf8).write(to: URL(filePath: folder["angles.csv"]))
    let run = try await Invocation(["reproduce", "made"] + common, environment: tables)
    #expect(run.code == 1 && run.errors.contains("angles.csv has no column 'stand_alone_rank'"), "\(run.errors)")
    let trained = try await Invocation(
      ["train", "--experiment", "made", "--strategy", "SPOS", "--seed", "1"] + Array(common.dropLast(2)), environment: tables)
    #expect(trained.code == 2, "\(trained.errors)")
  }
}
