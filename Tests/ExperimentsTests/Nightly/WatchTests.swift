import Digests
import Experiments
import Fixtures
import FoundationEssentials
import Jobs
import Testing

@Suite struct WatchTests {
  private static let text = """
    {"rows": [{"name": "tau", "experiment": "tiny", "at": ["strategies", "SPOS", "tau_b", "value"], "unit": "", "scale": "correlation"}],
     "speeds": ["c"], "canaries": ["smoke/ranking"]}
    """

  private let answer = JSONValue.object([
    "mean": .integer(3), "absent": .null,
    "strategies": .array([
      .object(["label": .text("FairNAS"), "tau_b": .object(["value": .number(0.25)])]),
      .object(["label": .text("SPOS"), "tau_b": .object(["value": .number(0.5)])]),
    ]),
  ])

  private func row(_ at: [String]) -> Watch.Row { Watch.Row("r", experiment: "tiny", at: at) }

  @Test func aRowLeadsToANumberOfTheAnswer() throws {
    let own = try Watch(reading: Self.text, file: "watched.json")
    #expect(try own.rows[0].value(in: answer) == 0.5)
    #expect(try row(["mean"]).value(in: answer) == 3)
    let absent = #expect(throws: ExperimentError.self) { try row(["strategies", "DARTS", "tau_b"]).value(in: answer) }
    #expect(absent?.description.contains("leads to 'strategies → DARTS', which is not in what tiny answers") == true)
    #expect(try row(["absent"]).value(in: answer).isNaN)
    let none = #expect(throws: ExperimentError.self) { try row(["strategies"]).value(in: answer) }
    #expect(none?.description.contains("leads to no number") == true)
  }

  @Test(arguments: [
    ("\"unit\"", "\"units\"", "no key 'units' here; did you mean 'unit'?"),
    ("\"correlation\"", "\"tau\"", "is 'tau', should be one of difference, correlation"),
    ("[\"smoke/ranking\"]", "[]", "canaries is empty"),
    ("\"at\": [\"strategies\", \"SPOS\", \"tau_b\", \"value\"]", "\"at\": []", "rows.0.at is empty"),
    ("[\"c\"]", "[\"c\", \"c\"]", "speeds.1 is 'c', which stands there twice"),
  ]) func whatIsWrongIsNamed(old: String, new: String, said: String) throws {
    #expect(Self.text.contains(old), "\(old)")
    let error = #expect(throws: ExperimentError.self) { try Watch(reading: Self.text.replacing(old, with: new), file: "watched.json") }
    #expect(error?.description.contains(said) == true, "\(String(describing: error))")
  }

  @Test func theCommittedWatchNamesExperimentsThatAreThere() throws {
    let folder = "\(Fixtures.root)/Benchmarks",
      text = try String(contentsOf: URL(filePath: "\(folder)/watch/watched.json"), encoding: .utf8)
    let own = try Watch(reading: text, file: "watched.json"), names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/watch")
    #expect(own.rows.count == 10)
    for row in own.rows { #expect(names.contains("\(row.experiment).yaml"), "\(row.name)") }
    for canary in own.canaries { #expect(FileManager.default.fileExists(atPath: "\(folder)/\(canary).yaml"), "\(canary)") }
  }

  /// A reference of another watch or arithmetic would hold nothing.
  @Test func theCommittedReferenceIsOfTheCommittedWatch() throws {
    let folder = "\(Fixtures.root)/Benchmarks/watch"
    func text(_ name: String) throws -> String { try String(contentsOf: URL(filePath: "\(folder)/\(name)"), encoding: .utf8) }
    let watch = try Watch(reading: try text("watched.json"), file: "watched.json")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }
    let experiments = try names.map { try ExperimentKinds.house.experiment(reading: try text($0), file: $0) }
    let own = try #require(try NightReference.read("\(Fixtures.root)/results/reference/nights.json"))
    #expect(own.watch == (try watch.identity(experiments).short), "make it anew: 'concord nightly --make-reference'")
    #expect(own.numerics == Job.numerics)
    #expect(own.rows.map(\.name) == watch.rows.map(\.name) && Set(own.canaries.keys) == Set(watch.canaries))
  }

  @Test func theIdentityIsOfRowsAndExperiments() throws {
    let own = try Watch(reading: Self.text, file: "watched.json"), kinds = ExperimentKinds.house
    func experiment(_ passes: String) throws -> any Experiment {
      try kinds.experiment(reading: TinyExperiment.text.replacing("passes: 12", with: "passes: \(passes)"), file: "a.yaml")
    }
    let same = try own.identity([try experiment("12")])
    #expect(try own.identity([try kinds.experiment(reading: "# a remark\n" + TinyExperiment.text, file: "b.yaml")]) == same)
    #expect(try own.identity([try experiment("13")]) != same)
    var other = own
    other.rows[0].name = "another"
    #expect(try other.identity([try experiment("12")]) != same)
  }
}
