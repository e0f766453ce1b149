import ArgumentParser
import Experiments
import Jobs
import Spaces
import Store

/// `concord stand-alone`: one architecture trained by itself, by hand.
struct StandAlone: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stand-alone",
    abstract: "Train one architecture by itself, as an experiment does.",
    discussion: """
      The architecture is put in its canonical form, so that equal networks share a run file; nothing is done where it is there. \
      Stopped with Ctrl-C, the same command goes on where it was.

      EXAMPLES
        concord stand-alone --experiment ranking --architecture 22212220 --seed 1
        concord stand-alone --profile smoke --architecture 11111111 --seed 1 --threads 2
      """)

  @OptionGroup var declared: DeclaredExperiment
  @Option(help: "The architecture: a digit a choice, or candidates parted by commas.") var architecture: String
  @Option(help: "The seed of weights and images.") var seed: Int
  @OptionGroup var step: Step

  func validate() throws {
    guard seed >= 0 else { throw ValidationError("--seed: \(seed) is less than 0.") }
  }

  func run() throws {
    try HeldBLAS.hold()
    let reproduction = try declared.ranking(), ranking = reproduction.ranking, space = ranking.space
    let text = space.text(of: space.canonical(try space.architecture(architecture)))
    if text != architecture { Console.complain("concord: \(architecture) is \(text) in canonical form") }
    guard var spec = ranking.standAlone.first else {
      throw ExperimentError.value(
        field: "standAlone",
        reason: "is not in \(ranking.experiment.name), whose accuracies are published: name an experiment that trains nets")
    }
    (spec.architecture, spec.seed) = (text, seed)
    let path = try step.run(spec, label: "stand-alone \(text), seed \(seed)", results: reproduction.surroundings.results)
    let run = try StandAloneRun(reading: path)
    Console.result(
      run.diverged
        ? "\(path)\nits loss ceased to be a number: its scores are the least"
        : "\(path)\n\(run.metric.name) on test images \(run.test.mean.fixed(4)), on search-validation images \(run.validation.mean.fixed(4))"
    )
  }
}
