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

/// Runs a study of searches: the searches first, then their genotypes alone, then the study of both.
public struct RelaxationReproduction: Sendable {
  public let experiment: RelaxationExperiment, space: Space, results: String
  /// Why there are no images, where the plan is one of declared sizes alone.
  public let absence: DatasetError?
  private let data: DataSpec, sizes: SplitSizes, imageBytes: Int

  /// Loads the data set for its digest and sizes.
  ///
  /// - Parameter absenceAllowed: as for `Reproduction`.
  public init(_ experiment: RelaxationExperiment, results: String, environment: [String: String], absenceAllowed: Bool = false) throws {
    try experiment.validate()
    let (outline, absence) = try DataOutline.load(experiment.data.source, environment: environment, absenceAllowed: absenceAllowed)
    self.absence = absence
    let images = experiment.data
    (self.experiment, self.results) = (experiment, results)
    space = try experiment.space.space(
      input: ImageShape(
        height: images.preparation.height ?? outline.shape.height, width: images.preparation.width ?? outline.shape.width,
        channels: outline.shape.channels), classes: outline.classes)
    sizes = try SplitSizes(images.split, of: outline)
    imageBytes = (outline.training + outline.test) * outline.shape.height * outline.shape.width * outline.shape.channels
    data = DataSpec(source: images.source.withoutFolder, digest: outline.digest, split: images.split, preparation: images.preparation)
    let searches =
      [("relaxation", experiment.relaxation.recipe)]
      + experiment.relaxation.methods.enumerated().compactMap { number, method in method.recipe.map { ("relaxation.methods.\(number)", $0) }
      }
    for (field, recipe) in searches + [("retraining", experiment.retraining.recipe)]
    where recipe.batch > min(sizes.training, field == "retraining" ? sizes.training : sizes.validation) {
      throw ExperimentError.value(field: "\(field).recipe.batch", reason: "is \(recipe.batch), more than the images of a split")
    }
  }

  /// The first stage of each method's search from each seed: all of it where the method has no stages.
  public var searches: [RelaxationSpec] {
    get throws {
      try experiment.relaxation.methods.flatMap { method in try method.seeds.map { try spec(method, seed: $0, stage: 0, after: nil) } }
    }
  }

  /// The searches with what is done of them.
  public func tracks() throws -> [RelaxationTrack] {
    try experiment.relaxation.methods.flatMap { method in
      try method.seeds.map { seed in
        try RelaxationTrack(method, seed: seed) {
          try spec(method, seed: seed, stage: $0, after: $1)
        } run: { spec in
          let graph = try JobGraph([try job(.relaxation(spec), spec.label)])
          return try graph.stale(in: results).isEmpty ? RelaxationRun(reading: path(.relaxation(spec))) : nil
        }
      }
    }
  }

  private func spec(
    _ method: RelaxationExperiment.Method, seed: Int, stage number: Int, after last: (spec: RelaxationSpec, weights: [[Double]])?
  ) throws -> RelaxationSpec {
    let own = experiment.relaxation, stage = method.stages?[number]
    var recipe = method.recipe ?? own.recipe
    recipe.passes = (stage?.epochs ?? own.epochs) * (sizes.training / recipe.batch)
    if let rate = method.rate { recipe.schedule.peak = rate }
    return RelaxationSpec(
      space: try method.space(number, of: experiment, in: space, after: last.map { ($0.spec.space, $0.weights) }),
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
      + run.random.prefix(experiment.retraining.random).map { try space.genotype(of: space.architecture($0.architecture), style: .pairs) }
  }

  /// The network of a genotype that is trained alone.
  func net(_ genotype: Genotype) throws -> Space {
    let own = experiment.retraining
    return try Space.darts(
      genotype, channels: own.channels ?? experiment.space.channels, cells: own.cells ?? experiment.space.cells, input: space.input,
      classes: space.classes, auxiliary: own.auxiliary)
  }

  /// Training it alone, under the experiment's seed or that plus `offset`; nil where it is no network.
  func spec(_ genotype: Genotype, offset: Int = 0) throws -> StandAloneSpec? {
    guard case .success = Result(catching: { try genotype.edges() }) else { return nil }
    let net = try net(genotype)
    var recipe = experiment.retraining.recipe
    recipe.passes = experiment.retraining.epochs * (sizes.training / recipe.batch)
    return StandAloneSpec(
      space: net, architecture: net.text(of: net.whole), recipe: recipe, data: data, seed: experiment.retraining.seed + offset, blocks: 1)
  }

  func path(_ spec: JobSpec) throws -> String {
    JobFiles(results: results, kind: spec.kind, digest: try CanonicalJSON.digest(spec)).run
  }

  /// `search` is the input of an evaluation.
  func job(_ spec: JobSpec, _ label: String, search: RelaxationSpec? = nil) throws -> Job {
    Job(
      kind: spec.kind, spec: try spec.text(), label: label,
      inputs: try search.map { [try CanonicalJSON.digest(JobSpec.relaxation($0))] } ?? [],
      estimate: try Estimates.estimate(spec, search: search, images: sizes, imageBytes: imageBytes))
  }

  /// The last stage of each search. Throws where one is not done.
  func runs() throws -> [(track: RelaxationTrack, spec: RelaxationSpec, run: RelaxationRun)] {
    try tracks().map { track in
      guard let spec = track.stages.last, let run = track.runs.last, track.isDone else {
        // A file that is missing or damaged says so itself.
        _ = try RelaxationRun(reading: path(.relaxation(track.stages[track.runs.count])))
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
    try (0..<track.stages.count + experiment.retraining.random).map { _ in
      ("genotype of \(track.method.label), seed \(track.seed)", try spec(space.genotype(of: space.randomCells(&random), style: .pairs)))
    }
  }

  /// The genotypes of all stages of a search, trained alone.
  private func depth(_ track: RelaxationTrack) throws -> DepthCourse.Track {
    let stages = try zip(track.stages, track.runs).enumerated().map { number, stage in
      DepthCourse.Stage(
        cells: track.method.stages?[number].cells ?? experiment.space.cells, mixture: stage.1.mix,
        net: try alone(genotypes(stage.0, stage.1)[0]))
    }
    return DepthCourse.Track(seed: track.seed, stages: stages)
  }

  /// The study of what the rounds left, with what it cost.
  public func report() throws -> RelaxationReport {
    var ledger = Ledger()
    for round in try plan().rounds {
      for job in round.graph.jobs {
        ledger.add(try RunFile.read(JobFiles(results: results, kind: job.kind, digest: job.digest).run).header)
      }
    }
    return RelaxationReport(experiment, study: try study(), ledger: ledger)
  }

  /// The study of what the rounds left.
  func study() throws -> RelaxationStudy {
    let runs = try runs()
    let searched = try runs.map { track, spec, run in
      let alone = try genotypes(spec, run).map { try self.alone($0) }
      return RelaxationStudy.Search(
        run: run, rule: spec.rule, alone: alone, algorithm: track.method.algorithm, before: track.runs.dropLast())
    }
    let courses = try experiment.relaxation.methods.filter { $0.stages != nil }.map { method in
      DepthCourse(method.label, try runs.filter { $0.track.method == method }.map { try depth($0.track) })
    }
    let declared = experiment.primary
    return try RelaxationStudy(
      space: space, searched, ranking: try ranking(), alone: try aloneGroups(runs), depth: courses, costReference: costReference,
      claim: RelaxationStudy.Claim(
        text: declared.claim, source: declared.source, more: declared.more, fewer: declared.fewer, draws: declared.draws))
  }
}

extension RelaxationReproduction: Staged {
  public var name: String { experiment.name }
  public var title: String { experiment.title }
  public var source: DataSource { experiment.data.source }

  public func plan() throws -> (rounds: [(graph: JobGraph, stale: [Job])], isChosen: Bool) {
    let tracks = try tracks(), isChosen = tracks.allSatisfy(\.isDone)
    var rounds: [[Job]] = []
    for stage in 0..<(tracks.map(\.stages.count).max() ?? 1) {
      let jobs = try tracks.filter { $0.stages.count > stage }.map { track in
        let place = track.stages.count > 1 ? ", stage \(stage + 1)" : ""
        return try job(.relaxation(track.stages[stage]), "search of \(track.method.label), seed \(track.seed)\(place)")
      }
      rounds.append(jobs + (stage == 0 ? try randomJobs() : []))
    }
    var random = RandomStream(seed: 0, "plan"), alone: [Job] = [], known: Set<Digest> = []
    for track in tracks {
      for (label, spec) in isChosen ? try retrainings(track) : try supposed(track, &random) {
        guard let spec else { continue }
        let job = try job(.standAlone(spec), "\(label), alone")
        if known.insert(job.digest).inserted { alone.append(job) }
      }
    }
    return (
      try (rounds + [alone]).map { jobs in
        let graph = try JobGraph(jobs)
        return (graph, try graph.stale(in: results).map(\.job))
      }, isChosen
    )
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
