import Digests
import Experiments
import FoundationEssentials

/// What a folder says is watched, with the experiments it is taken of and the canaries beside it.
struct DeclaredWatch {
  let watch: Watch
  /// Beginning of the identity: what lines of a history carry.
  let identity: String
  private let files: [(path: String, text: String)], benchmarks: String

  /// - Parameter benchmarks: where the profiles of the canaries are.
  /// - Throws: `CommandError` where a file is missing, `ExperimentError` where one is wrong or a row names an experiment that is not there.
  init(_ folder: String, benchmarks: String) throws {
    let path = "\(folder)/watched.json"
    watch = try Watch(reading: try InputFile.experiment(path), file: path)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }.sorted()
    files = try names.map { ("\(folder)/\($0)", try InputFile.experiment("\(folder)/\($0)")) }
    self.benchmarks = benchmarks
    let experiments = try files.map { try ExperimentKinds.house.experiment(reading: $0.text, file: $0.path) }
    for row in watch.rows where !experiments.contains(where: { $0.name == row.experiment }) {
      throw ExperimentError.value(
        field: "\(path): the row '\(row.name)'", reason: "names the experiment '\(row.experiment)', which \(folder) has not")
    }
    identity = try watch.identity(experiments).short
  }

  /// All experiments of the folder on a night's seed.
  func experiments(of seed: Int) throws -> [any Experiment] {
    try files.map {
      try ExperimentKinds.house.experiment(reading: $0.text, file: $0.path, seedsMovedBy: seed * NightHistory.stride)
    }
  }

  /// An experiment as it stands, by its profile and name.
  func canary(_ name: String) throws -> any Experiment {
    let path = "\(benchmarks)/\(name).yaml"
    return try ExperimentKinds.house.experiment(reading: try InputFile.experiment(path), file: path)
  }
}
