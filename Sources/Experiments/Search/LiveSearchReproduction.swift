internal import Analysis
public import Datasets
public import Digests
public import Jobs
internal import Search
internal import Spaces
internal import Statistics
internal import Store
internal import Training

extension LiveSearchExperiment: Experiment {
  /// Its list of searchers tells it from other kinds.
  public static let key = "liveSearches"

  /// Reads the ranking experiment and loads what that needs. Throws as `RankingReproduction`, and `ExperimentError` where it is no ranking, has
  /// no such strategy, or no net lies within the bound.
  public func reproduction(_ surroundings: Surroundings) throws -> any Reproduction { try LiveSearchReproduction(self, surroundings) }
}

/// A live search with the ranking experiment that it stands on: pilots and nets trained alone, supernets where they score, searches, and what was
/// found trained alone.
public struct LiveSearchReproduction: SearchDeclaring {
  public let search: LiveSearchExperiment
  private let base: RankingReproduction, tables: ObjectiveTables

  public init(_ experiment: LiveSearchExperiment, _ surroundings: Surroundings) throws {
    search = experiment
    if let strategy = experiment.strategy {
      base = try RankingReproduction(experiment.ranking, strategy: strategy, surroundings)
    } else {
      base = try RankingReproduction(try experiment.ranking.experiment(), surroundings)
      guard case .trained = base.ranking.experiment.truth else {
        throw ExperimentError.value(field: "ranking", reason: "has a published truth, and no recipe for nets that are trained alone")
      }
    }
    let space = base.ranking.space
    tables = ObjectiveTables(
      space,
      latency: try experiment.latency.map {
        try LookupTable(reading: try TableFile($0).content(surroundings.environment).bytes, of: space, file: $0.file)
      })
    let quality = self.quality
    for (place, searcher) in experiment.liveSearches.enumerated() {
      let first = SearchExperiment.ObjectiveName(quality)
      try need(
        searcher.aims(quality).first == first, "liveSearches.\(place).objectives",
        "should begin with \(first.rawValue), by which nets of \(experiment.ranking) are scored")
    }
    do throws(SpaceError) {
      _ = try SearchProblem(
        space, objectives: [SearchExperiment.ObjectiveName(quality).objective], constraints: tables.constraints(atMost: experiment.bound))
    } catch { throw ExperimentError.value(field: "bound", reason: "\(error)") }
    // What is found is held against them after hours of training: better to know now.
    let costs = try base.ranking.design.map { try tables.bounded.of($0.text) }
    let bound = experiment.bound, large = costs.count { $0 <= bound && $0 >= LiveSearchStudy.large * bound }
    try need(
      large > 1, "bound",
      "is \(bound), and \(large) of the \(costs.count) nets of the ranking's design cost from \(LiveSearchStudy.large * bound) to it, should be 2 or more: raise the design's count"
    )
  }

  /// `search`, as commands see it.
  public var experiment: any Experiment { search }
  /// The ranking's.
  public var surroundings: Surroundings { base.surroundings }
  public var source: DataSource? { base.source }
  public var sources: [Digest] { base.sources }

  /// What its nets are scored by.
  private var quality: SearchExperiment.Quality { base.ranking.experiment.metric == .psnr ? .psnr : .accuracy }

  /// What scores the nets of one repetition.
  private struct Scorer {
    /// Of the supernet, or of a search by brief training.
    let name: String, seed: Int
    let source: SearchSpec.Source, left: [[Int]]?
  }

  private func scorers(_ supernets: [RankingPlan.Supernet]) throws -> [Scorer] {
    let ranking = base.ranking
    if let training = search.training, case .trained(let alone) = ranking.experiment.truth {
      // A seed of training each: what differs between searches then holds what differs between trainings.
      return (1...training.searches).map { search in
        let own = BriefTraining(recipe: alone.recipe, passes: training.passes, data: ranking.data, seed: training.seed + search - 1)
        return Scorer(name: "brief training", seed: search, source: .training(own), left: nil)
      }
    }
    return try supernets.map { supernet in
      Scorer(
        name: supernet.label, seed: supernet.spec.seed,
        source: .supernet(
          try JobReference(supernet.spec), passes: supernet.spec.passes, policy: ranking.experiment.evaluation.policy),
        left: try left(of: supernet))
    }
  }

  /// The supernets that are searched; none where nets are trained briefly.
  private func supernets(isChosen: Bool) throws -> [RankingPlan.Supernet] {
    try search.strategy.map { try base.supernets(of: $0, isChosen: isChosen) } ?? []
  }

  /// As many rounds whatever is done: pilots and the design trained alone; supernets; searches; what was found, trained alone.
  public func plan() throws -> ExperimentPlan {
    let results = surroundings.results, ranking = base.ranking
    let known = try search.strategy.map { try base.pilots(of: $0) }, isChosen = known?.isDone ?? true
    var pilots = known?.rounds ?? [], first = ExperimentPlan.Round(try RankingPlan.jobs(ranking.standAlone))
    if !pilots.isEmpty { first.jobs = pilots.removeFirst().jobs + first.jobs }
    let supernets = try self.supernets(isChosen: isChosen)
    let trained = try supernets.map { try $0.job }
    let isTrained = try isChosen && results.stale(trained).isEmpty, isKnown = isTrained || supernets.allSatisfy { $0.spec.shrinking == nil }
    let searches = try scorers(supernets).flatMap { scorer in try search.liveSearches.map { try job($0, scorer) } }
    let isSearched = try isTrained && results.stale(searches).isEmpty
    let found =
      isSearched
      ? try foundNets(try searches.map { try run(of: $0) })
      : Array(ranking.design.prefix(searches.count * search.bounds.count).map(\.text))
    return ExperimentPlan(
      [first] + pilots + (search.strategy == nil ? [] : [ExperimentPlan.Round(trained, isSupposed: !isChosen)]) + [
        ExperimentPlan.Round(searches, isSupposed: !isChosen || !isKnown),
        ExperimentPlan.Round(
          try RankingPlan.jobs(ranking.standAlone(of: found)), isSupposed: !isSearched),
      ], images: [ranking.data: ranking.images])
  }

  /// Those of the ranking that concern images and tables.
  public func remarks(on plan: ExperimentPlan) throws -> [PlanRemark] {
    let scorers =
      search.strategy.map { "the supernets are those of \(search.ranking), \($0)" }
      ?? "nets are scored after \(search.training?.passes ?? 0) passes of the recipe of \(search.ranking)"
    let repetitions = search.training?.searches ?? base.ranking.experiment.supernets?.seeds.count ?? 1
    let most = search.bounds.count * search.liveSearches.count * repetitions
    var later: String?
    if case .trained = base.ranking.experiment.truth, !plan.isFinal {
      later = "what the searches find is trained alone afterwards: at most \(most) nets"
    }
    return [PlanRemark(scorers, "ranking", .text(search.ranking.description)), PlanRemark(later, "nets_to_find", .integer(most))]
      + base.absences
  }

  /// Reads the run files of all jobs. Throws `StoreError.notFound` for the first that is not done.
  public func report() throws -> any StudyReport {
    let results = surroundings.results, ranking = base.ranking, supernets = try supernets(isChosen: true)
    var costs = CostSummary(), searches: [(label: String, repetition: Int, run: SearchRun)] = []
    for scorer in try scorers(supernets) {
      for searcher in search.liveSearches {
        searches.append((searcher.label, scorer.seed, try run(of: try job(searcher, scorer))))
      }
    }
    for job in try plan().jobs { costs.add(try results.header(of: job)) }
    let known = try base.targets(of: ranking.design.map(\.text) + foundNets(searches.map(\.run)))
    let design = try ranking.design.map { net in
      guard let quality = known[net.text] else { throw AnalysisError.missingScore(run: "the design", architecture: net.text) }
      return LiveSearchStudy.DesignNet(net: net.text, quality: quality, inclusion: net.inclusion)
    }
    let studies = try search.bounds.map { bound in
      let isFirst = bound == search.bound
      return try LiveSearchStudy(
        searches, by: search.strategy == nil ? .training : .supernets, space: ranking.space, cost: tables.bounded, bound: bound,
        metric: ranking.experiment.metric, qualities: known, design: design, isCensus: design.allSatisfy { $0.inclusion == 1 },
        claims: isFirst ? search.primary : [],
        exploratory: isFirst ? search.exploratory ?? [] : [])
    }
    let shrunk = try supernets.compactMap { ShrunkSpace(try results.run(try JobReference($0.spec))) }
    return LiveSearchReport(search, studies: studies, shrunk: shrunk, costs: costs)
  }

  /// On the supernet of a seed, or by the first of the brief trainings, the first unless said. Throws also `StoreError.notFound` where pilots or the supernet are not trained.
  public func spec(of request: SearchRequest) throws -> SearchSpec {
    guard request.scores == nil else {
      throw ExperimentError.value(field: "--scores", reason: "goes with searches of tables; name a supernet by --supernet")
    }
    guard let searcher = search.liveSearches.first(where: { $0.label == request.searcher }) else {
      let labels = search.liveSearches.map { "'\($0.label)'" }.joined(separator: ", ")
      throw ExperimentError.value(field: "--searcher", reason: "is '\(request.searcher)', should be one of \(labels)")
    }
    guard search.strategy != nil || request.supernet == nil else {
      throw ExperimentError.value(field: "--supernet", reason: "goes with searches on supernets; here nets are trained briefly")
    }
    let scorers = try scorers(try supernets(isChosen: true))
    guard let scorer = scorers.first(where: { request.supernet == nil || $0.seed == request.supernet }) else {
      let seeds = scorers.map { "\($0.seed)" }.joined(separator: ", ")
      throw ExperimentError.value(field: "--supernet", reason: "is \(request.supernet ?? 0), should be one of \(seeds)")
    }
    var spec = try spec(searcher, scorer)
    if let seed = request.seed { spec.seed = seed }
    return spec
  }

  private func job(_ searcher: LiveSearchExperiment.Searcher, _ scorer: Scorer) throws -> Job {
    try Job(try spec(searcher, scorer), label: "search \(searcher.label) on \(scorer.name), seed \(scorer.seed)")
  }

  private func spec(_ searcher: LiveSearchExperiment.Searcher, _ scorer: Scorer) throws -> SearchSpec {
    SearchSpec(
      space: base.ranking.space,
      aims: try searcher.aims(quality).map { SearchSpec.Aim($0.objective, try tables.source($0, quality: scorer.source)) },
      constraints: tables.constraints(atMost: search.bound), left: scorer.left, algorithm: searcher.algorithm,
      evaluations: search.evaluations, seed: search.seed + scorer.seed)
  }

  /// The candidates that a supernet's shrinking left; nil where its space did not shrink, and until it is trained.
  private func left(of supernet: RankingPlan.Supernet) throws -> [[Int]]? {
    supernet.spec.shrinking == nil ? nil : try surroundings.results.run(of: supernet.spec)?.shrinking?.left
  }

  /// Of each search the net with the best score within each bound, each net once. Throws where a search evaluated none within `bound`.
  private func foundNets(_ searches: [SearchRun]) throws -> [String] {
    var nets: [String] = []
    for bound in search.bounds {
      for run in searches {
        guard let net = try run.best(0, within: bound, of: tables.bounded) else {
          try need(bound != search.bound, "bound", "is \(bound), within which a search evaluated no net: raise it, or 'evaluations'")
          continue
        }
        if !nets.contains(net) { nets.append(net) }
      }
    }
    return nets
  }

  private func run(of search: Job) throws -> SearchRun { try surroundings.results.run(JobReference<SearchSpec>(search.digest)) }
}
