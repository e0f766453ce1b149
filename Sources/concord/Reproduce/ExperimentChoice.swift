import ArgumentParser
import Experiments
import FoundationEssentials

/// Which declared experiments a command is about, and where their run files lie.
struct ExperimentChoice: ParsableArguments {
  @Argument(help: "Experiments by name; all of the profile by default.") var experiments: [String] = []
  @Option(help: "smoke, laptop, nightly or paper: a folder of experiments.") var profile = "laptop"
  @Option(help: "Where profiles are.") var benchmarks = "Benchmarks"
  @Option(help: "The folder of run files.") var results = "results"

  /// The ranking studies, read and checked. Throws where a folder, a file or the data set is missing; with `absenceAllowed` experiments
  /// whose images are not here are planned by the sizes that are known.
  func reproductions(absenceAllowed: Bool = false) throws -> [Reproduction] {
    let environment = ProcessInfo.processInfo.environment
    return try declared().compactMap {
      guard case .ranking(let experiment) = $0 else { return nil }
      return try Reproduction(experiment, results: results, environment: environment, absenceAllowed: absenceAllowed)
    }
  }

  /// The studies of searches; as the ranking studies.
  func relaxations(absenceAllowed: Bool = false) throws -> [RelaxationReproduction] {
    let environment = ProcessInfo.processInfo.environment
    return try declared().compactMap {
      guard case .relaxation(let experiment) = $0 else { return nil }
      return try RelaxationReproduction(experiment, results: results, environment: environment, absenceAllowed: absenceAllowed)
    }
  }

  /// The studies of published tables. One that was not named is left out, with a line that says so, where its tables are not here.
  func tableStudies() throws -> [TablesReproduction] {
    try declared().compactMap {
      guard case .tables(let experiment) = $0 else { return nil }
      let reproduction = try TablesReproduction(experiment, environment: ProcessInfo.processInfo.environment)
      guard experiments.isEmpty, let missing = reproduction.missing.first else { return reproduction }
      Console.complain("\(experiment.name) is left out: \(missing)")
      return nil
    }
  }

  /// The report of each experiment, one after the other: an unfinished one throws after those before it.
  func forEachReport(_ body: (any StudyReport) async throws -> Void) async throws {
    for tables in try tableStudies() { try await body(try tables.report()) }
    for relaxation in try relaxations() { try await body(try relaxation.report()) }
    for reproduction in try reproductions() { try await body(try reproduction.report()) }
  }

  private func declared() throws -> [Declared] {
    try files().map { file in try Declared(String(decoding: try InputFile(file).bytes, as: UTF8.self), file: file) }
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
