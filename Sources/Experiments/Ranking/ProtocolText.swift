internal import Analysis
internal import Datasets
internal import Engine
internal import Proxies
internal import Spaces
internal import Store
internal import Training

/// The protocol of an experiment in sentences, made from its spec alone.
///
/// Two readers: the section "method" of the page, and `checklist.md`. Numbers stand in it as the file has them.
struct ProtocolText {
  /// `tuning` is empty where every strategy has a rate of its own.
  let experiment: RankingExperiment, tuning: Tuning

  private var pilots: [Pilot] { tuning.pilots }

  /// Images, supernets, learning rates, nets, scoring, and what was declared: a paragraph each, in this order. Supernets, their rates and
  /// scores have none where there are none.
  var sentences: [String] {
    let data = experiment.data
    let size = [data.preparation.height, data.preparation.width].compactMap { $0.map(String.init) }.joined(separator: " × ")
    let training = data.split.training.map { "\($0)" } ?? "all remaining", test = data.split.test.map { "\($0)" } ?? "all"
    let oneShot = experiment.supernets == nil ? "The" : "One-shot scores use search-validation images, the"
    let images =
      "Images: \(data.source.name)\(size.isEmpty ? "" : " at \(size)"); \(training) training, \(data.split.validation) search-validation and \(test) test images, split by seed \(data.split.seed). \(oneShot) target is \(target); no image serves both."
    let trained = experiment.supernets.map { [text($0), learningRate($0)] } ?? []
    return [images] + trained + [nets] + (experiment.supernets == nil ? [] : [scoring])
      + (experiment.evaluation.proxies.map { [text($0)] } ?? []) + [
        "Declared before the run: metric \(measures), population design, last checkpoint, margin \(experiment.primary.margin); everything outside the claims is exploratory."
          + control
      ]
  }

  private func text(_ supernets: RankingExperiment.Supernets) -> String {
    let crop = supernets.recipe.augmentation.padding, mirrored = supernets.recipe.augmentation.flips
    let changes = [crop > 0 ? "random crops after padding by \(crop)" : nil, mirrored ? "random horizontal flips" : nil].compactMap(\.self)
    return
      "Supernets: \(supernets.strategies.map(\.label).joined(separator: ", ")), seeds \(list(supernets.seeds)), \(supernets.passes) forward–backward passes of batch \(supernets.recipe.batch) each\(budgets); strategies with a common seed share initial weights and the stream of images. Parameters off a step's paths are \(supernets.recipe.idle.rawValue)."
      + (changes.isEmpty ? "" : " Training images: \(changes.joined(separator: ", ")).") + linearSkips + plainNormalization
  }

  private var scoring: String {
    let scored = experiment.evaluation
    return
      "BatchNorm when subnets are scored: \(scored.policy.label). \(metric == .accuracy ? "Right answers are counted" : "The images\u{2019} \(metric.name) is added up") in \(scored.blocks) blocks of images."
      + (scored.angles == true
        ? " Angles are those between a supernet's weights before and after training, of what a net runs (Hu et al. 2020)." : "")
  }

  private func text(_ proxies: RankingExperiment.Evaluation.Proxies) -> String {
    "Untrained nets: \(proxies.names.map(\.label).joined(separator: ", ")) of the same nets, each with the initial weights of a stand-alone training and on \(proxies.batch) training images, "
      + (proxies.batches.map { "weights drawn by the seeds \(list(proxies.seeds)), each with the images of the seeds \(list($0))." }
        ?? "both drawn anew by each of the seeds \(list(proxies.seeds)).")
  }

  /// Budgets that are not that of all.
  private var budgets: String {
    let own = experiment.strategies.compactMap { entry in entry.passes.map { "\(entry.label) \($0)" } }
    return own.isEmpty ? "" : " (\(own.joined(separator: ", ")))"
  }

  private var linearSkips: String {
    experiment.strategies.compactMap { entry in
      entry.skips.map {
        " Skips of \(entry.label) are linear maps that begin as \($0.linear.rawValue) while its supernets are trained and scored, and nothing in nets."
      }
    }.joined()
  }

  private var plainNormalization: String {
    let labels = experiment.strategies.filter { $0.affine == false }.map(\.label)
    return labels.isEmpty
      ? ""
      : " BatchNorm has no scale and no shift in supernets of \(labels.joined(separator: ", ")), and both in nets that are trained alone."
  }

  private var control: String {
    experiment.primary.control.map {
      " Positive control: \($0.text) (\($0.first) − \($0.second)); a claim is called equivalent only where it is detected."
    } ?? " No positive control is declared, so that no claim can be called equivalent."
  }

  /// Of the claims, in their order.
  private var measures: String {
    let all = experiment.primary.claims.map { ($0.measure ?? .tau).words }
    return all.isEmpty
      ? Primary.Measure.tau.words : all.indices.filter { !all[..<$0].contains(all[$0]) }.map { all[$0] }.joined(separator: ", ")
  }

  private var target: String {
    switch experiment.truth {
    case .trained: "test \(metric.name) at the last epoch"
    case .published(let table): "the published \(table.what) of the same nets (\(table.source)), on test images"
    }
  }

  private func learningRate(_ supernets: RankingExperiment.Supernets) -> String {
    let chosen = tuning.rates, loose = tuning.choices.filter { !$0.isBracketed }.map(\.label)
    let others = supernets.strategies.filter { $0.rate == nil }.compactMap { entry in
      entry.scheduleOf.map { "\(entry.label) has that of \($0)" }
    }
    let fixed = supernets.strategies.compactMap { entry in entry.rate.map { "\(entry.label) × \(short($0))" } }
    var text = "Learning rate: \(supernets.recipe.schedule.peak) times a factor"
    if !pilots.isEmpty {
      text +=
        ", chosen for each strategy from \(list(supernets.rates)) \(supernets.extensions ?? 0 > 0 ? " and beyond, × 3 and × 10 until the best lies inside," : "") by the mean search-validation \(metric.name) of \(supernets.probes) random paths under one pilot seed (\(supernets.pilotSeed)) that is not used later\(supernets.pilotShare.map { ", \(short($0)) of the passes long" } ?? ""): "
        + pilots.map { "\($0.label) × \(short($0.rate)): \(shown($0.score))\(chosen[$0.label] == $0.rate ? " (chosen)" : "")" }.joined(
          separator: ", ")
    }
    if !fixed.isEmpty { text += (pilots.isEmpty ? "" : ";") + " set before the run: \(fixed.joined(separator: ", "))" }
    if !others.isEmpty { text += "; \(others.joined(separator: ", "))" }
    text += loose.isEmpty ? "" : ". Not bracketed by what was tried: \(loose.joined(separator: ", "))"
    return text + ". \(clipping(supernets.recipe))"
  }

  private func clipping(_ recipe: Recipe) -> String {
    switch recipe.optimizer.clipping {
    case .none: "Gradients are not clipped."
    case .norm(let most): "The norm of an update's gradient is clipped at \(short(most)), for all strategies."
    case .value(let most): "Gradients are clipped at \(short(most)) value by value, for all strategies."
    }
  }

  private var nets: String {
    switch experiment.truth {
    case .trained(let alone):
      "Stand-alone nets: \(alone.epochs) epochs, seeds \(list(alone.seeds)), \(alone.repeated) nets with every seed and the others with the first; sampled by \(text(alone.design)), seed \(alone.seed). They train on \(experiment.supernets == nil ? "the training images" : "the same images as the supernets"), under running BatchNorm statistics at test.\(marks(alone))"
    case .published(let table):
      "No net is trained alone: the target is the published \(table.what), chosen by \(text(table.design))"
        + (table.design == .exhaustive ? "" : ", seed \(table.seed)")
        + ". It was trained by others with another recipe and on other splits; best epochs were chosen on the test set there."
    }
  }

  private func marks(_ alone: RankingExperiment.StandAlone) -> String {
    alone.marks.map {
      " After \(list($0)) passes nets are scored on search-validation images; these scores of seed \(alone.seeds.min() ?? 0) are held against the full training under the other seeds."
    } ?? ""
  }

  /// Runs of the target as the checklist counts them.
  private var runs: String {
    switch experiment.truth {
    case .trained(let alone): "\(alone.seeds.count) seeds of stand-alone nets for \(alone.repeated) nets, one for the others"
    case .published(let table): "stand-alone runs as published: \(table.what)"
    }
  }

  /// The best-practices items of NAS evaluation with the answer, or "no" (Lindauer and Hutter 2020; protocol, section 10). As Markdown, a
  /// row an item; what does not apply is said to be "no" and not left out.
  func checklist(_ costs: CostSummary) -> String {
    let supernets = experiment.supernets
    var seeds = supernets.map { ["supernets \(list($0.seeds))"] } ?? []
    if !pilots.isEmpty, let supernets { seeds.append("pilots \(supernets.pilotSeed)") }
    if case .trained(let alone) = experiment.truth { seeds.append("stand-alone \(list(alone.seeds))") }
    if let proxies = experiment.evaluation.proxies {
      seeds.append("untrained nets \(list(proxies.seeds))" + (proxies.batches.map { ", minibatches \(list($0))" } ?? ""))
    }
    seeds.append("splits \(experiment.data.split.seed)")
    let items: [(String, String)] = [
      ("Code for training, search and evaluation released", "yes: this repository, commit \(costs.commits.joined(separator: ", "))"),
      ("Seeds of all runs stated", "yes: \(seeds.joined(separator: ", "))"),
      ("Same data splits for all methods", "yes"),
      ("Same search space for all methods", "yes: \(experiment.space.name.rawValue)"),
      (
        "Same training recipe and compute for all methods",
        supernets.map {
          "\(budgets.isEmpty ? "yes" : "no"): \($0.passes) passes each\(budgets); the learning rate is \(pilots.isEmpty ? "set before the run" : "chosen from one grid")"
        } ?? "yes: nothing is trained before nets are ranked"
      ),
      (
        "Hyper-parameter tuning and its budget stated",
        pilots.isEmpty
          ? "yes: none was tuned" : "yes: \(pilots.count) pilot supernets, chosen on search-validation \(metric.name), never on tau or test"
      ),
      ("Number of runs", (supernets.map { "\($0.seeds.count) supernets a strategy, " } ?? "") + runs),
      (
        "What was selected on what",
        pilots.isEmpty ? "nothing here" : "learning-rate factors on search-validation \(metric.name); nothing else"
      ),
      ("Total compute, pilots included", "\(short(costs.cpuSeconds / 3600)) CPU-hours in \(costs.jobs) jobs"),
      ("Hardware", costs.processors.joined(separator: ", ")),
      (
        "BatchNorm policy at subnet evaluation",
        supernets == nil ? "statistics of the minibatch, as proxies have it" : experiment.evaluation.policy.label
      ),
      ("Parameters off the path", supernets?.recipe.idle.rawValue ?? "no: no supernet is trained"),
      ("Confidence intervals and reference lines", "yes, for every tau"),
      ("Ablations of the space or recipe", "no"),
      ("Results on a second data set", "no"),
    ]
    return "# Checklist of \(experiment.name)\n\nMade from the experiment's spec and its run files.\n\n| item | answer |\n| --- | --- |\n"
      + items.map { "| \($0.0) | \($0.1) |\n" }.joined()
  }

  private func list(_ values: [some CustomStringConvertible]) -> String { values.map(\.description).joined(separator: ", ") }
  private func short(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
  private var metric: RunMetric { experiment.metric }
  private func shown(_ score: Double) -> String { "\((score * metric.scale * 10).rounded() / 10) \(metric.shownUnit)" }

  private func text(_ design: SampleDesign) -> String {
    switch design {
    case .exhaustive: "taking all"
    case .uniform(let count): "drawing \(count) uniformly"
    case .depth(let count): "drawing \(count) stratified by depth"
    case .macs(let count, let strata): "drawing \(count) stratified by MACs (\(strata) strata)"
    case .bounded(let count, let macs): "drawing \(count) uniformly from those with \(macs.lowerBound) to \(macs.upperBound) multiply-adds"
    }
  }
}
