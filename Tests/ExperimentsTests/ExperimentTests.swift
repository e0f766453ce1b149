import Datasets
import Engine
import Analysis
import Experiments
import FoundationEssentials
import Spaces
import Strategies
import Testing
import Training

@Suite struct ExperimentTests {
  private func experiment(_ profile: String) throws -> RankingExperiment {
    try StrictYAML.decode(RankingExperiment.self, try DeclaredExperiment.text(profile), file: "Benchmarks/\(profile)/ranking.yaml")
  }

  @Test(arguments: DeclaredExperiment.profiles) func declaredExperimentsAreSound(profile: String) throws {
    let experiment = try experiment(profile)
    #expect(
      experiment.name == "ranking"
        && experiment.strategies.filter { $0.rate == nil && $0.skips == nil && $0.scheduleOf == nil }.map(\.label)
          == (["smoke", "laptop"].contains(profile)
            ? ["SPOS", "FairNAS", "Biased"] : profile == "nightly" ? ["SPOS", "EF", "FairNAS", "Biased"] : ["SPOS", "EF", "FairNAS"])
    )
    #expect(experiment.primary.claims.count >= 2 && experiment.primary.margin == 0.1 && experiment.evaluation.policy == policy(profile))
  }

  private func policy(_ profile: String) -> NormalizationPolicy { .recalibrated(images: profile == "smoke" ? 100 : 1_000) }

  /// Issue, part I: what `make reproduce` does by default.
  @Test func theLaptopProfileIsTheOneDeclared() throws {
    let laptop = try experiment("laptop"), supernets = try #require(laptop.supernets), recipe = supernets.recipe
    #expect(supernets.seeds.count == 4 && supernets.passes == 3_000 && recipe.batch == 64 && recipe.schedule.peak == 0.1)
    guard case .trained(let alone) = laptop.truth else { Issue.record("the laptop profile trains its nets"); return }
    #expect(alone.design == .depth(count: 72) && alone.seeds.count == 2 && alone.repeated == 72)
    #expect(alone.epochs == 4 && laptop.data.split.training == 10_000 && laptop.evaluation.histogram == nil)
    let space = try laptop.space.space(input: ImageShape(height: 14, width: 14, channels: 1), classes: 10)
    #expect(try space.digest() == Catalogue.space(named: "nas-bench-macro-tiny").named(space.name).digest())
    // Pilots of a quarter on a grid that brackets; a third and a tenth of SPOS's passes; a biased sampler is the control.
    #expect(recipe.optimizer.clipping == .norm(5) && supernets.pilotShare == 0.25 && supernets.extensions == 4)
    #expect(supernets.strategies.filter { $0.scheduleOf == "SPOS" }.map(\.passes) == [999, 300])
    #expect(supernets.strategies[3].strategy == .biased(BiasedSampling(odds: 10)) && laptop.primary.control?.second == "Biased")
    #expect(laptop.primary.claims.prefix(3).map { $0.follows ?? false } == [false, true, true])
    #expect(laptop.primary.claims[1].second == "SPOS 1/3" && laptop.primary.claims[2].measure == .directEffect)
  }

  @Test func readingWhatIsWrittenGivesTheSame() throws {
    let laptop = try experiment("laptop")
    #expect(try JSONDecoder().decode(RankingExperiment.self, from: JSONEncoder().encode(laptop)) == laptop)
  }

  @Test(arguments: [
    ("pilotSeed: 100", "pilotSeed: 2", "supernets.pilotSeed is 2, should be a seed that is not used later"),
    ("seeds: [1, 2]", "seeds: [1, 1]", "supernets.seeds has 1 twice"), ("seeds: [1, 2]", "seeds: [-1]", "supernets.seeds has -1"),
    ("seeds: [1, 2]", "seeds: []", "supernets.seeds is empty"),
    ("label: FairNAS", "label: SPOS", "supernets.strategies.1.label is 'SPOS' a second time"),
    (
      "name: strict-fairness, gradients: sum", "name: expectation-fairness, iterations: 0",
      "supernets.strategies.1.strategy.iterations is 0"
    ),
    ("odds: 10", "odds: 0", "supernets.strategies.3.strategy.odds is 0.0"),
    ("odds: 10", "odds: 10, candidate: -1", "supernets.strategies.3.strategy.candidate is -1"),
    ("extensions: 2", "extensions: 21", "supernets.extensions is 21"), ("pilotShare: 0.25", "pilotShare: 0", "supernets.pilotShare is 0.0"),
    ("first: SPOS, second: Biased", "first: SPOS, second: depth", "primary.control.second is 'depth', should be one of SPOS, FairNAS"),
    (
      "first: SPOS, second: Biased}", "first: SPOS, second: Biased, measure: steadiness}", "primary.control.measure is no tau"
    ),
    (
      "second: SPOS, measure: direct-effect", "second: depth, measure: direct-effect",
      "whose scores are no accuracies of supernets: direct-effect"
    ),
    (
      "SPOS, strategy: {name: spos}", "SPOS, strategy: {name: spos, widthWarmUp: [0.5, 0.2]}",
      "supernets.strategies.0.strategy.widthWarmUp has 0.2 behind 0.5"
    ),
    (
      "SPOS, strategy: {name: spos}", "SPOS, strategy: {name: spos, widthWarmUp: [1.5]}",
      "supernets.strategies.0.strategy.widthWarmUp has 1.5"
    ),
    ("passes: 120", "passes: 0", "supernets.passes is 0"),
    ("rates: [0.33333, 1]", "rates: [0]", "supernets.rates has 0.0"), ("rates: [0.33333, 1]", "rates: []", "supernets.rates is empty"),
    ("snapshots: [0, 0.5, 0.75]", "snapshots: [0.5, 0]", "should rise"),
    ("snapshots: [0, 0.5, 0.75]", "snapshots: [1]", "from 0 to below 1"),
    ("peak: 0.1", "peak: 0", "recipe.schedule.peak is 0.0"), ("momentum: 0.9", "momentum: 1", "optimizer.momentum is 1.0"),
    ("repeated: 12", "repeated: 13", "standAlone.repeated is 13, should be from 0 to the design's 12"),
    ("epochs: 2", "epochs: 0", "standAlone.epochs is 0"), ("recalibration: 100", "recalibration: 99", "evaluation.policy.images is 100"),
    (
      "recipe: *recipe",
      "recipe: {optimizer: {name: sgd, momentum: 0.9}, schedule: {shape: cosine, peak: 0.1}, batch: 16, passes: 99}",
      "there is no key 'passes' here"
    ),
    ("blocks: 10", "blocks: 7", "evaluation.blocks is 7, should divide the 200"),
    ("batches: 30", "batches: 0", "evaluation.policies.compared.2.batches is 0"),
    ("compared: [{name: inherited}", "compared: [{name: recalibrated, images: 100}", "compared.0 is recalibrated(100) a second time"),
    ("strategy: SPOS", "strategy: spos", "evaluation.policies.strategy is 'spos', should be one of SPOS, FairNAS, LET"),
    ("nets: 10", "nets: 13", "evaluation.policies.nets is 13"),
    ("second: inherited", "second: SPOS", "second is 'SPOS', should be one of inherited, batch(100), moving(30x32), recalibrated(100)"),
    (
      "{name: spos}",
      "{name: fair-darts, weight: 10, distance: squared, level: single, adam: {rate: 0.003, beta1: 0.9, beta2: 0.999, decay: 0.001}}",
      "supernets.strategies.0.strategy is 'fair-darts', which has a mixture"
    ),
    ("followed: 10", "followed: 13", "evaluation.followed is 13"),
    ("names: [naswot, synflow", "names: [snip, synflow", "evaluation.proxies.names has 'snip' twice"),
    ("names: [naswot", "names: [naswat", "evaluation.proxies.names.0 is 'naswat', should be one of naswot, grad_norm"),
    ("batch: 16, seeds: [11, 12]", "batch: 1, seeds: [11, 12]", "evaluation.proxies.batch is 1, should be 2 or more"),
    ("seeds: [11, 12]", "seeds: [11, 2]", "evaluation.proxies.seeds has 2, which is a supernet's"),
    ("seeds: [11, 12]", "seeds: []", "evaluation.proxies.seeds is empty"),
    ("label: Biased, strategy", "label: NASWOT, strategy", "which tables call NASWOT as a strategy"),
    ("second: SPOS", "second: SPOX", "did you mean 'SPOS'?"), ("second: SPOS", "second: FairNAS", "should be another"),
    ("linear: he", "linear: hey", "supernets.strategies.2.skips.linear is 'hey', should be one of he, identity"),
    ("follows: true\n      first: LET", "follows: true\n      first: depth", "whose scores are no accuracies"),
    ("first: FairNAS, second: SPOS}", "first: FairNAS, second: SPOS, follows: true}", "primary.claims.0.follows is true, and no claim"),
    ("margin: 0.1\n      follows", "margin: 0\n      follows", "primary.claims.5.margin is 0.0"),
    ("margin: 0.1\n      follows", "follows", "primary.claims.5.margin is missing, should be that of log ratios"),
    ("reference: SPOS", "reference: DARTS", "primary.reference is 'DARTS'"), ("k: 5", "k: 4", "primary.k is 4"),
    ("margin: 0.1\n  reference", "margin: 0\n  reference", "primary.margin is 0.0"), ("draws: 200", "draws: 10", "primary.draws is 10"),
    ("height: 14", "height: 0", "data.preparation.height is 0"), ("training: 640", "training: 0", "data.split.training is 0"),
    ("name: ranking", "name: a/b", "name is 'a/b'"), ("count: 12", "count: 1", "standAlone.design.count is 1"),
    ("strata: 10", "strata: 0", "evaluation.histogram.design.strata is 0"),
    ("name: sgd", "name: sdg", "supernets.recipe.optimizer.name is 'sdg', should be one of sgd, adam"),
    ("idle: frozen", "idle: thawed", "idle is 'thawed', should be one of frozen, decayed"),
    ("name: strict-fairness", "name: strict", "should be one of spos, expectation-fairness, strict-fairness"),
    ("name: recalibrated", "name: recalibrate", "should be one of inherited, batch, recalibrated"),
    ("shape: cosine", "shape: step", "supernets.recipe.schedule needs the key 'at'"),
    ("gradients: sum", "gradient: sum", "did you mean 'gradients'?"),
    ("peak: 0.1", "peak: 0.1, floor: 0.2", "schedule.floor is 0.2"),
    ("clipping: {norm: 5}", "clipping: {}", "one of the keys 'norm' and 'value'"),
    ("idle: frozen", "labelSmoothing: 1", "labelSmoothing is 1.0"),
    ("standAlone:", "standalone:", "there is no key 'standalone' here; did you mean 'standAlone'?"),
    ("stem: 4", "stam: 4", "there is no key 'stam' here; did you mean 'stem'?"),
  ])
  func whatCannotBeRunIsNamedWithItsLine(old: String, new: String, said: String) throws {
    let text = try #require(try DeclaredExperiment.smoke(old, new), "the smoke profile has no '\(old)'")
    let error = #expect(throws: ExperimentError.self) { try StrictYAML.decode(RankingExperiment.self, text, file: "a.yaml") }
    let message = error.map { "\($0)" } ?? ""
    #expect(message.contains(said) && message.hasPrefix("a.yaml:"), "\(message)")
  }
}

extension Space {
  /// The same under another name, which the digest holds.
  fileprivate func named(_ name: String) -> Space {
    var space = self
    space.name = name
    return space
  }
}
