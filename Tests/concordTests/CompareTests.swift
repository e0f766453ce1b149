import Analysis
import Fixtures
import FoundationEssentials
import SimulatedStudies
import Statistics
import Testing

@Suite struct CompareTests {
  private static func file(_ column: Int, _ rows: [Int], of name: String) throws -> TemporaryFile {
    let lines = CorrelateTests.csv.split(separator: "\n").map { $0.split(separator: ",") }
    return try TemporaryFile(
      "net,score,t\n" + rows.map { "\(lines[$0 + 1][0]),\(lines[$0 + 1][column]),\(lines[$0 + 1][3])\n" }.joined(), name: name)
  }

  /// The difference of two files is that of two columns of one.
  @Test func twoFilesAreTwoColumnsOfOne() async throws {
    let a = try Self.file(1, Array(0..<12), of: "a.csv"), b = try Self.file(2, [3, 1, 2, 0, 4, 5, 11, 7, 8, 9, 10, 6], of: "b.csv")
    let run = try await Invocation("compare", a.path, b.path, "--by", "net", "--x", "score", "--y", "t", "--json"), json = try run.json
    let whole = try TemporaryFile(CorrelateTests.csv)
    let columns = try await Invocation("correlate", whole.path, "--x", "a,b", "--y", "t_1", "--json").json
    for end in ["value", "low", "high"] {
      let difference = try #require(json["comparisons.0.difference.these_supernets.\(end)"]?.number)
      #expect(abs(difference - (columns["differences.0.tau_b.\(end)"]?.number ?? 9)) < 1e-12, "\(end)")
    }
    #expect(
      json["comparisons.0.n"]?.number == 12
        && json["comparisons.0.second.these_supernets.value"]?.number == columns["predictions.1.tau_b.value"]?.number)
    let less = try Self.file(2, Array(0..<11), of: "c.csv")
    let table = try await Invocation("compare", a.path, less.path, "--by", "net", "--x", "score", "--y", "t")
    #expect(table.code == 0 && table.output.contains("1 of 12 architectures of") && table.output.contains("n11"), "\(table.errors)")
    let none = try await Invocation("compare", a.path, less.path, "--x", "score", "--y", "t")
    #expect(none.code == 2 && none.errors.contains("--by"))
  }

  /// Strategies are compared over the seeds that both files have, and the table says which; its conventions rank mean scores.
  @Test func tablesOfStrategiesSayWhatTheyRank() async throws {
    func file(_ seeds: [Int], _ name: String) throws -> TemporaryFile {
      try TemporaryFile(
        "arch,\(seeds.map { "s seed \($0)" }.joined(separator: ",")),acc\n"
          + Nets.keys.indices.map { net in
            "\(Nets.keys[net]),\(seeds.map { "\(Nets.x[($0 + net) % 12] + 9 * Nets.y[net])" }.joined(separator: ",")),\(Nets.y[net])\n"
          }.joined(), name: name)
    }
    let first = try file([1, 2, 3], "p.csv"), second = try file([2, 3, 4], "q.csv"), apart = try file([6, 7], "r.csv")
    let common = try await Invocation("compare", first.path, second.path, "--by", "arch", "--x", "s=s seed*", "--y", "acc")
    #expect(common.output.contains("compared seed by seed over seeds 2, 3."), "\(common.output) \(common.errors)")
    let other = try await Invocation("compare", first.path, apart.path, "--by", "arch", "--x", "s=s seed*", "--y", "acc")
    #expect(other.output.contains("fewer than two seeds in common"), "\(other.output)")
    let ranked = try await Invocation("correlate", first.path, "--x", "s=s seed*", "--y", "acc", "--conventions")
    #expect(ranked.output.contains("s: ranked by the mean score of the supernets (ensemble)"), "\(ranked.output)")
  }

  @Test func whatHasNoPartnerIsNamedOrRefused() async throws {
    func file(_ name: String, _ columns: String) throws -> TemporaryFile {
      let count = columns.split(separator: ",").count
      return try TemporaryFile(
        "arch,\(columns),acc\n"
          + Nets.keys.indices.map { net in "\(Nets.keys[net])" + String(repeating: ",\(Nets.x[net])", count: count) + ",\(Nets.y[net])\n" }
          .joined(),
        name: name)
    }
    let p = try file("p.csv", "a"), q = try file("q.csv", "b"), both = try file("both.csv", "a,b,c")
    let none = try await Invocation("compare", p.path, q.path, "--by", "arch")
    #expect(none.code == 2 && none.output.isEmpty && none.errors.contains("have no prediction in common (the first: a; the second: b)"))
    let some = try await Invocation("compare", both.path, p.path, "--by", "arch", "--x", "?", "--y", "acc", "--json")
    let json = try some.json, said = (json["remarks"]?.array ?? []).compactMap(\.text).joined(separator: "\n")
    #expect(some.code == 0 && json["comparisons"]?.array?.count == 1 && json["comparisons.0.difference.the_strategy"] != nil)
    #expect(said.contains("both.csv alone has were left out: b, c."), "\(said)")
    #expect(json["comparisons.0.first.these_supernets.level"]?.number == 0.95, "an estimate has all the fields that it has elsewhere")
    // Rows of one architecture that the other file lacks are one architecture.
    let thrice = try TemporaryFile(
      "arch,a,acc\n" + CorrelateCasesTests.lines() + String(repeating: "z,1,2\n", count: 3), name: "thrice.csv")
    let lost = try await Invocation("compare", thrice.path, p.path, "--by", "arch", "--x", "a", "--y", "acc")
    #expect(lost.output.contains("1 of 13 architectures of") && lost.output.contains("left out: z."), "\(lost.output) \(lost.errors)")
    for (options, word) in [(["--space", "nas-bench-201"], "--space belongs to 'concord correlate'"), (["--level", "2"], "--level is 2")] {
      let run = try await Invocation(["compare", p.path, p.path, "--by", "arch"] + options)
      #expect(run.code == 2 && run.errors.contains(word), "\(run.errors)")
    }
    for (files, word) in [(["-", "-"], "Standard input can be read once"), (["", p.path], "A file's name is empty")] {
      let run = try await Invocation(["compare"] + files + ["--by", "arch"])
      #expect(run.code == 2 && run.errors.contains(word), "\(run.errors)")
    }
  }

  /// Folders of run files are compared by the report that each has, with all that differs in what was declared.
  @Test func foldersOfRunFilesAreComparedByTheirReports() async throws {
    let study = try SimulatedRuns().study(), text = String(decoding: try JSONEncoder().encode(study), as: UTF8.self)
    let folder = try TemporaryFolder()
    func write(_ results: String, _ name: String, study: String, declared: String?) throws {
      let place = "\(results)/report/\(name)"
      try FileManager.default.createDirectory(atPath: folder[place], withIntermediateDirectories: true)
      try Data(study.utf8).write(to: URL(filePath: folder["\(place)/study.json"]))
      if let declared { try Data(declared.utf8).write(to: URL(filePath: folder["\(place)/experiment.json"])) }
    }
    let declared =
      #"{"name": "a", "supernets": {"passes": 12, "recipe": {"rates": [0.1, 0.2], "clip": 5}}, "maps": [], "data": {"images": 100}}"#
    let other = #"{"name": "a", "supernets": {"passes": 24, "recipe": {"rates": [0.1, 0.2, 0.4]}}, "data": {"images": 100}}"#
    try write("one", "a", study: text, declared: declared)
    // A report of another kind beside it is none of a ranking.
    try write("one", "tables", study: "{}", declared: nil)
    try write("two", "a", study: text, declared: other)
    let run = try await Invocation("compare", folder["one"], folder["two"], "--json"), json = try run.json
    #expect(run.code == 0 && json["comparisons"]?.array?.count == study.strategies.count, "\(run.errors)")
    let found = (json["declared"]?.array ?? []).map { own in ["path", "first", "second"].compactMap { own[$0]?.text } }
    #expect(
      found == [
        ["maps", "[]", "–"], ["supernets.passes", "12", "24"], ["supernets.recipe.clip", "5", "–"],
        ["supernets.recipe.rates.2", "–", "0.4"],
      ], "\(found)")
    let table = try await Invocation("compare", "\(folder["one"])/report/a", folder["two"])
    #expect(table.output.contains("supernets.passes: 12 → 24") && table.output.contains("4 declared values differ"), "\(table.output)")
    try write("two", "b", study: text, declared: other)
    let several = try await Invocation("compare", folder["one"], folder["two"])
    #expect(
      several.code == 2 && several.errors.contains("two has several rankings: name one of \(folder["two"])/report/a, "), "\(several.errors)"
    )
    let vain = try await Invocation("compare", folder["one"], folder["one"], "--by", "arch")
    #expect(vain.code != 0 && vain.errors.contains("--by is for files of scores"), "\(vain.errors)")
    try write("three", "tables", study: "{}", declared: nil)
    try write("three", "more", study: "{}", declared: nil)
    let none = try await Invocation("compare", folder["one"], folder["three"])
    #expect(none.code == 2 && none.errors.contains("of other experiments"), "\(none.errors)")
  }

  /// A ranking less itself is nothing for every strategy; what was declared otherwise is named.
  @Test func twoReportsAreComparedByStrategy() async throws {
    let study = try SimulatedRuns().study(), folder = try TemporaryFolder()
    let text = String(decoding: try JSONEncoder().encode(study), as: UTF8.self)
    for (name, content) in [("a", text), ("b", text.replacing("\"k\":\(study.primary.k)", with: "\"k\":\(study.primary.k + 5)"))] {
      try FileManager.default.createDirectory(atPath: folder[name], withIntermediateDirectories: true)
      try Data(content.utf8).write(to: URL(filePath: folder["\(name)/study.json"]))
    }
    let run = try await Invocation("compare", folder["a"], folder["b"], "--json"), json = try run.json
    #expect(run.code == 0 && json["comparisons"]?.array?.map { $0["name"]?.text } == study.strategies.map(\.strategy), "\(run.errors)")
    for (place, row) in study.strategies.enumerated() {
      #expect(json["comparisons.\(place).difference.the_strategy.value"]?.number == 0)
      let own = try #require(json["comparisons.\(place).first.the_strategy.low"]?.number)
      #expect(abs(own - (row.ranks.tau().value?.theStrategy.interval?.low ?? 9)) < 1e-12)
    }
    #expect(json["declared"]?.array?.compactMap { $0["path"]?.text } == ["primary.k"])
    #expect(json["remarks"]?.array?.contains { $0.text?.contains("no experiment.json beside the study") ?? false } == true)
    for (name, content, word) in [
      ("c", text.replacing("\"primary\":", with: "\"primer\":"), "'primary' is missing"), ("d", "{", "it is no JSON"),
      (
        "e", study.strategies.enumerated().reduce(text) { $0.replacing("\"\($1.element.strategy)\"", with: "\"x\($1.offset)\"") },
        "no strategy in common"
      ),
      (
        "f", text.replacing("\"\(study.space)\"", with: "\"other\"").replacing(study.spaceDigest, with: "00"),
        "compare two reports of one space"
      ),
    ] {
      try FileManager.default.createDirectory(atPath: folder[name], withIntermediateDirectories: true)
      try Data(content.utf8).write(to: URL(filePath: folder["\(name)/study.json"]))
      let run = try await Invocation("compare", folder["a"], folder[name])
      #expect(run.code == 2 && run.output.isEmpty && run.errors.contains(word), "\(name): \(run.errors)")
    }
    let unlike = try await Invocation("compare", folder["a"], "\(Fixtures.root)/docs/examples/scores.csv")
    #expect(unlike.code == 2 && unlike.errors.contains("cannot be compared"))
  }
}
