public import Analysis
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
public struct SearchReproduction: Sendable {
  public let experiment: SearchExperiment, space: Space, results: String
  /// Why there are no images, where the plan is one of declared sizes alone.
  public let absence: DatasetError?
  private let data: DataSpec, sizes: SplitSizes, imageBytes: Int

  /// Loads the data set for its digest and sizes.
  ///
  /// - Parameter absenceAllowed: as for `Reproduction`.
  public init(_ experiment: SearchExperiment, results: String, environment: [String: String], absenceAllowed: Bool = false) throws {
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
    for (field, batch) in [("searches", experiment.searches.recipe.batch), ("retraining", experiment.retraining.recipe.batch)]
    where batch > min(sizes.training, field == "searches" ? sizes.validation : sizes.training) {
      throw ExperimentError.value(field: "\(field).recipe.batch", reason: "is \(batch), more than the images of a split")
    }
  }

  /// One search for each method and seed.
  public var searches: [SearchSpec] {
    experiment.searches.methods.flatMap { method in
      method.seeds.map { seed in
        var recipe = experiment.searches.recipe
        recipe.passes = experiment.searches.epochs * (sizes.training / recipe.batch)
        if let rate = method.rate { recipe.schedule.peak = rate }
        return SearchSpec(
          space: space, strategy: method.strategy, label: method.label, recipe: recipe, data: data, seed: seed, rule: method.rule,
          policy: experiment.searches.policy, followed: experiment.searches.followed, random: experiment.searches.random)
      }
    }
  }

  /// What is trained alone after a search: its genotype, then random ones. A genotype that keeps nothing in a cell is no network.
  public func retrainings(_ run: SearchRun, _ style: Genotype.Style) throws -> [StandAloneSpec?] {
    try genotypes(run, style).map { try spec($0) }
  }

  private func genotypes(_ run: SearchRun, _ style: Genotype.Style) throws -> [Genotype] {
    try [space.genotype(of: space.architecture(run.chosen.architecture), style: style)]
      + run.random.prefix(experiment.retraining.random).map { try space.genotype(of: space.architecture($0.architecture), style: .pairs) }
  }

  /// The network of a genotype with the channels and cells of the search.
  func net(_ genotype: Genotype) throws -> Space {
    try Space.darts(
      genotype, channels: experiment.space.channels, cells: experiment.space.cells, input: space.input, classes: space.classes)
  }

  /// Training it alone, under the experiment's seed or that plus `offset`; nil where it is no network.
  func spec(_ genotype: Genotype, offset: Int = 0) throws -> StandAloneSpec? {
    guard case .success = Result(catching: { try genotype.edges() }) else { return nil }
    let net = try net(genotype)
    var recipe = experiment.retraining.recipe
    recipe.passes = experiment.retraining.epochs * (sizes.training / recipe.batch)
    return StandAloneSpec(
      space: net, architecture: net.text(of: Architecture(path: net.choices.map { _ in 0 })), recipe: recipe, data: data,
      seed: experiment.retraining.seed + offset, blocks: 1)
  }

  func path(_ spec: JobSpec) throws -> String {
    JobFiles(results: results, kind: spec.kind, digest: try CanonicalJSON.digest(spec)).run
  }

  /// `search` is the input of an evaluation.
  func job(_ spec: JobSpec, _ label: String, search: SearchSpec? = nil) throws -> Job {
    Job(
      kind: spec.kind, spec: try spec.text(), label: label,
      inputs: try search.map { [try CanonicalJSON.digest(JobSpec.search($0))] } ?? [],
      estimate: try Estimates.estimate(spec, search: search, images: sizes, imageBytes: imageBytes))
  }

  /// The searches' run files.
  func runs() throws -> [(spec: SearchSpec, run: SearchRun)] {
    try searches.map { ($0, try SearchRun(reading: path(.search($0)))) }
  }

  private func secondRound(_ runs: [(label: String, seed: Int, retrainings: [StandAloneSpec?])]) throws -> JobGraph {
    var jobs: [Job] = [], known: Set<Digest> = []
    for run in runs {
      for (number, spec) in run.retrainings.enumerated() {
        guard let spec else { continue }
        let job = try job(
          .standAlone(spec), "\(number == 0 ? "genotype" : "random genotype \(number)") of \(run.label), seed \(run.seed), alone")
        if known.insert(job.digest).inserted { jobs.append(job) }
      }
    }
    return try JobGraph(jobs)
  }

  /// The study of what the rounds left.
  public func study() throws -> SearchStudy {
    let searched = try runs().map { spec, run in
      let alone = try genotypes(run, spec.rule.style).map { try self.alone($0) }
      return SearchStudy.Search(run: run, rule: spec.rule, alone: alone, algorithm: spec.strategy.algorithm)
    }
    let declared = experiment.primary
    return try SearchStudy(
      space: space, searched, ranking: try ranking(), alone: try aloneGroups(), costReference: costReference,
      claim: SearchStudy.Claim(
        text: declared.claim, source: declared.source, more: declared.more, fewer: declared.fewer, draws: declared.draws))
  }
}

extension SearchReproduction: Staged {
  public var name: String { experiment.name }
  public var title: String { experiment.title }
  public var source: DataSource { experiment.data.source }

  public func plan() throws -> (rounds: [(graph: JobGraph, stale: [Job])], isChosen: Bool) {
    let first = try JobGraph(try searches.map { try job(.search($0), "search of \($0.label), seed \($0.seed)") } + randomJobs())
    let stale = try first.stale(in: results).map(\.job)
    guard !stale.contains(where: { $0.kind == SearchRun.kind }) else {
      // Nobody knows the genotypes yet: random ones stand for them.
      var random = RandomStream(seed: 0, "plan")
      let supposed = try searches.map { spec in
        let specs = try (0...experiment.retraining.random).map { _ in
          try self.spec(space.genotype(of: space.randomCells(&random), style: .pairs))
        }
        return (label: spec.label, seed: spec.seed, retrainings: specs)
      }
      let second = try secondRound(supposed)
      return ([(first, stale), (second, second.jobs)], false)
    }
    return ([(first, stale), try followUp()], true)
  }

  private func followUp() throws -> (graph: JobGraph, stale: [Job]) {
    let graph = try secondRound(
      try runs().map { spec, run in (label: spec.label, seed: spec.seed, retrainings: try retrainings(run, spec.rule.style)) })
    return (graph, try graph.stale(in: results).map(\.job))
  }
}

extension StrategySpec {
  /// What papers call it; nil for those that do not search.
  fileprivate var algorithm: SearchAlgorithm? {
    switch self {
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
