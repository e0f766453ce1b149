internal import Analysis
public import Datasets
public import Digests
public import Jobs
internal import Search
internal import Spaces
internal import Statistics
internal import Store
internal import Training

extension SupernetSearchExperiment: Experiment {
  /// Its list of searchers tells it from other kinds.
  public static let key = "supernetSearches"

  /// Reads the ranking experiment and loads what that needs. Throws as `RankingReproduction`, and `ExperimentError` where it is no ranking, has
  /// no such strategy, or no net lies within the bound.
  public func reproduction(_ surroundings: Surroundings) throws -> any Reproduction { try SupernetSearchReproduction(self, surroundings) }
}

/// A search on supernets with the ranking experiment that they come from: pilots and nets trained alone, supernets, searches, and what was
/// found trained alone.
public struct SupernetSearchReproduction: SearchDeclaring {
  public let search: SupernetSearchExperiment
  private let base: RankingReproduction, tables: ObjectiveTables

  public init(_ experiment: SupernetSearchExperiment, _ surroundings: Surroundings) throws {
    search = experiment
    base = try RankingReproduction(experiment.ranking, strategy: experiment.strategy, surroundings)
    let space = base.ranking.space
    tables = ObjectiveTables(
      space,
      latency: try experiment.latency.map {
        try LookupTable(reading: try TableFile($0).content(surroundings.environment).bytes, of: space, file: $0.file)
      })
    do throws(SpaceError) {
      _ = try SearchProblem(space, objectives: [SearchExperiment.ObjectiveName.accuracy.objective], constraints: constraints)
    } catch { throw ExperimentError.value(field: "bound", reason: "\(error)") }
    // What is found is held against them after hours of training: better to know now.
    let costs = try base.ranking.design.map { tables.bounded.value(of: try space.architecture($0.text)) }
    let bound = experiment.bound, large = costs.count { $0 <= bound && $0 >= SupernetSearchStudy.large * bound }
    try need(
      large > 1, "bound",
      "is \(bound), and \(large) of the \(costs.count) nets of the ranking's design cost from \(SupernetSearchStudy.large * bound) to it, should be 2 or more: raise the design's count"
    )
  }

  /// `search`, as commands see it.
  public var experiment: any Experiment { search }
  /// The ranking's.
  public var surroundings: Surroundings { base.surroundings }
  public var source: DataSource? { base.source }
  public var sources: [Digest] { base.sources }

  private var constraints: [PathConstraint] { [PathConstraint(tables.bounded, atMost: search.bound)] }

  /// As many rounds whatever is done: pilots and the design trained alone; supernets; searches; what was found, trained alone.
  public func plan() throws -> ExperimentPlan {
    let results = surroundings.results, ranking = base.ranking
    let known = try base.pilots(of: search.strategy), isChosen = known.isDone
    var pilots = known.rounds, first = ExperimentPlan.Round(try RankingPlan.jobs(ranking.standAlone))
    if !pilots.isEmpty { first.jobs = pilots.removeFirst().jobs + first.jobs }
    let supernets = try base.supernets(of: search.strategy, isChosen: isChosen)
    let trained = try supernets.map { try $0.job }
    let isTrained = try isChosen && results.stale(trained).isEmpty, isKnown = isTrained || supernets.allSatisfy { $0.spec.shrinking == nil }
    let searches = try supernets.flatMap { supernet in try search.supernetSearches.map { try job($0, supernet) } }
    let isSearched = try isTrained && results.stale(searches).isEmpty
    let found =
      isSearched
      ? try foundNets(try searches.map { try run(of: $0) })
      : Array(ranking.design.prefix(searches.count * search.bounds.count).map(\.text))
    return ExperimentPlan(
      [first] + pilots + [
        ExperimentPlan.Round(trained, isSupposed: !isChosen),
        ExperimentPlan.Round(searches, isSupposed: !isChosen || !isKnown),
        ExperimentPlan.Round(
          try RankingPlan.jobs(ranking.standAlone(of: found)), isSupposed: !isSearched),
      ], images: [ranking.data: ranking.images])
  }

  /// Those of the ranking that concern images and tables.
  public func remarks(on plan: ExperimentPlan) throws -> [PlanRemark] {
    [PlanRemark("the supernets are those of \(search.ranking), \(search.strategy)", "ranking", .text(search.ranking.description))]
      + base.absences
  }

  /// Reads the run files of all jobs. Throws `StoreError.notFound` for the first that is not done.
  public func report() throws -> any StudyReport {
    let results = surroundings.results, ranking = base.ranking, supernets = try base.supernets(of: search.strategy, isChosen: true)
    var costs = CostSummary(), searches: [(label: String, supernet: Int, run: SearchRun)] = []
    for supernet in supernets {
      for searcher in search.supernetSearches {
        searches.append((searcher.label, supernet.spec.seed, try run(of: try job(searcher, supernet))))
      }
    }
    for job in try plan().jobs { costs.add(try results.header(of: job)) }
    let known = try base.targets(of: ranking.design.map(\.text) + foundNets(searches.map(\.run)))
    let design = try ranking.design.map { net in
      guard let accuracy = known[net.text] else { throw AnalysisError.missingScore(run: "the design", architecture: net.text) }
      return SupernetSearchStudy.DesignNet(net: net.text, accuracy: accuracy, inclusion: net.inclusion)
    }
    let studies = try search.bounds.map { bound in
      let isFirst = bound == search.bound
      return try SupernetSearchStudy(
        searches, space: ranking.space, cost: tables.bounded, bound: bound, accuracies: known, design: design,
        isCensus: design.allSatisfy { $0.inclusion == 1 }, claims: isFirst ? search.primary : [],
        exploratory: isFirst ? search.exploratory ?? [] : [])
    }
    let shrunk = try supernets.compactMap { ShrunkSpace(try results.run(try JobReference($0.spec))) }
    return SupernetSearchReport(search, studies: studies, shrunk: shrunk, costs: costs)
  }

  /// On the supernet of a seed, the first unless said. Throws also `StoreError.notFound` where pilots or the supernet are not trained.
  public func spec(of request: SearchRequest) throws -> SearchSpec {
    guard request.scores == nil else {
      throw ExperimentError.value(field: "--scores", reason: "goes with searches of tables; name a supernet by --supernet")
    }
    guard let searcher = search.supernetSearches.first(where: { $0.label == request.searcher }) else {
      let labels = search.supernetSearches.map { "'\($0.label)'" }.joined(separator: ", ")
      throw ExperimentError.value(field: "--searcher", reason: "is '\(request.searcher)', should be one of \(labels)")
    }
    let supernets = try base.supernets(of: search.strategy, isChosen: true)
    guard let supernet = supernets.first(where: { request.supernet == nil || $0.spec.seed == request.supernet }) else {
      let seeds = supernets.map { "\($0.spec.seed)" }.joined(separator: ", ")
      throw ExperimentError.value(field: "--supernet", reason: "is \(request.supernet ?? 0), should be one of \(seeds)")
    }
    var spec = try spec(searcher, supernet)
    if let seed = request.seed { spec.seed = seed }
    return spec
  }

  private func job(_ searcher: SupernetSearchExperiment.Searcher, _ supernet: RankingPlan.Supernet) throws -> Job {
    try Job(try spec(searcher, supernet), label: "search \(searcher.label) on \(supernet.label), seed \(supernet.spec.seed)")
  }

  private func spec(_ searcher: SupernetSearchExperiment.Searcher, _ supernet: RankingPlan.Supernet) throws -> SearchSpec {
    let accuracy = SearchSpec.Source.supernet(
      try JobReference(supernet.spec), passes: supernet.spec.passes, policy: base.ranking.experiment.evaluation.policy)
    return SearchSpec(
      space: base.ranking.space,
      aims: try searcher.aims.map { SearchSpec.Aim($0.objective, try tables.source($0, accuracy: accuracy)) }, constraints: constraints,
      left: try left(of: supernet), algorithm: searcher.algorithm, evaluations: search.evaluations, seed: search.seed + supernet.spec.seed)
  }

  /// The candidates that a supernet's shrinking left; nil where its space did not shrink, and until it is trained.
  private func left(of supernet: RankingPlan.Supernet) throws -> [[Int]]? {
    supernet.spec.shrinking == nil ? nil : try surroundings.results.run(of: supernet.spec)?.shrinking?.left
  }

  /// Of each search the net with the best score within each bound, each net once. Throws where a search evaluated none within `bound`.
  private func foundNets(_ searches: [SearchRun]) throws -> [String] {
    let space = base.ranking.space
    var nets: [String] = []
    for bound in search.bounds {
      for run in searches {
        guard let net = try run.best(0, within: bound, of: tables.bounded, in: space) else {
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
