import ArgumentParser
import Experiments
import FoundationEssentials
import Jobs

/// Which declared experiments a command is about, and where their run files lie.
struct ExperimentChoice: ParsableArguments {
  @Argument(help: "Experiments by name; all of the profile by default.") var experiments: [String] = []
  @Option(help: "smoke, laptop, nightly or paper: a folder of experiments.") var profile = "laptop"
  @Option(help: "Where profiles are.") var benchmarks = ProfileFolder.shipped
  @Option(help: "The folder of run files.") var results = "results"

  func validate() throws {
    guard !results.isEmpty else { throw ValidationError("--results: name a folder.") }
  }

  /// Calls `body` with each experiment, read and checked, one after the other; then keeps what was verified of their run files, and
  /// returns these.
  ///
  /// Throws where a folder, a file or the data set is missing; with `absenceAllowed` experiments whose images are not here are planned by
  /// the sizes that are known. One that was not named is left out, with a line that says so, where something of it is not here.
  @discardableResult
  func forEach(absenceAllowed: Bool = false, _ body: (any Reproduction) async throws -> Void) async throws -> Results {
    let results = Results(results)
    let surroundings = Surroundings(
      results: results, environment: ProcessInfo.processInfo.environment, absenceAllowed: absenceAllowed)
    let declared = try files().map { file in
      try ExperimentKinds.house.experiment(reading: try InputFile.experiment(file), file: file)
    }
    do {
      for experiment in declared {
        let reproduction = try experiment.reproduction(surroundings)
        if experiments.isEmpty, !absenceAllowed, let absence = reproduction.absence {
          Console.complain("\(experiment.name) is left out: \(absence)")
          continue
        }
        try await body(reproduction)
      }
    } catch {
      try surroundings.save()
      throw error
    }
    try surroundings.save()
    return results
  }

  private func files() throws(CommandError) -> [String] {
    let folder = try ProfileFolder(profile, in: benchmarks)
    var files: [String] = []
    for name in experiments.isEmpty ? folder.experiments : experiments { files.append(try folder.file(of: name)) }
    return files
  }
}
