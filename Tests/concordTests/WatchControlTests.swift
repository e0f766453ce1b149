import Digests
import Experiments
import Fixtures
import FoundationEssentials
import Statistics
import Testing

/// Positive control of the watch: regressions that are put into its experiments lie outside the committed reference, and the experiments as they
/// stand, whose seeds no night has, lie inside.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["CONCORD_SOAK"] == "1", "trains for minutes: set CONCORD_SOAK=1"))
struct WatchControlTests {
  /// What is put in, by words of the experiment's file, and the rows that tell.
  struct Regression: CustomTestStringConvertible, Sendable {
    let name: String, experiment: String, changes: [(String, String)], rows: Set<String>
    var testDescription: String { name }

    init(_ name: String, in experiment: String, _ changes: (String, String)..., seenBy rows: Set<String>) {
      (self.name, self.experiment, self.changes, self.rows) = (name, experiment, changes, rows)
    }
  }

  /// Those of what was tried that were seen; the others are in docs/nightly.md.
  private static let seen = [
    Regression(
      "BatchNorm inherited", in: "watched-ranking", ("{name: recalibrated, images: 500}", "{name: inherited}"),
      seenBy: ["mean one-shot accuracy of SPOS", "mean one-shot accuracy of FairNAS"]),
    Regression(
      "weights of DARTS do not move", in: "watched-relaxation", ("adam: {rate: 0.003, beta1: 0.5", "adam: {rate: 1e-9, beta1: 0.5"),
      seenBy: ["weight change of DARTS"]),
    Regression(
      "two thirds of the rate of super-resolution", in: "watched-sr", ("peak: 0.003", "peak: 0.002"),
      seenBy: ["mean PSNR of super-resolution nets"]),
  ]

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
    let answer = try JSONDecoder().decode([String: JSONValue].self, from: Data(run.output.utf8))
    guard case .array(let experiments)? = answer["experiments"], let own = experiments.first else {
      Issue.record("\(experiment) answers nothing")
      return []
    }
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

  @Test(arguments: seen) func whatIsPutInLiesOutside(_ regression: Regression) async throws {
    let outside = try await outside(regression.experiment, regression.changes)
    #expect(regression.rows.isSubset(of: outside), "\(outside)")
  }
}
