import ArgumentParser
import Experiments
import FoundationEssentials

/// Which declared experiments a command is about, and where their run files lie.
struct ExperimentChoice: ParsableArguments {
  @Argument(help: "Experiments by name; all of the profile by default.") var experiments: [String] = []
  @Option(help: "smoke, laptop, nightly or paper: a folder of experiments.") var profile = "laptop"
  @Option(help: "Where profiles are.") var benchmarks = "Benchmarks"
  @Option(help: "The folder of run files.") var results = "results"

  /// The experiments, read and checked. Throws where a folder, a file or the data set is missing; with `absenceAllowed` experiments
  /// whose images are not here are planned by the sizes that are known.
  func reproductions(absenceAllowed: Bool = false) throws -> [Reproduction] {
    let environment = ProcessInfo.processInfo.environment
    return try files().map { file in
      let text = String(decoding: try InputFile(file).bytes, as: UTF8.self)
      return try Reproduction(
        try StrictYAML.decode(Experiment.self, text, file: file), results: results, environment: environment,
        absenceAllowed: absenceAllowed)
    }
  }

  private func files() throws -> [String] {
    let folder = "\(benchmarks)/\(profile)"
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: folder) } catch { throw CommandError.notFound(path: folder) }
    let found = names.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    for name in experiments where !found.contains(name) { throw CommandError.notFound(path: "\(folder)/\(name).yaml") }
    return (experiments.isEmpty ? found : experiments).map { "\(folder)/\($0).yaml" }
  }
}
