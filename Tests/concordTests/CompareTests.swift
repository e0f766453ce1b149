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
    #expect(table.code == 0 && table.output.contains("1 architectures of") && table.output.contains("n11"), "\(table.errors)")
    let none = try await Invocation("compare", a.path, less.path, "--x", "score", "--y", "t")
    #expect(none.code == 2 && none.errors.contains("--by"))
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
    let unlike = try await Invocation("compare", folder["a"], "\(Fixtures.root)/docs/examples/scores.csv")
    #expect(unlike.code == 2 && unlike.errors.contains("cannot be compared"))
  }
}
