internal import Datasets
internal import Engine
public import Jobs
public import Spaces
internal import Strategies
internal import Streams
internal import Training

/// An experiment's jobs as specs. `RankingReproduction.plan` puts them into two rounds, in which they become known: pilots of the
/// learning-rate grid and stand-alone nets first; supernets once the pilots have chosen, their evaluations with them.
public struct RankingPlan: Sendable {
  /// As it was declared, and found valid.
  public let experiment: RankingExperiment
  /// The variant at the images' size and number of classes.
  public let space: Space
  /// The nets that predictions are judged on, in the order of the sampling, with their inclusion probabilities. Drawn with the truth's
  /// seed, so that all supernets are judged on the same nets. Texts are canonical.
  public let design: [(text: String, inclusion: Double)]
  let images: ImageCounts, data: DataSpec
  private let probes: SupernetSpec.Probes, histogram, followed, varied: [(text: String, inclusion: Double)]
  /// Passes of a whole number of steps of every strategy.
  private let stride: Int

  /// Throws `ExperimentError.value` with the field that does not fit the others, the images or the space. Also `SpaceError` where no such
  /// sample can be drawn.
  public init(_ experiment: RankingExperiment, data: DataOutline) throws {
    try experiment.validate()
    self.experiment = experiment
    space = try experiment.space.space(input: experiment.data.shape(data), classes: data.classes)
    images = try ImageCounts(experiment.data.split, of: data, isStreamed: experiment.data.source.isStreamed)
    try Self.check(images, experiment)
    if let supernets = experiment.supernets { stride = try Self.stride(of: supernets, in: self.space) } else { stride = 1 }
    for (number, entry) in experiment.strategies.enumerated() where entry.skips != nil && !space.hasSkips {
      throw ExperimentError.value(
        field: "supernets.strategies.\(number).skips", reason: "is said, and no candidate of \(space.name) is a skip")
    }
    self.data = experiment.data.spec(data)
    let space = space, truth = experiment.truth
    func nets(_ design: SampleDesign, _ seed: Int, _ stream: String) throws -> [(text: String, inclusion: Double)] {
      var random = RandomStream(seed: UInt64(seed), stream)
      return try space.sample(design, &random).members.map { (space.text(of: Architecture(path: $0.path)), $0.inclusion) }
    }
    let design = try nets(truth.design, truth.seed, "design")
    self.design = design
    histogram = try experiment.evaluation.histogram.map { try nets($0.design, $0.seed, "histogram") } ?? []
    var counts = [("evaluation.followed", experiment.evaluation.followed), ("primary.k", experiment.primary.k)]
    if case .trained(let alone) = truth { counts.insert(("standAlone.repeated", alone.repeated), at: 0) }
    if let policies = experiment.evaluation.policies { counts.append(("evaluation.policies.nets", policies.nets)) }
    for (field, count) in counts where count > design.count {
      throw ExperimentError.value(field: field, reason: "is \(count), more than the \(design.count) nets of \(truth.key).design")
    }
    // All nets come in lexicographic order, of which the first are no sample.
    let count = experiment.evaluation.followed
    followed =
      truth.design == .exhaustive && count > 0 ? try nets(.uniform(count: count), truth.seed, "followed") : Array(design.prefix(count))
    varied =
      try experiment.evaluation.policies.map { own in
        truth.design == .exhaustive ? try nets(.depth(count: own.nets), truth.seed, "policies") : Array(design.prefix(own.nets))
      } ?? []
    var paths = RandomStream(seed: UInt64(experiment.supernets?.pilotSeed ?? 0), "probes")
    probes = SupernetSpec.Probes(
      architectures: (0..<(experiment.supernets?.probes ?? 0)).map { _ in space.text(of: Architecture(path: space.uniformPath(&paths))) },
      policy: experiment.evaluation.policy)
  }

  /// What is tried for a strategy whose rate its pilots choose; nil where there are no supernets.
  public var grid: RateGrid? {
    experiment.supernets.flatMap { $0.rates.isEmpty ? nil : RateGrid($0.rates, extensions: $0.extensions ?? 0) }
  }

  /// Strategies whose rate pilots choose: those without a rate of their own that are no other schedule of one.
  var tuned: [RankingExperiment.Supernets.Entry] { experiment.strategies.filter { $0.rate == nil && $0.scheduleOf == nil } }

  /// One supernet for each tuned strategy and learning rate of the grid as it is declared. Strategy by strategy, factors in the grid's order.
  public var pilots: [(entry: RankingExperiment.Supernets.Entry, rate: Double, spec: SupernetSpec)] {
    guard let own = experiment.supernets else { return [] }
    return tuned.flatMap { entry in own.rates.map { rate in (entry, rate, pilot(of: entry, in: own, rate: rate)) } }
  }

  /// A strategy's pilot under a factor, declared or of an extension: its share of the strategy's passes, in whole steps.
  func pilot(of entry: RankingExperiment.Supernets.Entry, in own: RankingExperiment.Supernets, rate: Double) -> SupernetSpec {
    var spec = supernet(entry, of: own, rate: rate, seed: own.pilotSeed, snapshots: [])
    if let share = own.pilotShare {
      let step = entry.strategy.strategy.passes(of: space, at: Moment(epoch: 0, progress: 0, learningRate: 0))
      spec.passes = max(1, Int(share * Double(spec.passes)) / step) * step
    }
    if own.extensions ?? 0 > 0 { spec.mayDiverge = true }
    return spec
  }

  /// The nets that are trained alone; none where the truth is published. All nets under the first seed, then the repeated ones under each
  /// other seed.
  public var standAlone: [StandAloneSpec] {
    guard case .trained(let settings) = experiment.truth else { return [] }
    return settings.seeds.enumerated().flatMap { number, seed in
      design.prefix(number == 0 ? design.count : settings.repeated).map { standAlone($0.text, seed, settings) }
    }
  }

  /// Other nets trained alone as those of the design, under every seed; none where the truth is published.
  func standAlone(of nets: [String]) -> [StandAloneSpec] {
    guard case .trained(let settings) = experiment.truth else { return [] }
    return settings.seeds.flatMap { seed in nets.map { standAlone($0, seed, settings) } }
  }

  private func standAlone(_ net: String, _ seed: Int, _ settings: RankingExperiment.StandAlone) -> StandAloneSpec {
    StandAloneSpec(
      space: space, architecture: net, recipe: settings.recipe, passes: settings.epochs * (images.training / settings.recipe.batch),
      data: data,
      seed: seed, blocks: experiment.evaluation.blocks, marks: settings.marks ?? [])
  }

  /// What scores untrained nets, a job a seed; none where the experiment asks for no proxies.
  public var proxies: [ProxySpec] {
    guard let proxies = experiment.evaluation.proxies else { return [] }
    return proxies.seeds.map { seed in
      ProxySpec(
        space: space, architectures: design.map(\.text), data: data, batch: proxies.batch, initializations: [seed],
        batches: proxies.batches(of: seed), proxies: proxies.names)
    }
  }

  /// A supernet's job with what tables call its strategy under this recipe: "SPOS", "EF, lr/3". A label decides no bit.
  public struct Supernet: Sendable {
    /// Claims and tables go by it.
    public let label: String
    /// Its recipe's peak is already multiplied.
    public var spec: SupernetSpec
  }

  /// An evaluation's job with what the experiment knows of its nets: "design", and the probability that the sampling takes each.
  public struct Evaluation: Sendable {
    /// `population` is "design", "followed", "histogram" or, under another policy than the primary one, "policies"; `inclusion`, above 0 and
    /// at most 1, goes with `spec.architectures` number by number.
    public let population: String, inclusion: [Double], spec: EvaluationSpec
  }

  /// The supernets, strategy by strategy, with the learning-rate factors that the pilots chose, by label. A label without a factor takes 1.
  public func supernets(rates: [String: Double]) -> [Supernet] {
    guard let own = experiment.supernets else { return [] }
    return own.strategies.flatMap { entry in
      own.seeds.map { seed in
        Supernet(
          label: entry.label,
          spec: supernet(
            entry, of: own, rate: entry.rate ?? rates[entry.scheduleOf ?? entry.label] ?? 1, seed: seed,
            snapshots: marks(of: entry, in: own)))
      }
    }
  }

  /// What is scored in a supernet: the design at the end and untrained, the followed nets at all snapshots but of other schedules, the histogram's population in
  /// the first seed, the other policies' nets at the end. Untrained supernets are scored for the first strategy alone. Throws where the
  /// supernet's spec has no canonical JSON.
  public func evaluations(of supernet: Supernet) throws -> [Evaluation] {
    let settings = experiment.evaluation, end = supernet.spec.passes, marks = supernet.spec.snapshots
    let reference = try JobReference(supernet.spec)
    func evaluation(
      _ passes: Int, _ population: String, _ nets: [(text: String, inclusion: Double)], _ policy: NormalizationPolicy? = nil
    ) -> Evaluation {
      Evaluation(
        population: population, inclusion: nets.map(\.inclusion),
        spec: EvaluationSpec(
          .supernet(reference, passes: passes), policy: policy ?? settings.policy, architectures: nets.map(\.text), blocks: settings.blocks)
      )
    }
    var specs = [evaluation(end, "design", design)]
    if marks.contains(0) && supernet.label == experiment.strategies.first?.label { specs.append(evaluation(0, "design", design)) }
    // Other schedules of a strategy are compared by their ends.
    let isWhole = experiment.strategies.first { $0.label == supernet.label }?.scheduleOf == nil
    if !followed.isEmpty && isWhole { specs += (marks + [end]).filter { $0 > 0 }.map { evaluation($0, "followed", followed) } }
    if !histogram.isEmpty && supernet.spec.seed == experiment.supernets?.seeds.first {
      specs.append(evaluation(end, "histogram", histogram))
    }
    if let policies = settings.policies, policies.strategy == supernet.label {
      specs += policies.compared.map { evaluation(end, "policies", varied, $0) }
    }
    return specs
  }

  /// The design's nets at the end of a supernet whose skips are linear maps, without them; nil of others, and where the experiment does not
  /// ask. Throws as `evaluations`.
  public func dropped(of supernet: Supernet) throws -> EvaluationSpec? {
    guard experiment.evaluation.dropsMaps == true, supernet.spec.space.skips != nil else { return nil }
    return EvaluationSpec(
      .supernet(try JobReference(supernet.spec), passes: supernet.spec.passes), policy: experiment.evaluation.policy,
      architectures: design.map(\.text), blocks: experiment.evaluation.blocks, dropsMaps: true)
  }

  /// The angles of a supernet at its end; nil where the experiment asks for none. Throws as `evaluations`.
  public func angles(of supernet: Supernet) throws -> AngleSpec? {
    guard experiment.evaluation.angles == true else { return nil }
    return AngleSpec(try JobReference(supernet.spec), passes: supernet.spec.passes)
  }

  /// Passes after which weights are kept, besides the last. Steps take several passes at once, so these are whole steps of all.
  private func marks(of entry: RankingExperiment.Supernets.Entry, in own: RankingExperiment.Supernets) -> [Int] {
    Set(own.snapshots.map { Int($0 * Double(own.passes(of: entry))) / stride * stride }).sorted()
  }

  private func supernet(
    _ entry: RankingExperiment.Supernets.Entry, of own: RankingExperiment.Supernets, rate: Double, seed: Int, snapshots: [Int]
  ) -> SupernetSpec {
    var recipe = own.recipe
    recipe.schedule.peak *= rate
    let form = entry.skips.map { space.stabilised($0.linear) } ?? space
    return SupernetSpec(
      space: entry.affine == false ? form.withoutAffine : form, strategy: entry.strategy, recipe: recipe,
      passes: own.passes(of: entry), data: data, seed: seed,
      snapshots: snapshots, probes: probes, shrinking: entry.shrinking)
  }

  /// Throws where batches, blocks or chunks of an experiment do not go up in the splits.
  private static func check(_ images: ImageCounts, _ experiment: RankingExperiment) throws(ExperimentError) {
    var recipes = experiment.supernets.map { [("supernets", $0.recipe)] } ?? []
    if case .trained(let alone) = experiment.truth { recipes.append(("standAlone", alone.recipe)) }
    for (field, recipe) in recipes where recipe.batch > images.training {
      throw .value(
        field: "\(field).recipe.batch", reason: "is \(recipe.batch), more than the \(images.training) images of data.split.training")
    }
    if case .trained(let alone) = experiment.truth, let last = alone.marks?.last {
      let passes = alone.epochs * (images.training / alone.recipe.batch)
      if last > passes { throw .value(field: "standAlone.marks", reason: "has \(last), more than the \(passes) passes of a training") }
    }
    if let batch = experiment.evaluation.proxies?.batch, batch > images.training {
      throw .value(
        field: "evaluation.proxies.batch", reason: "is \(batch), more than the \(images.training) images of data.split.training")
    }
    let blocks = experiment.evaluation.blocks
    for policy in [experiment.evaluation.policy] + (experiment.evaluation.policies?.compared ?? []) {
      try policy.check(images)
    }
    for (field, count) in [("validation", images.validation), ("test", images.test)] where count % blocks != 0 {
      throw .value(field: "evaluation.blocks", reason: "is \(blocks), which does not divide the \(count) \(field) images into equal blocks")
    }
  }

  /// The least number of passes that is a whole number of steps of every strategy. Throws where the budget is no multiple of it.
  private static func stride(of supernets: RankingExperiment.Supernets, in space: Space) throws -> Int {
    let steps = supernets.strategies.map { $0.strategy.strategy.passes(of: space, at: Moment(epoch: 0, progress: 0, learningRate: 0)) }
    for (place, (entry, step)) in zip(supernets.strategies, steps).enumerated() where supernets.passes(of: entry) % step != 0 {
      throw ExperimentError.value(
        field: entry.passes == nil ? "supernets.passes" : "supernets.strategies.\(place).passes",
        reason: "is \(supernets.passes(of: entry)), not a multiple of the \(step) passes of a step of \(entry.label)")
    }
    return steps.reduce(1) { multiple, step in
      (1...step).lazy.map { multiple * $0 }.first { $0 % step == 0 } ?? multiple * step
    }
  }
}

extension RankingExperiment.Supernets {
  /// The budget of a strategy's supernets: its own, or that of all.
  func passes(of entry: Entry) -> Int { entry.passes ?? passes }
}
