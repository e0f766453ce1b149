internal import Datasets
public import Digests
internal import Engine
public import Jobs
public import Spaces
internal import Strategies
internal import Streams
internal import Training

/// An experiment's jobs as specs, in the three rounds in which they become known: pilots of the learning-rate grid and
/// stand-alone nets first, supernets once the pilots have chosen, their evaluations with them.
public struct Campaign: Sendable {
  public let experiment: Experiment
  public let space: Space
  /// The nets that predictions are judged on, in the order of the sampling, with their inclusion probabilities.
  public let design: [(text: String, inclusion: Double)]
  public let sizes: SplitSizes
  /// Bytes of the data set as a worker reads it.
  let imageBytes: Int
  private let data: DataSpec, probes: SupernetSpec.Probes, histogram, followed: [(text: String, inclusion: Double)]
  /// Passes of a whole number of steps of every strategy.
  private let stride: Int

  /// Throws `ExperimentError.value` with the field that does not fit the others, the images or the space.
  public init(_ experiment: Experiment, data: DataOutline) throws {
    try experiment.validate()
    self.experiment = experiment
    let images = experiment.data
    space = try experiment.space.space(
      input: ImageShape(
        height: images.preparation.height ?? data.shape.height, width: images.preparation.width ?? data.shape.width,
        channels: data.shape.channels),
      classes: data.classes)
    sizes = try SplitSizes(images.split, of: data)
    imageBytes = (data.training + data.test) * data.shape.height * data.shape.width * data.shape.channels
    try sizes.check(experiment)
    stride = try Self.stride(of: experiment.supernets, in: space)
    self.data = DataSpec(source: images.source.withoutFolder, digest: data.digest, split: images.split, preparation: images.preparation)
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
    for (field, count) in counts where count > design.count {
      throw ExperimentError.value(field: field, reason: "is \(count), more than the \(design.count) nets of \(truth.key).design")
    }
    // All nets come in lexicographic order, of which the first are no sample.
    let count = experiment.evaluation.followed
    followed =
      truth.design == .exhaustive && count > 0 ? try nets(.uniform(count: count), truth.seed, "followed") : Array(design.prefix(count))
    var paths = RandomStream(seed: UInt64(experiment.supernets.pilotSeed), "probes")
    probes = SupernetSpec.Probes(
      architectures: (0..<experiment.supernets.probes).map { _ in space.text(of: Architecture(path: space.uniformPath(&paths))) },
      policy: experiment.evaluation.policy)
  }

  /// One supernet for each strategy and learning rate of the grid; strategies with a rate of their own have none.
  public var pilots: [(entry: Experiment.Supernets.Entry, rate: Double, spec: SupernetSpec)] {
    experiment.supernets.strategies.filter { $0.rate == nil }.flatMap { entry in
      experiment.supernets.rates.map { rate in
        (entry, rate, supernet(entry, rate: rate, seed: experiment.supernets.pilotSeed, snapshots: []))
      }
    }
  }

  /// The nets that are trained alone; none where the truth is published.
  public var standAlone: [StandAloneSpec] {
    guard case .trained(let settings) = experiment.truth else { return [] }
    var recipe = settings.recipe
    recipe.passes = settings.epochs * (sizes.training / recipe.batch)
    return settings.seeds.enumerated().flatMap { number, seed in
      design.prefix(number == 0 ? design.count : settings.repeated).map {
        StandAloneSpec(space: space, architecture: $0.text, recipe: recipe, data: data, seed: seed, blocks: experiment.evaluation.blocks)
      }
    }
  }

  /// The supernets, strategy by strategy, with the learning-rate factors that the pilots chose, by label.
  public func supernets(rates: [String: Double]) -> [SupernetSpec] {
    experiment.supernets.strategies.flatMap { entry in
      experiment.supernets.seeds.map { seed in
        supernet(entry, rate: entry.rate ?? rates[entry.label] ?? 1, seed: seed, snapshots: marks)
      }
    }
  }

  /// What is scored in a supernet: the design at the end and untrained, the followed nets at all snapshots, the histogram's
  /// population in the first seed.
  public func evaluations(of supernet: SupernetSpec, digest: Digest) -> [EvaluationSpec] {
    let settings = experiment.evaluation, end = supernet.recipe.passes
    func evaluation(_ passes: Int, _ population: String, _ nets: [(text: String, inclusion: Double)]) -> EvaluationSpec {
      EvaluationSpec(
        supernet: digest, passes: passes, policy: settings.policy, population: population, architectures: nets.map(\.text),
        inclusion: nets.map(\.inclusion), blocks: settings.blocks)
    }
    var specs = [evaluation(end, "design", design)]
    if marks.contains(0) && supernet.label == experiment.supernets.strategies[0].label { specs.append(evaluation(0, "design", design)) }
    if !followed.isEmpty { specs += (marks + [end]).filter { $0 > 0 }.map { evaluation($0, "followed", followed) } }
    if !histogram.isEmpty && supernet.seed == experiment.supernets.seeds[0] { specs.append(evaluation(end, "histogram", histogram)) }
    return specs
  }

  /// Passes after which weights are kept, besides the last. Steps take several passes at once, so these are whole steps of all.
  private var marks: [Int] {
    Set(experiment.supernets.snapshots.map { Int($0 * Double(experiment.supernets.recipe.passes)) / stride * stride }).sorted()
  }

  private func supernet(_ entry: Experiment.Supernets.Entry, rate: Double, seed: Int, snapshots: [Int]) -> SupernetSpec {
    var recipe = experiment.supernets.recipe
    recipe.schedule.peak *= rate
    return SupernetSpec(
      space: space, strategy: entry.strategy, label: entry.label, recipe: recipe, data: data, seed: seed, snapshots: snapshots,
      probes: probes)
  }

  /// The least number of passes that is a whole number of steps of every strategy. Throws where the budget is no multiple of it.
  private static func stride(of supernets: Experiment.Supernets, in space: Space) throws -> Int {
    func passes(_ method: some Strategy) -> Int {
      var random = RandomStream(seed: 0, "stride"), state = method.start(space, &random)
      let now = Moment(epoch: 0, progress: 0, learningRate: 0)
      return method.step(now, space, &state, &random).count { if case .pass = $0 { true } else { false } }
    }
    let steps = supernets.strategies.map { passes($0.strategy.strategy) }
    for (entry, step) in zip(supernets.strategies, steps) where supernets.recipe.passes % step != 0 {
      throw ExperimentError.value(
        field: "supernets.recipe.passes",
        reason: "is \(supernets.recipe.passes), not a multiple of the \(step) passes of a step of \(entry.label)")
    }
    return steps.reduce(1) { multiple, step in
      (1...step).lazy.map { multiple * $0 }.first { $0 % step == 0 } ?? multiple * step
    }
  }
}
