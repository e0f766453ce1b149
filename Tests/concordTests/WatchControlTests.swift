import Digests
import Experiments
import Fixtures
import FoundationEssentials
import Testing

/// Positive control of the watch: regressions that are put into its experiments lie outside the committed reference, and the experiments as they
/// stand, whose seeds no night has, lie inside.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["CONCORD_SOAK"] == "1", "trains for minutes: set CONCORD_SOAK=1"))
struct WatchControlTests {
  /// What is put in, by words of the experiment's file, and the rows of which one must tell.
  struct Regression: CustomTestStringConvertible, Sendable {
    let name: String, experiment: String, changes: [(String, String)], rows: Set<String>
    var testDescription: String { name }

    init(_ name: String, _ experiment: String, _ changes: (String, String)..., rows: Set<String>) {
      (self.name, self.experiment, self.changes, self.rows) = (name, experiment, changes, rows)
    }
  }

  private static let folder = "\(Fixtures.root)/Benchmarks/watch"

  /// Rows of the experiment that lie outside, of a file with changes.
  private func outside(_ experiment: String, _ changes: [(String, String)]) async throws -> Set<String> {
    let folder = try TemporaryFolder(), file = "\(Self.folder)/watched.json"
    let watch = try Watch(reading: try String(contentsOf: URL(filePath: file), encoding: .utf8), file: file)
    let reference = try #require(try NightReference.read("\(Fixtures.root)/results/reference/nights.json"))
    var text = try String(contentsOf: URL(filePath: "\(Self.folder)/\(experiment).yaml"), encoding: .utf8)
    for (old, new) in changes {
      try #require(text.contains(old), "\(experiment) has no '\(old)'")
      text = text.replacing(old, with: new)
    }
    try FileManager.default.createDirectory(atPath: folder["control"], withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: folder["control/\(experiment).yaml"]))
    let run = try await Invocation(
      [
        "reproduce", experiment, "--benchmarks", folder.path, "--profile", "control", "--results", folder["results"], "--plots",
        folder["plots"], "--json",
      ], environment: ["CONCORD_TABLES": Fixtures.root])
    try #require(run.code == 0, "\(run.errors)")
    guard case .object(let answer) = try JSONDecoder().decode(JSONValue.self, from: Data(run.output.utf8)),
      case .array(let experiments)? = answer["experiments"], let own = experiments.first
    else { throw CocoaError(.coderReadCorrupt) }
    // Rows of other experiments are where they should be.
    let values = try watch.rows.map { row in
      row.experiment == experiment
        ? try row.value(in: own)
        : reference.rows.first { $0.name == row.name }.map { $0.values.reduce(0, +) / Double($0.values.count) } ?? 0
    }
    let verdict = try NightVerdict(
      rows: values, processor: "", canaries: [], of: watch, identity: reference.watch, reference: reference)
    for row in verdict.rows where watch.rows.contains(where: { $0.name == row.name && $0.experiment == experiment }) {
      print("\(row.name): \(row.value), expected \(row.expected?.low ?? 0) … \(row.expected?.high ?? 0)")
    }
    return Set(verdict.outside.map(\.name))
  }

  @Test(arguments: ["watched-ranking", "watched-relaxation", "watched-search", "watched-sr"])
  func nothingPutInNothingIsOutside(_ experiment: String) async throws {
    #expect(try await outside(experiment, []).isEmpty)
  }
}
