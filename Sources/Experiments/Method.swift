internal import Datasets
internal import Engine
internal import Spaces
internal import Training

/// The protocol of an experiment in sentences, made from its spec alone.
struct Method {
  let experiment: Experiment, pilots: [Reproduction.Pilot]

  var sentences: [String] {
    let data = experiment.data, supernets = experiment.supernets, alone = experiment.standAlone, scored = experiment.evaluation
    let size = [data.preparation.height, data.preparation.width].compactMap { $0.map(String.init) }.joined(separator: " × ")
    let training = data.split.training.map { "\($0)" } ?? "all remaining", test = data.split.test.map { "\($0)" } ?? "all"
    let chosen = Reproduction.chosen(pilots)
    return [
      "Images: \(data.source.name)\(size.isEmpty ? "" : " at \(size)"); \(training) training, \(data.split.validation) search-validation and \(test) test images, split by seed \(data.split.seed). One-shot scores use search-validation images, the target is test accuracy at the last epoch; no image serves both.",
      "Supernets: \(supernets.strategies.map(\.label).joined(separator: ", ")), seeds \(list(supernets.seeds)), \(supernets.recipe.passes) forward–backward passes of batch \(supernets.recipe.batch) each; strategies with a common seed share initial weights and the stream of images. Parameters off a step's paths are \(supernets.recipe.idle.rawValue).",
      "Learning rate: \(supernets.recipe.schedule.peak) times a factor, chosen for each strategy from \(list(supernets.rates)) by the mean search-validation accuracy of \(supernets.probes) random paths under one pilot seed (\(supernets.pilotSeed)) that is not used later: "
        + pilots.map { "\($0.label) × \(short($0.rate)): \(percent($0.accuracy))\(chosen[$0.label] == $0.rate ? " (chosen)" : "")" }.joined(
          separator: ", ") + ".",
      "Stand-alone nets: \(alone.epochs) epochs, seeds \(list(alone.seeds)), \(alone.repeated) nets with every seed and the others with the first; sampled by \(text(alone.design)), seed \(alone.seed). They train on the same images as the supernets, under running BatchNorm statistics at test.",
      "BatchNorm when subnets are scored: \(scored.policy.label). Right answers are counted in \(scored.blocks) blocks of images.",
      "Declared before the run: metric tau-b, population design, last checkpoint, margin \(experiment.primary.margin); everything outside the claims is exploratory.",
    ]
  }

  /// The best-practices items of NAS evaluation with the answer, or "no" (Lindauer and Hutter 2020; protocol, section 10).
  func checklist(_ ledger: Ledger) -> String {
    let supernets = experiment.supernets, alone = experiment.standAlone
    let items: [(String, String)] = [
      ("Code for training, search and evaluation released", "yes: this repository, commit \(ledger.commits.joined(separator: ", "))"),
      (
        "Seeds of all runs stated",
        "yes: supernets \(list(supernets.seeds)), pilots \(supernets.pilotSeed), stand-alone \(list(alone.seeds)), splits \(experiment.data.split.seed)"
      ),
      ("Same data splits for all methods", "yes"),
      ("Same search space for all methods", "yes: \(experiment.space.name.rawValue)"),
      (
        "Same training recipe and compute for all methods",
        "yes: \(supernets.recipe.passes) passes each; the learning rate is chosen from one grid"
      ),
      (
        "Hyper-parameter tuning and its budget stated",
        "yes: \(pilots.count) pilot supernets, chosen on search-validation accuracy, never on tau or test"
      ),
      (
        "Number of runs",
        "\(supernets.seeds.count) supernets a strategy, \(alone.seeds.count) seeds of stand-alone nets for \(alone.repeated) nets, one for the others"
      ),
      ("What was selected on what", "learning-rate factors on search-validation accuracy; nothing else"),
      ("Total compute, pilots included", "\(short(ledger.cpuSeconds / 3600)) CPU-hours in \(ledger.jobs) jobs"),
      ("Hardware", ledger.processors.joined(separator: ", ")),
      ("BatchNorm policy at subnet evaluation", experiment.evaluation.policy.label),
      ("Parameters off the path", supernets.recipe.idle.rawValue),
      ("Confidence intervals and reference lines", "yes, for every tau"),
      ("Ablations of the space or recipe", "no"),
      ("Results on a second data set", "no"),
    ]
    return "# Checklist of \(experiment.name)\n\nMade from the experiment's spec and its run files.\n\n| item | answer |\n| --- | --- |\n"
      + items.map { "| \($0.0) | \($0.1) |\n" }.joined()
  }

  private func list(_ values: [some CustomStringConvertible]) -> String { values.map(\.description).joined(separator: ", ") }
  private func short(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
  private func percent(_ value: Double) -> String { "\((value * 1000).rounded() / 10) %" }

  private func text(_ design: SampleDesign) -> String {
    switch design {
    case .exhaustive: "taking all"
    case .uniform(let count): "drawing \(count) uniformly"
    case .depth(let count): "drawing \(count) stratified by depth"
    case .macs(let count, let strata): "drawing \(count) stratified by MACs (\(strata) strata)"
    }
  }
}
