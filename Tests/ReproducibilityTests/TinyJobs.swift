import Datasets
import Digests
import Engine
import Fixtures
import Jobs
import Networks
import Proxies
import Search
import Spaces
import Store
import Strategies
import Training

/// Jobs of a second or less, of every kind and every strategy, on synthetic images.
enum TinyJobs {
  /// A job that trains, and the evaluations of what it leaves, each under a word.
  struct Family {
    let training: Job
    var evaluations: [String: Job] = [:]
    var searches: [String: Job] = [:]
  }

  static let all: [String: @Sendable () throws -> Family] = [
    "spos": {
      let spec = try supernet(.spos(UniformSampling()))
      return Family(training: try Job(spec), searches: ["evolution": try Job(try search(on: spec))])
    },
    "shrinking by angle": {
      var spec = try supernet(.spos(UniformSampling()))
      spec.shrinking = ShrinkingStages(
        by: .angle, first: 15, between: 10, replace: 3, Shrinking.Options(drop: 2, pool: 50, draws: 500, codes: 30))
      return Family(training: try Job(spec))
    },
    "shrinking by accuracy": {
      var spec = try supernet(.spos(UniformSampling()))
      spec.shrinking = ShrinkingStages(
        by: .accuracy, first: 20, between: 10, images: 100, Shrinking.Options(drop: 1, per: .choice, pool: 10, draws: 100, codes: 1))
      return Family(training: try Job(spec))
    },
    "biased": { Family(training: try Job(try supernet(.biased(BiasedSampling(odds: 10))))) },
    "strict fairness": {
      let spec = try supernet(.strictFairness(StrictFairness()))
      return Family(training: try Job(spec), evaluations: try evaluations(of: spec))
    },
    "expectation fairness": { Family(training: try Job(try wideSupernet())) },
    "stand-alone": { Family(training: try Job(try standAlone())) },
    "super-resolution": { Family(training: try Job(try superResolution())) },
    "super-resolution supernet": {
      let spec = try superResolutionSupernet()
      return Family(training: try Job(spec), evaluations: ["inherited": try Job(try superResolutionScores(of: spec))])
    },
    "retraining in pairs": { Family(training: try Job(try retraining(.pairs))) },
    "retraining in triples": { Family(training: try Job(try retraining(.triples))) },
    "darts": {
      let space = Space.darts(channels: 2, cells: 3, input: small, classes: 4), spec = try relaxation(.darts(DARTS()), space)
      return Family(training: try Job(spec), evaluations: try genotypes(of: spec))
    },
    "darts of second order": { Family(training: try Job(try relaxation(.darts(DARTS(order: .second)), cells(.s2)))) },
    "fair-darts": { Family(training: try Job(try relaxation(.fairDARTS(FairDARTS()), cells(.s1)))) },
    "fair-darts on one level": {
      Family(training: try Job(try relaxation(.fairDARTS(FairDARTS(distance: .absolute, level: .single)), cells(.s3))))
    },
    "pc-darts": {
      let space = Space.partialDARTS(divisor: 2, channels: 4, cells: 3, input: small, classes: 4)
      let spec = try relaxation(.pcDARTS(PCDARTS(warmup: 1)), space)
      return Family(training: try Job(spec), evaluations: try genotypes(of: spec))
    },
    "p-darts": {
      let dropout = SkipDropout(rate: 0.4, warmup: 1, epochs: 3)
      return Family(training: try Job(try relaxation(.darts(DARTS(warmup: 1, skips: .dropout(dropout))), cells(.s3))))
    },
    "noisy-darts": { Family(training: try Job(try relaxation(.darts(DARTS(skips: .noise(SkipNoise(decay: 4)))), cells(.s4)))) },
    "proxies of a chain": { Family(training: try Job(try proxies(chain, ["222222", "000000", "012012", "012011", "121020"]))) },
    "proxies of cells": {
      let space = Space.nasBench201(input: small, classes: 4, channels: 4, cells: 1)
      return Family(training: try Job(try proxies(space, ["333333", "120413", "000000"])))
    },
    "factors on skips": {
      Family(training: try Job(try relaxation(.darts(DARTS(skips: .noise(SkipNoise(law: .factor, scaled: false)))), cells(.s2))))
    },
  ]

  /// Every proxy: in the chain with its clipped ReLU, and in cells whose synflow has something to take out.
  static func proxies(_ space: Space, _ architectures: [String]) throws -> ProxySpec {
    ProxySpec(
      space: space, architectures: architectures,
      data: try data(space.input, SplitSpec(training: 240, validation: 60, recalibration: 20, seed: 1)), batch: 8, initializations: [1, 5],
      batches: [1, 2], proxies: Proxy.allCases)
  }

  static let small = ImageShape(height: 8, width: 8, channels: 1)

  static func cells(_ reduced: Space.Reduced) -> Space { .darts(reduced, channels: 2, cells: 3, input: small, classes: 4) }

  /// α and β, Adam's moments and all streams.
  static func relaxation(_ strategy: StrategySpec, _ space: Space, passes: Int = 9) throws -> RelaxationSpec {
    RelaxationSpec(
      space: space, strategy: strategy, recipe: recipe(Optimizer(.sgd(SGD(momentum: 0.9, decay: 3e-4)), clipping: .norm(5)), batch: 20),
      passes: passes, data: try data(space.input, SplitSpec(training: 60, validation: 60, recalibration: 20, seed: 1)), seed: 3,
      followed: RelaxationSpec.Followed(images: 20, policy: .recalibrated(images: 20)))
  }

  /// Right answers and losses of two genotypes cut out of a relaxed supernet, under its weights and with weight 1.
  private static func genotypes(of spec: RelaxationSpec) throws -> [String: Job] {
    let whole = spec.space.text(of: spec.space.whole), first = Architecture(kept: spec.space.choices.map { _ in [0] })
    return Dictionary(
      uniqueKeysWithValues: try EvaluationSpec.Weighting.allCases.map { weighting in
        (
          weighting.rawValue,
          try Job(
            EvaluationSpec(
              .relaxation(try JobReference(spec), weighting), policy: spec.followed.policy,
              architectures: [whole, spec.space.text(of: first)], blocks: 3))
        )
      })
  }

  static let chain = Space.nasBenchMacro(
    name: "small", input: ImageShape(height: 9, width: 9, channels: 1), classes: 4, stem: 4, widths: [8, 12, 16], depths: [2, 2, 2],
    head: 24, activation: .relu6)

  static func supernet(_ strategy: StrategySpec) throws -> SupernetSpec {
    SupernetSpec(
      space: chain, strategy: strategy,
      recipe: recipe(Optimizer(.sgd(SGD(momentum: 0.9, decay: 5e-4))), batch: 16, Augmentation(padding: 1, flips: true)), passes: 45,
      data: try data(chain.input, SplitSpec(training: 240, validation: 500, recalibration: 50, seed: 1)), seed: 3, snapshots: [0, 30],
      probes: SupernetSpec.Probes(architectures: ["111111", "202020"], policy: .recalibrated(images: 50)))
  }

  /// What the other does without: six candidates, Adam, smoothed labels, dropout, cutout, values clipped, idle weights that decay.
  private static func wideSupernet() throws -> SupernetSpec {
    let space = Space.fairNAS(
      input: small, classes: 4, stem: (4, 1, 4), widths: [6, 8], depths: [1, 2], strides: [2, 1], head: 12, dropout: 0.2)
    var recipe = recipe(
      Optimizer(.adam(Adam(decay: 1e-4)), clipping: .value(0.1), decaysAll: false), batch: 20,
      Augmentation(padding: 1, flips: true, cutout: 3))
    (recipe.goal, recipe.idle) = (.classification(Classification(labelSmoothing: 0.1)), .decayed)
    recipe.schedule = Schedule(.linear, peak: 0.003, warmUp: 0.2)
    return SupernetSpec(
      space: space, strategy: .expectationFairness(ExpectationFairness(iterations: 3)), recipe: recipe, passes: 24,
      data: try data(space.input, SplitSpec(training: 60, validation: 60, recalibration: 20, seed: 1)), seed: 4, snapshots: [],
      probes: SupernetSpec.Probes(architectures: ["035"], policy: .recalibrated(images: 20)))
  }

  /// Live scores, a bound, three objectives and an LSTM policy.
  static func search(on spec: SupernetSpec, evaluations: Int = 40) throws -> SearchSpec {
    let costs = CostTable(chain)
    var options = NSGAII.Options()
    options.population = 10
    options.weighting = .fitness([0.4, 0.4, 0.2])
    options.kinds = HierarchicalMutation(natural: 0.2, prior: 0.15, reinforced: 0.65)
    options.policy = PolicyOptions(.lstm(units: 16, embedding: 8), update: .ppo(), credit: .all)
    return SearchSpec(
      space: chain,
      aims: [
        SearchSpec.Aim(
          Objective("accuracy", unit: "%", .maximize),
          .supernet(try JobReference(spec), passes: spec.passes, policy: .recalibrated(images: 50))),
        SearchSpec.Aim(Objective("MACs", .minimize), .lookup(costs.macs)),
        SearchSpec.Aim(Objective("parameters", .maximize), .lookup(costs.parameters)),
      ], constraints: [PathConstraint(costs.macs, atMost: 0.8 * costs.macs.greatest)], algorithm: .nsga2(options), evaluations: evaluations)
  }

  private static func evaluations(of spec: SupernetSpec) throws -> [String: Job] {
    let policies: [NormalizationPolicy] = [.inherited, .batch(size: 20), .recalibrated(images: 50)]
    return Dictionary(
      uniqueKeysWithValues: try policies.map { policy in
        (
          policy.label,
          try Job(
            EvaluationSpec(
              .supernet(try JobReference(spec), passes: spec.passes), policy: policy,
              architectures: ["222222", "000000", "012012", "012011"], blocks: 4))
        )
      })
  }

  private static func standAlone() throws -> StandAloneSpec {
    StandAloneSpec(
      space: chain, architecture: "121020",
      recipe: recipe(Optimizer(.sgd(SGD(momentum: 0.9, decay: 5e-4))), batch: 16, Augmentation(padding: 1, flips: true)), passes: 45,
      data: try data(chain.input, SplitSpec(training: 240, validation: 500, recalibration: 50, seed: 1)), seed: 1, blocks: 4)
  }

  /// A net that enlarges images, scored on the way: pairs, symmetries, L1, Adam.
  static func superResolution(passes: Int = 24) throws -> StandAloneSpec {
    StandAloneSpec(
      space: enlarging, architecture: "136", recipe: try enlarging(batch: 8), passes: passes, data: try imagePairs(), seed: 2, blocks: 4,
      marks: [5, 20].filter { $0 <= passes })
  }

  /// Its space under one set of weights: narrow blocks are padded.
  private static func superResolutionSupernet() throws -> SupernetSpec {
    SupernetSpec(
      space: enlarging, strategy: .strictFairness(StrictFairness()), recipe: try enlarging(batch: 8), passes: 24, data: try imagePairs(),
      seed: 3,
      snapshots: [0, 16], probes: SupernetSpec.Probes(architectures: ["136", "707"], policy: .inherited))
  }

  private static func superResolutionScores(of spec: SupernetSpec) throws -> EvaluationSpec {
    EvaluationSpec(
      .supernet(try JobReference(spec), passes: spec.passes), policy: .inherited, architectures: ["000", "136", "137", "757"], blocks: 3)
  }

  private static let enlarging = Space.smallSuperResolution(input: small)

  private static func enlarging(batch: Int) throws -> Recipe {
    Recipe(
      optimizer: Optimizer(.adam(Adam())), schedule: Schedule(.constant, peak: 0.002), batch: batch,
      goal: .superResolution(SuperResolution()),
      augmentation: Augmentation(symmetries: true))
  }

  /// Images of 16 × 16 pixels, shown at half their size.
  private static func imagePairs() throws -> DataSpec {
    var spec = try data(
      ImageShape(height: 16, width: 16, channels: 1), SplitSpec(training: 120, validation: 60, recalibration: 20, seed: 1))
    spec.preparation.upscaling = 2
    return spec
  }

  /// With dropped paths and a second head: behind each operation where a genotype is written in pairs, behind sums where in triples.
  private static func retraining(_ style: Genotype.Style) throws -> StandAloneSpec {
    let genotype =
      switch style {
      case .pairs: try Genotype(Self.pairs)
      case .triples:
        try Genotype(
          normal: [.init(.separable3, to: 2, from: 0), .init(.skip, to: 2, from: 0), .init(.maxPool, to: 3, from: 1)],
          reduce: [.init(.dilated3, to: 2, from: 1), .init(.averagePool, to: 2, from: 0)], style: .triples)
      }
    // The second head's windows fill what is left of an image behind two reductions.
    let space = try Space.darts(
      genotype, channels: 4, cells: 3, input: ImageShape(height: 20, width: 20, channels: 1), classes: 4, auxiliary: 0.4)
    var recipe = recipe(Optimizer(.sgd(SGD(momentum: 0.9, decay: 3e-4)), clipping: .norm(5)), batch: 20)
    recipe.dropPath = 0.3
    return StandAloneSpec(
      space: space, architecture: space.text(of: space.whole), recipe: recipe, passes: 9,
      data: try data(space.input, SplitSpec(training: 60, validation: 60, recalibration: 20, seed: 1)), seed: 2, blocks: 2)
  }

  private static let pairs = """
    Genotype(normal=[('sep_conv_3x3', 0), ('skip_connect', 1), ('dil_conv_5x5', 0), ('max_pool_3x3', 2), ('sep_conv_5x5', 3), \
    ('skip_connect', 0), ('avg_pool_3x3', 1), ('dil_conv_3x3', 4)], normal_concat=range(2, 6), reduce=[('max_pool_3x3', 0), \
    ('skip_connect', 1), ('skip_connect', 2), ('sep_conv_3x3', 0), ('dil_conv_5x5', 1), ('skip_connect', 3), ('max_pool_3x3', 0), \
    ('avg_pool_3x3', 2)], reduce_concat=range(2, 6))
    """

  private static func recipe(_ optimizer: Optimizer, batch: Int, _ augmentation: Augmentation = .none) -> Recipe {
    Recipe(
      optimizer: optimizer, schedule: Schedule(.cosine, peak: 0.05), batch: batch, augmentation: augmentation)
  }

  private static func data(_ image: ImageShape, _ split: SplitSpec) throws -> DataSpec {
    let source = DataSource.synthetic(
      SyntheticImages(seed: 1, training: 740, test: 40, height: image.height, width: image.width, channels: image.channels, classes: 4))
    return DataSpec(
      source: source, digest: try Dataset.load(source, environment: [:]).digest, split: split, preparation: Preparation())
  }
}
