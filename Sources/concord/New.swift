import ArgumentParser
import Digests
import Experiments
import FoundationEssentials
import Store

/// `concord new`: the file of an experiment to begin with.
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write the file of a new experiment, with comments.",
    discussion: """
      The file is a small ranking of two strategies on Fashion-MNIST that can be planned and run as it is; each part says what it decides \
      and what else may stand there. No file is written over.

      EXAMPLES
        concord new my-study
        concord reproduce my-study --dry-run
        concord new my-study --profile nightly
      """)

  @Argument(help: "The experiment's name: letters, digits, - and _.") var name: String
  @Option(help: "The folder of experiments that it shall stand in.") var profile = "laptop"
  @Option(help: "Where profiles are, or shall be.") var benchmarks = "Benchmarks"

  func run() throws {
    guard !profile.isEmpty, !profile.contains("/"), !profile.hasPrefix(".") else {
      throw ValidationError("--profile: '\(profile)' is no name of a folder.")
    }
    let text = ExperimentTemplate.text(name: name), path = "\(benchmarks)/\(profile)/\(name).yaml", schema = "\(benchmarks)/\(Self.schema)"
    // Refuses names that cannot name files before there is a path.
    _ = try ExperimentKinds.house.experiment(reading: text, file: "the new experiment")
    guard !FileManager.default.fileExists(atPath: path) else { throw CommandError.exists(path: path) }
    try AtomicFile.write("# yaml-language-server: $schema=../\(Self.schema)\n\(text)", to: path)
    if !FileManager.default.fileExists(atPath: schema) {
      try AtomicFile.write("\(try ExperimentKinds.house.schema().rendered())\n", to: schema)
    }
    let options = (profile == "laptop" ? "" : " --profile \(profile)") + (benchmarks == "Benchmarks" ? "" : " --benchmarks \(benchmarks)")
    Console.result("\(path)\nto plan it: concord reproduce \(name)\(options) --dry-run")
  }

  private static let schema = "experiment.schema.json"
}
