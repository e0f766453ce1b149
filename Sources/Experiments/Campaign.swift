public import Datasets
public import Digests
internal import Engine
public import Jobs
public import Spaces
internal import Streams
internal import Training

/// An experiment's jobs as specs, in the three rounds in which they become known: pilots of the learning-rate grid and
/// stand-alone nets first, supernets once the pilots have chosen, their evaluations with them.
public struct Campaign: Sendable {
  public let experiment: Experiment
  public let space: Space
  /// The nets that are trained alone, in the order of the sampling, with their inclusion probabilities.
  public let design: [(text: String, inclusion: Double)]
  private let data: DataSpec, probes: SupernetSpec.Probes, histogram: [(text: String, inclusion: Double)], perEpoch: Int

  /// - Parameter data: the loaded data set that the experiment names.
  public init(_ experiment: Experiment, data: Dataset) throws {
    self.experiment = experiment
    let images = experiment.data, height = images.preparation.height ?? data.training.height
    space = try experiment.space.space(
      input: ImageShape(height: height, width: images.preparation.width ?? data.training.width, channels: data.training.channels),
      classes: data.training.classes)
    let split = try Splits(images.split, of: data), chunk = experiment.evaluation.policy.images, blocks = experiment.evaluation.blocks
    if let chunk, split.validation.count % chunk != 0 {
      throw ExperimentError.value(
        field: "data.split.validation", reason: "\(split.validation.count) images are not a multiple of the \(chunk) of evaluation.policy")
    }
    if case .recalibrated(let count) = experiment.evaluation.policy, split.recalibration.count < count {
      throw ExperimentError.value(
        field: "data.split.recalibration", reason: "\(split.recalibration.count) images are fewer than the \(count) of evaluation.policy")
    }
    for (field, count) in [("validation", split.validation.count), ("test", split.test.count)] where count % blocks != 0 {
      throw ExperimentError.value(
        field: "data.split.\(field)", reason: "\(count) images do not make \(blocks) equal blocks (evaluation.blocks)")
    }
    self.data = DataSpec(source: images.source.withoutFolder, digest: data.digest, split: images.split, preparation: images.preparation)
    perEpoch = split.training.count / experiment.standAlone.recipe.batch
    var random = RandomStream(seed: UInt64(experiment.standAlone.seed), "design")
    let space = space
    design = try space.sample(experiment.standAlone.design, &random).members.map {
      (space.text(of: Architecture(path: $0.path)), $0.inclusion)
    }
    if let population = experiment.evaluation.histogram {
      var random = RandomStream(seed: UInt64(population.seed), "histogram")
      histogram = try space.sample(population.design, &random).members.map { (space.text(of: Architecture(path: $0.path)), $0.inclusion) }
    } else {
      histogram = []
    }
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

  public var standAlone: [StandAloneSpec] {
    let settings = experiment.standAlone
    var recipe = settings.recipe
    recipe.passes = settings.epochs * perEpoch
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
    if settings.followed > 0 {
      specs += (marks + [end]).filter { $0 > 0 }.map { evaluation($0, "followed", Array(design.prefix(settings.followed))) }
    }
    if !histogram.isEmpty && supernet.seed == experiment.supernets.seeds[0] { specs.append(evaluation(end, "histogram", histogram)) }
    return specs
  }

  /// Passes after which weights are kept, besides the last. Steps take several passes at once, so these are whole steps of all.
  private var marks: [Int] {
    let passes = experiment.supernets.recipe.passes, unit = space.choices.map(\.candidates.count).max() ?? 1
    return experiment.supernets.snapshots.map { Int($0 * Double(passes)) / unit * unit }
  }

  private func supernet(_ entry: Experiment.Supernets.Entry, rate: Double, seed: Int, snapshots: [Int]) -> SupernetSpec {
    var recipe = experiment.supernets.recipe
    recipe.schedule.peak *= rate
    return SupernetSpec(
      space: space, strategy: entry.strategy, label: entry.label, recipe: recipe, data: data, seed: seed, snapshots: snapshots,
      probes: probes)
  }
}
