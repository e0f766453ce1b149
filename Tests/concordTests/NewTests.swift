import Fixtures
import FoundationEssentials
import Testing

/// `concord new`: an experiment that can be planned as it is.
@Suite struct NewTests {
  @Test func whatIsWrittenCanBePlanned() async throws {
    let folder = try TemporaryFolder(), where_ = ["--benchmarks", folder["made"]]
    let new = try await Invocation(["new", "my-study"] + where_)
    #expect(new.code == 0 && new.output.contains("concord reproduce my-study --benchmarks"), "\(new.errors)")
    let text = try String(contentsOf: URL(filePath: folder["made/laptop/my-study.yaml"]), encoding: .utf8)
    #expect(text.hasPrefix("# yaml-language-server: $schema=../experiment.schema.json\nname: my-study\n"))
    #expect(text.split(separator: "\n").filter { $0.drop { $0 == " " }.hasPrefix("#") }.count > 8, "parts are explained")
    let schema = try String(contentsOf: URL(filePath: folder["made/experiment.schema.json"]), encoding: .utf8)
    #expect(try await Invocation("schema").output == schema)
    let plan = try await Invocation(["reproduce", "my-study", "--dry-run", "--json", "--results", folder["results"]] + where_)
    #expect(plan.code == 0, "\(plan.errors)")
    // Pilots on a grid of two and one supposed, nets trained alone twice, supernets, and what scores them.
    #expect(try plan.json["experiments.0.jobs"]?.number ?? 0 > 80)
    #expect(try plan.json["experiments.0.seconds"]?.number ?? 0 > 1)
  }

  @Test func nothingIsWrittenOverAndNamesAreChecked() async throws {
    let folder = try TemporaryFolder(), where_ = ["--benchmarks", folder["made"], "--profile", "own"]
    #expect(try await Invocation(["new", "mine"] + where_).code == 0)
    let path = folder["made/own/mine.yaml"]
    try Data("mine\n".utf8).write(to: URL(filePath: path))
    let again = try await Invocation(["new", "mine"] + where_)
    #expect(again.code == 2 && again.errors.contains("is there already and is not written over"))
    #expect(try Data(contentsOf: URL(filePath: path)) == Data("mine\n".utf8))
    for name in ["../other", "a b", "", "a/b", "x.yaml", "a: b"] {
      let wrong = try await Invocation(["new", name] + where_)
      #expect(wrong.code == 2, "'\(name)' ends with \(wrong.code): \(wrong.output)")
    }
    #expect(try await Invocation("new", "mine", "--benchmarks", folder["made"], "--profile", "../own").code == 2)
    #expect(Set(try FileManager.default.subpathsOfDirectory(atPath: folder["made"])) == ["own", "own/mine.yaml", "experiment.schema.json"])
  }
}
