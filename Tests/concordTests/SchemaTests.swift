import Digests
import Experiments
import Fixtures
import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

/// `concord schema`: the committed one, which editors read, says what the parser takes.
@Suite struct SchemaTests {
  private static let committed = "\(Fixtures.root)/Benchmarks/experiment.schema.json"

  /// All committed experiments, by path.
  private static func experiments() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: "\(Fixtures.root)/Benchmarks").filter { $0.hasSuffix(".yaml") }.sorted()
      .map { "\(Fixtures.root)/Benchmarks/\($0)" }
  }

  @Test func theCommittedSchemaIsTheOneThatIsPrinted() async throws {
    let printed = try await Invocation("schema")
    #expect(printed.code == 0, "\(printed.errors)")
    let text = try String(contentsOf: URL(filePath: Self.committed), encoding: .utf8)
    #expect(text == printed.output, "write it anew: concord schema > Benchmarks/experiment.schema.json")
  }

  @Test func everyExperimentNamesTheSchemaInItsFirstLine() throws {
    let files = try Self.experiments()
    #expect(files.count > 40)
    for file in files {
      let text = try String(contentsOf: URL(filePath: file), encoding: .utf8)
      #expect(text.hasPrefix("# yaml-language-server: $schema=../experiment.schema.json\n"), "\(file)")
    }
  }

  /// Edits of committed experiments that make them wrong: a key, a word, a type, a key that is missing, keys that exclude each other.
  private static let wrong = [
    ("smoke/ranking", "supernets:\n", "supernet:\n"), ("smoke/ranking", "stem: 4", "stam: 4"),
    ("smoke/ranking", "probes: 4", "probes: four"),
    ("smoke/ranking", "probes: 4\n", "\n"), ("smoke/ranking", "name: strict-fairness", "name: strict"),
    ("smoke/ranking", "gradients: sum", "gradients: product"), ("smoke/ranking", "odds: 10", "odds: high"),
    ("smoke/ranking", "{norm: 5}", "{norm: 5, value: 1}"), ("smoke/ranking", "{norm: 5}", "{}"),
    ("smoke/ranking", "standAlone:", "published: {}\nstandAlone:"), ("smoke/ranking", "names: [naswot", "names: [naswat"),
    ("smoke/ranking", "shape: cosine", "shape: step"), ("smoke/ranking", "linear: he", "linear: hey"),
    ("smoke/ranking", "name: recalibrated, images: 100}\n  blocks", "name: batch}\n  blocks"), ("smoke/ranking", "idle: frozen", "idle: 3"),
    ("smoke/ranking", "source: {name: fashion-mnist}", "source: {name: fashion}"), ("smoke/ranking", "seeds: [1, 2]", "seeds: 2"),
    ("smoke/ranking", "margin: 0.1", "margin: small"), ("smoke/ranking", "name: macs, count: 120", "name: macs"),
    ("smoke/ranking", "primary:", "tables: {}\nprimary:"), ("smoke/search", "name: nsga2", "name: nsga"),
    ("smoke/search", "evaluations: ", "evaluation: "), ("smoke/shrinking", "pool: 100", "pools: 100"),
    ("smoke/relaxation", "rule: ", "role: "),
    ("laptop/published-tables", "angles:", "angels:"), ("laptop/published-tables", "k: 10", "k: [10]"),
    ("smoke/spos-search", "ranking: ", "rankings: "), ("smoke/fairnas-pipeline", "supernets:", "superset:"),
  ]

  /// Writes the wrong files and returns those which the parser takes all the same.
  private func writeWrong(_ folder: TemporaryFolder) throws -> [String] {
    var taken: [String] = []
    for (number, (name, old, new)) in Self.wrong.enumerated() {
      let text = try String(contentsOf: URL(filePath: "\(Fixtures.root)/Benchmarks/\(name).yaml"), encoding: .utf8)
      #expect(text.contains(old), "\(name) has no '\(old)'")
      let changed = text.replacing(old, with: new, maxReplacements: 1), path = folder["\(number).yaml"]
      try Data(changed.utf8).write(to: URL(filePath: path))
      if (try? ExperimentKinds.house.experiment(reading: changed, file: path)) != nil { taken.append("\(name): \(old) → \(new)") }
    }
    return taken
  }

  @Test func theParserRefusesTheWrongFiles() throws { #expect(try writeWrong(try TemporaryFolder()).isEmpty) }

  @Test(
    .enabled(
      if: Python.has("jsonschema", "yaml"), "Python lacks jsonschema or PyYAML (CONCORD_PYTHON): the schema is not held against files"))
  func theSchemaTakesEveryExperimentAndRefusesTheWrongFiles() async throws {
    let folder = try TemporaryFolder()
    _ = try writeWrong(folder)
    let right = try Self.experiments(), wrong = Self.wrong.indices.map { folder["\($0).yaml"] }
    let executable: Executable = Python.program.contains("/") ? .path(FilePath(Python.program)) : .name(Python.program)
    let result = try await run(
      executable,
      arguments: Arguments(["\(Fixtures.root)/Tests/Golden/schema/validate.py", Self.committed] + right + wrong), input: .none,
      output: .string(limit: 1 << 20), error: .string(limit: 1 << 16))
    #expect(result.terminationStatus.isSuccess, "\(result.standardError)")
    let lines = result.standardOutput.split(separator: "\n").map(String.init)
    #expect(lines.count == right.count + wrong.count)
    for (line, file) in zip(lines, right) { #expect(line == "valid \(file)") }
    for (line, edit) in zip(lines.dropFirst(right.count), Self.wrong) { #expect(line.hasPrefix("invalid "), "\(edit)") }
  }
}
