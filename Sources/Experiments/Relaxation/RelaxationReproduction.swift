internal import Analysis
public import Datasets
internal import Digests
internal import Engine
public import Jobs
public import Spaces
public import Store
internal import Streams
internal import Strategies
internal import Training

extension RelaxationExperiment: Experiment {
  public static let key = "relaxation"

  /// Loads the data set for its digest and sizes.
  public func reproduction(_ surroundings: Surroundings) throws -> any Reproduction { try RelaxationReproduction(self, surroundings) }
}

/// A study of relaxations with its images: the relaxations first, then their genotypes alone, then the study of both.
public struct RelaxationReproduction: Reproduction {
  public let declared: RelaxationExperiment, surroundings: Surroundings, space: Space
  /// Why there are no images, where the plan is one of declared sizes alone.
  private let imageAbsence: DatasetError?
  let data: DataSpec
  private let images: ImageCounts

  /// Throws where images are missing or do not fit, unless the surroundings allow their absence.
  public init(_ experiment: RelaxationExperiment, _ surroundings: Surroundings) throws {
    try experiment.validate()
    let outline: DataOutline
    (outline, imageAbsence) = try surroundings.outlines.outline(of: experiment.data.source, absenceAllowed: surroundings.absenceAllowed)
    (declared, self.surroundings) = (experiment, surroundings)
    space = try experiment.space.space(input: experiment.data.shape(outline), classes: outline.classes)
    images = try ImageCounts(experiment.data.split, of: outline)
    data = experiment.data.spec(outline)
    let recipes =
      [("relaxation", experiment.relaxation.recipe)]
      + experiment.relaxation.methods.enumerated().compactMap { number, method in method.recipe.map { ("relaxation.methods.\(number)", $0) }
      }
    for (field, recipe) in recipes + [("retraining", experiment.retraining.recipe)]
    where recipe.batch > min(images.training, field == "retraining" ? images.training : images.validation) {
      throw ExperimentError.value(field: "\(field).recipe.batch", reason: "is \(recipe.batch), more than the images of a split")
    }
  }

  public var experiment: any Experiment { declared }
  public var source: DataSource? { declared.data.source }

  /// The first stage of each method's search from each seed: all of it where the method has no stages.
  public var searches: [RelaxationSpec] {
    get throws {
      try declared.relaxation.methods.flatMap { method in try method.seeds.map { try spec(method, seed: $0, stage: 0, after: nil) } }
    }
  }

  /// The searches with what is done of them.
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
    recipe.passes = (stage?.epochs ?? own.epochs) * (images.training / recipe.batch)
    if let rate = method.rate { recipe.schedule.peak = rate }
    return RelaxationSpec(
      space: try method.space(number, of: declared, in: space, after: last.map { ($0.spec.space, $0.weights) }),
      strategy: method.strategy(stage), label: method.label, recipe: recipe, data: data, seed: seed, rule: method.rule,
      policy: own.policy, followed: own.followed, random: own.random)
  }

  /// What is trained alone after a search: its genotype, then random ones. A genotype that keeps nothing in a cell is no network.
  public func retrainings(_ search: RelaxationSpec, _ run: RelaxationRun) throws -> [StandAloneSpec?] {
    try genotypes(search, run).map { try spec($0) }
  }

  private func genotypes(_ search: RelaxationSpec, _ run: RelaxationRun) throws -> [Genotype] {
    let space = search.space
    return try [space.genotype(of: space.architecture(run.chosen.architecture), style: search.rule.style)]
      + run.random.prefix(declared.retraining.random).map { try space.genotype(of: space.architecture($0.architecture), style: .pairs) }
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
    let net = try net(genotype)
    var recipe = declared.retraining.recipe
    recipe.passes = declared.retraining.epochs * (images.training / recipe.batch)
    return StandAloneSpec(
      space: net, architecture: net.text(of: net.whole), recipe: recipe, data: data, seed: declared.retraining.seed + offset, blocks: 1)
  }

  /// The last stage of each search. Throws where one is not done.
  func runs() throws -> [(track: RelaxationTrack, spec: RelaxationSpec, run: RelaxationRun)] {
    try tracks().map { track in
      guard let spec = track.stages.last, let run = track.runs.last, track.isDone else {
        // A file that is missing or damaged says so itself.
        _ = try surroundings.results.run(try JobReference(track.stages[track.runs.count]))
        throw ExperimentError.unfinished(search: "\(track.method.label), seed \(track.seed)")
      }
      return (track, spec, run)
    }
  }

  /// Genotypes to be trained alone, with what jobs call them.
  private typealias Retraining = (label: String, spec: StandAloneSpec?)

  private func retrainings(_ track: RelaxationTrack) throws -> [Retraining] {
    let name = "\(track.method.label), seed \(track.seed)"
    var all: [Retraining] = []
    for (number, (spec, run)) in zip(track.stages, track.runs).enumerated() {
      let isLast = number == track.stages.count - 1, place = isLast ? name : "\(name), stage \(number + 1)"
      for (number, spec) in try retrainings(spec, run).prefix(isLast ? .max : 1).enumerated() {
        all.append((number == 0 ? "genotype of \(place)" : "random genotype \(number) of \(place)", spec))
      }
    }
    return all
  }

  /// As many as there will be, of random genotypes: nobody knows yet which.
  private func supposed(_ track: RelaxationTrack, _ random: inout RandomStream) throws -> [Retraining] {
    try (0..<track.stages.count + declared.retraining.random).map { _ in
      ("genotype of \(track.method.label), seed \(track.seed)", try spec(space.genotype(of: space.randomCells(&random), style: .pairs)))
    }
  }

  /// The genotypes of all stages of a search, trained alone.
  private func depth(_ track: RelaxationTrack) throws -> DepthTrajectory.Track {
    let stages = try zip(track.stages, track.runs).enumerated().map { number, stage in
      DepthTrajectory.Stage(
        cells: track.method.stages?[number].cells ?? declared.space.cells, mixture: stage.1.mix,
        net: try alone(genotypes(stage.0, stage.1)[0]))
    }
    return DepthTrajectory.Track(seed: track.seed, stages: stages)
  }

  /// The study of what the rounds left, with what it cost.
  public func report() throws -> any StudyReport {
    var costs = CostSummary()
    for job in try plan().jobs { costs.add(try surroundings.results.header(of: job)) }
    return RelaxationReport(declared, study: try study(), costs: costs)
  }

  /// The study of what the rounds left.
  func study() throws -> RelaxationStudy {
    let runs = try runs()
    let searched = try runs.map { track, spec, run in
      let alone = try genotypes(spec, run).map { try self.alone($0) }
      return RelaxationStudy.Search(
        track.method.label, run: run, rule: spec.rule, alone: alone, algorithm: track.method.algorithm, before: track.runs.dropLast())
    }
    let trajectories = try declared.relaxation.methods.filter { $0.stages != nil }.map { method in
      DepthTrajectory(method.label, try runs.filter { $0.track.method == method }.map { try depth($0.track) })
    }
    let primary = declared.primary
    return try RelaxationStudy(
      space: space, searched, ranking: try ranking(), alone: try aloneGroups(runs), depth: trajectories, costReference: costReference,
      claim: RelaxationStudy.Claim(
        text: primary.claim, source: primary.source, more: primary.more, fewer: primary.fewer, draws: primary.draws))
  }
}

extension RelaxationReproduction {
  /// A round a stage, the first with what is known before anything runs; then what is trained alone.
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
        ExperimentPlan.Round(jobs + (stage == 0 ? try randomJobs() : []), isSupposed: own.contains { $0.runs.count < stage }))
    }
    var random = RandomStream(seed: 0, "plan"), alone: [Job] = [], known: Set<Digest> = []
    for track in tracks {
      for (label, spec) in isDone ? try retrainings(track) : try supposed(track, &random) {
        guard let spec else { continue }
        let job = try Job(spec, label: "\(label), alone")
        if known.insert(job.digest).inserted { alone.append(job) }
      }
    }
    return ExperimentPlan(rounds + [ExperimentPlan.Round(alone, isSupposed: !isDone)], images: [data: images])
  }

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
    case .spos, .expectationFairness, .strictFairness: nil
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
