package import Analysis
public import Datasets
internal import Digests
internal import Engine
internal import Jobs
public import Spaces
internal import Store
internal import Streams
internal import Strategies
internal import Training

extension RelaxationExperiment: Experiment {
  /// The mapping of the searches.
  public static let key = "relaxation"

  /// Loads the data set for its digest and sizes, and refuses rules that do not fit the space, before anything is trained.
  public func reproduction(_ surroundings: Surroundings) throws -> any Reproduction { try RelaxationReproduction(self, surroundings) }
}

/// A study of relaxations with its images: the relaxations first, then their genotypes alone, then the study of both. Rounds are those of
/// the longest search: a stage follows from the weights of the one before it.
public struct RelaxationReproduction: Reproduction {
  /// `space` is the experiment's own; methods may search in others (`Method.space`).
  public let declared: RelaxationExperiment, surroundings: Surroundings, space: Space
  /// Why there are no images, where the plan is one of declared sizes alone.
  private let imageAbsence: DatasetError?
  let data: DataSpec
  private let images: ImageCounts

  /// Throws where images are missing or do not fit, unless the surroundings allow their absence. `DatasetError`, and
  /// `ExperimentError.value` with the rule, the batch or the split that does not fit.
  public init(_ experiment: RelaxationExperiment, _ surroundings: Surroundings) throws {
    try experiment.validate()
    let outline: DataOutline
    (outline, imageAbsence) = try surroundings.outlines.outline(of: experiment.data.source, absenceAllowed: surroundings.absenceAllowed)
    (declared, self.surroundings) = (experiment, surroundings)
    space = try experiment.space.space(input: experiment.data.shape(outline), classes: outline.classes)
    images = try ImageCounts(experiment.data.split, of: outline, isStreamed: experiment.data.source.isStreamed)
    data = experiment.data.spec(outline)
    for (field, recipe) in experiment.recipes {
      let most = field == "retraining.recipe" ? images.training : min(images.training, images.validation)
      try need(recipe.batch <= most, "\(field).batch", "is \(recipe.batch), more than the images of a split")
    }
    try experiment.relaxation.policy.check(images)
    for (number, method) in experiment.relaxation.methods.enumerated() {
      let first = try method.space(0, of: experiment, in: space, after: nil)
      var candidates = first.choices.map(\.candidates.count).max() ?? 0
      for (stage, kept) in (method.stages ?? []).enumerated().compactMap({ stage in stage.element.kept.map { (stage.offset, $0) } }) {
        try need(
          kept < candidates, "relaxation.methods.\(number).stages.\(stage).kept",
          "is \(kept), should be fewer than the \(candidates) operations of an edge in that stage")
        candidates = kept
      }
      // In the experiment's space, which what is found is told in, and in the method's own.
      for space in [space, first] {
        do { _ = try method.rule.genotype(weights: space.choices.map { $0.candidates.map { _ in 0 } }, of: space) } catch {
          throw ExperimentError.value(
            field: "relaxation.methods.\(number).rule", reason: "does not fit the space (\(error)): choose another")
        }
      }
    }
  }

  /// `declared`, as commands see it.
  public var experiment: any Experiment { declared }
  /// Every search has images.
  public var source: DataSource? { declared.data.source }

  /// The searches with what is done of them. Method by method, seed by seed. Throws what reading run files throws.
  public func tracks() throws -> [RelaxationTrack] {
    try declared.relaxation.methods.flatMap { method in
      try method.seeds.map { seed in
        try RelaxationTrack(method, seed: seed) {
          try spec(method, seed: seed, stage: $0, after: $1)
        } run: {
          try surroundings.results.run(of: $0)
        }
      }
    }
  }

  private func spec(
    _ method: RelaxationExperiment.Method, seed: Int, stage number: Int, after last: (spec: RelaxationSpec, weights: [[Double]])?
  ) throws -> RelaxationSpec {
    let own = declared.relaxation, stage = method.stages?[number]
    var recipe = method.recipe ?? own.recipe
    if let rate = method.rate { recipe.schedule.peak = rate }
    return RelaxationSpec(
      space: try method.space(number, of: declared, in: space, after: last.map { ($0.spec.space, $0.weights) }),
      strategy: method.strategy(stage), recipe: recipe, passes: (stage?.epochs ?? own.epochs) * (images.training / recipe.batch),
      data: data,
      seed: seed, followed: RelaxationSpec.Followed(images: own.followed, policy: own.policy))
  }

  /// What is made of each stage of a search that is done.
  func discretised(_ track: RelaxationTrack) throws -> [DiscretisedRelaxation] {
    let own = declared.relaxation
    return try zip(track.stages, track.runs).map {
      try DiscretisedRelaxation($0, $1, rule: track.method.rule, random: own.random, policy: own.policy)
    }
  }

  /// The network of a genotype that is trained alone.
  func net(_ genotype: Genotype) throws -> Space {
    let own = declared.retraining
    return try Space.darts(
      genotype, channels: own.channels ?? declared.space.channels, cells: own.cells ?? declared.space.cells, input: space.input,
      classes: space.classes, auxiliary: own.auxiliary)
  }

  /// Training it alone, under the experiment's seed or that plus `offset`; nil where it is no network.
  func spec(_ genotype: Genotype, offset: Int = 0) throws -> StandAloneSpec? {
    guard case .success = Result(catching: { try genotype.edges() }) else { return nil }
    let net = try net(genotype), own = declared.retraining
    return StandAloneSpec(
      space: net, architecture: net.text(of: net.whole), recipe: own.recipe, passes: own.epochs * (images.training / own.recipe.batch),
      data: data, seed: own.seed + offset, blocks: 1)
  }

  /// All searches, each with what is made of its stages. Throws where one is not done.
  package func searches() throws -> [(track: RelaxationTrack, stages: [DiscretisedRelaxation])] {
    try tracks().map { track in
      guard track.isDone else {
        // A file that is missing or damaged says so itself.
        _ = try surroundings.results.run(try JobReference(track.stages[track.runs.count]))
        throw ExperimentError.unfinished(search: "\(track.method.label), seed \(track.seed)")
      }
      return (track, try discretised(track))
    }
  }

  /// What follows a search: both evaluations of each stage, and what of its genotypes is trained alone. A genotype that keeps nothing in
  /// a cell is no network.
  private func followers(_ track: RelaxationTrack) throws -> [Job] {
    let name = "\(track.method.label), seed \(track.seed)"
    var jobs: [Job] = []
    for (number, stage) in try discretised(track).enumerated() {
      let isLast = number == track.stages.count - 1, place = isLast ? name : "\(name), stage \(number + 1)"
      jobs += try DiscretisedRelaxation.jobs("evaluation of \(place)", (stage.weighted, stage.unweighted))
      let alone = isLast ? stage.genotypes.prefix(1 + declared.retraining.random) : stage.genotypes.prefix(1)
      for (number, genotype) in alone.enumerated() {
        guard let spec = try spec(genotype) else { continue }
        jobs.append(
          try Job(spec, label: number == 0 ? "genotype of \(place), alone" : "random genotype \(number) of \(place), alone"))
      }
    }
    return jobs
  }

  /// As many as there may be, of random genotypes: nobody knows yet which, nor how many searches find the same.
  private func supposed(_ track: RelaxationTrack, _ random: inout RandomStream) throws -> [Job] {
    let name = "\(track.method.label), seed \(track.seed)"
    var jobs: [Job] = []
    for stage in track.stages {
      let genotypes = (0...declared.relaxation.random).map { _ in stage.space.randomCells(&random) }
      let whole = stage.space.whole
      jobs += try DiscretisedRelaxation.jobs(
        "evaluation of \(name)",
        DiscretisedRelaxation.evaluations(of: stage, behind: [whole, whole], genotypes, declared.relaxation.policy))
    }
    for _ in 0..<track.stages.count + declared.retraining.random {
      if let spec = try spec(space.genotype(of: space.randomCells(&random), style: .pairs)) {
        jobs.append(try Job(spec, label: "genotype of \(name), alone"))
      }
    }
    return jobs
  }

  /// The genotypes of all stages of a search, trained alone.
  private func depth(_ track: RelaxationTrack, _ discretised: [DiscretisedRelaxation]) throws -> DepthTrajectory.Track {
    let stages = try discretised.enumerated().map { number, stage in
      DepthTrajectory.Stage(
        cells: track.method.stages?[number].cells ?? declared.space.cells,
        mixture: try stage.accuracies(in: surroundings.results).mixture, net: try alone(stage.genotypes[0]))
    }
    return DepthTrajectory.Track(seed: track.seed, stages: stages)
  }

  /// A search as the study takes it, with what was trained alone of its last stage.
  private func studied(_ track: RelaxationTrack, _ last: DiscretisedRelaxation) throws -> RelaxationStudy.Search {
    let found = try last.accuracies(in: surroundings.results), trained = 1 + declared.retraining.random
    let all = try last.genotypes.enumerated().map { number, genotype in
      RelaxationStudy.Discretised(
        number == 0 ? last.chosen : genotype, weighted: found.weighted[number], unweighted: found.unweighted[number],
        net: number < trained ? try alone(genotype) : nil)
    }
    return RelaxationStudy.Search(
      track.method.label, run: last.run, rule: track.method.rule, mixture: found.mixture, operations: found.operations, chosen: all[0],
      random: Array(all.dropFirst()), algorithm: track.method.algorithm, before: track.runs.dropLast())
  }

  /// The study of what the rounds left, with what it cost.
  public func report() throws -> any StudyReport {
    var costs = CostSummary()
    // A search that is not done is named by the study.
    let study = try study()
    for job in try plan().jobs { costs.add(try surroundings.results.header(of: job)) }
    return RelaxationReport(declared, study: study, costs: costs)
  }

  /// The study of what the rounds left.
  package func study() throws -> RelaxationStudy {
    let searches = try searches()
    let studied = try searches.compactMap { search in try search.stages.last.map { try self.studied(search.track, $0) } }
    let trajectories = try declared.relaxation.methods.filter { $0.stages != nil }.map { method in
      DepthTrajectory(method.label, try searches.filter { $0.track.method == method }.map { try depth($0.track, $0.stages) })
    }
    let primary = declared.primary
    return try RelaxationStudy(
      space: space, studied, ranking: try ranking(searches.map(\.track)), alone: try aloneGroups(studied), depth: trajectories,
      costReference: costReference,
      claim: RelaxationStudy.Claim(
        text: primary.claim, source: primary.source, more: primary.more, fewer: primary.fewer, draws: primary.draws))
  }
}

extension RelaxationReproduction {
  /// A round a stage, the first with what is known before anything runs; then what follows the searches.
  public func plan() throws -> ExperimentPlan {
    let tracks = try tracks(), isDone = tracks.allSatisfy(\.isDone)
    var rounds: [ExperimentPlan.Round] = []
    for stage in 0..<(tracks.map(\.stages.count).max() ?? 1) {
      let own = tracks.filter { $0.stages.count > stage }
      let jobs = try own.map { track in
        let place = track.stages.count > 1 ? ", stage \(stage + 1)" : ""
        return try Job(track.stages[stage], label: "relaxation of \(track.method.label), seed \(track.seed)\(place)")
      }
      rounds.append(
        ExperimentPlan.Round(jobs + (stage == 0 ? try randomJobs(tracks) : []), isSupposed: own.contains { $0.runs.count < stage }))
    }
    var random = RandomStream(seed: 0, "plan")
    let last = try tracks.flatMap { isDone ? try followers($0) : try supposed($0, &random) }
    return ExperimentPlan(rounds + [ExperimentPlan.Round(last, isSupposed: !isDone)], images: [data: images])
  }

  /// Whether the last round is certain, and whether images are here.
  public func remarks(on plan: ExperimentPlan) throws -> [PlanRemark] {
    [
      PlanRemark(
        plan.isFinal ? nil : "the last round supposes random genotypes until all relaxations have run", "relaxed", .flag(plan.isFinal)),
      PlanRemark(images: imageAbsence),
    ]
  }
}

extension RelaxationExperiment.Method {
  /// What papers call it; nil where none has it so.
  fileprivate var algorithm: RelaxationAlgorithm? {
    switch strategy {
    case .darts where stages != nil: .progressiveDARTS
    case .darts(let own) where own.skips != nil: nil
    case .darts(let own): own.order == .first ? .firstOrderDARTS : .secondOrderDARTS
    case .fairDARTS: .fairDARTS
    case .pcDARTS: .partialDARTS
    default: nil
    }
  }
}

extension Discretisation {
  /// How a genotype of this rule is written.
  var style: Genotype.Style {
    switch self {
    case .topTwo, .skipLimit, .argmax: .pairs
    case .threshold, .thresholdSparse, .thresholdEdge: .triples
    }
  }
}
