import ArgumentParser
import Engine
import Experiments
import Jobs
import Spaces
import Store
import Training

/// `concord train`: one supernet of an experiment, by hand.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train one supernet of a declared experiment.",
    discussion: """
      The job is the one that 'concord reproduce' would run, or another seed of it: its run file is shared, and nothing is done where \
      it is there. The learning rate is the one that the experiment's pilots chose, the recipe's own where they have not run. \
      Stopped with Ctrl-C, the same command goes on where it was.

      EXAMPLES
        concord train --experiment ranking --strategy SPOS --seed 1
        concord train --profile smoke --strategy FairNAS --seed 7 --threads 2
        concord train --strategy SPOS --seed 1 --rate 0.33333
      """)

  @OptionGroup var declared: DeclaredExperiment
  @Option(help: "The strategy, by its label in the experiment.") var strategy: String
  @Option(help: "The seed of weights, images and paths.") var seed: Int
  @Option(help: "What the recipe's learning rate is multiplied by, instead of the pilots' choice.") var rate: Double?
  @OptionGroup var step: Step

  func validate() throws {
    guard seed >= 0 else { throw ValidationError("--seed: \(seed) is less than 0.") }
    if let rate, !(rate > 0 && rate.isFinite) { throw ValidationError("--rate: \(rate) is no factor above 0.") }
  }

  func run() throws {
    try HeldBLAS.hold()
    let reproduction = try declared.ranking(), ranking = reproduction.ranking
    let labels = ranking.experiment.strategies.map(\.label)
    guard var spec = ranking.supernets(rates: try rates(of: reproduction)).first(where: { $0.label == strategy })?.spec else {
      throw CommandError.unknownStrategy(strategy, nearest: nearest(to: strategy, among: labels), known: labels)
    }
    spec.seed = seed
    // Also of a strategy with a rate of its own.
    if let rate, let own = ranking.experiment.supernets { spec.recipe.schedule.peak = own.recipe.schedule.peak * rate }
    let path = try step.run(spec, label: "supernet \(strategy), seed \(seed)", results: reproduction.surroundings.results)
    let run = try SupernetRun(reading: path)
    guard let last = run.snapshots.last else { throw WorkError.noSnapshot(run: path, passes: spec.passes, found: []) }
    let mean = last.probes.reduce(0, +) / Double(last.probes.count)
    Console.result("\(path)\nafter \(last.passes) passes \(run.probes.count) probes have a mean \(run.metric.name) of \(mean.fixed(4))")
  }

  /// As the pilots chose, where all have run.
  private func rates(of reproduction: RankingReproduction) throws -> [String: Double] {
    let pilots = try reproduction.pilots()
    if pilots.isDone { return pilots.tuning.rates }
    if rate == nil { Console.complain("concord: the pilots of the learning-rate grid have not run: the recipe's own rate is taken") }
    return [:]
  }
}
