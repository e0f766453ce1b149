internal import Analysis
public import Digests
internal import Engine
public import Jobs
internal import Search
internal import Spaces
internal import Statistics
internal import Store

extension SearchExperiment: Experiment {
  /// Its list of searchers tells it from other kinds.
  public static let key = "searchers"

  /// Reads nothing: tables are read when they are asked for.
  public func reproduction(_ surroundings: Surroundings) -> any Reproduction { SearchReproduction(self, surroundings) }
}

/// A declared study of searchers with where its tables lie: pilots first, then all searches.
public struct SearchReproduction: SearchDeclaring {
  public let search: SearchExperiment, surroundings: Surroundings

  public init(_ experiment: SearchExperiment, _ surroundings: Surroundings) { (search, self.surroundings) = (experiment, surroundings) }

  /// `search`, as commands see it.
  public var experiment: any Experiment { search }

  /// The digests of the tables as they lie. Throws as `plan`.
  public var sources: [Digest] { get throws { try files.map { try $0.content(surroundings.environment).digest } } }

  /// The first table that is not there.
  public var absence: (any Error)? { files.missing(surroundings.environment).first }

  private var files: [TableFile] {
    [search.truth.table]
      + [search.scores.map { TableFile($0.file, source: $0.source, digest: $0.digest) }, search.latency.map { TableFile($0) }]
      .compactMap(\.self)
  }

  /// Pilots and the searchers that need none; then those whose step pilots chose, at their first step until the pilots have run. No rounds
  /// where a table is not there.
  public func plan() throws -> ExperimentPlan {
    guard absence == nil else { return ExperimentPlan([]) }
    let inputs = try SearchInputs(search, files, surroundings.environment)
    let pilots = try pilots(inputs), isChosen = try surroundings.results.stale(pilots.map(\.job)).isEmpty
    let chosen = isChosen ? try self.chosen(pilots, inputs) : [:]
    let own = search.searchers.filter { $0.steps == nil }, tuned = search.searchers.filter { $0.steps != nil }
    return ExperimentPlan([
      ExperimentPlan.Round(try pilots.map(\.job) + own.flatMap { try jobs($0, inputs).map(\.job) }),
      ExperimentPlan.Round(
        try tuned.flatMap { try jobs($0.tuned(chosen), inputs).map(\.job) }, isSupposed: !isChosen),
    ])
  }

  /// Which tables are not here.
  public func remarks(on plan: ExperimentPlan) -> [PlanRemark] {
    [PlanRemark(absence.map { "\($0)" }, "tables_present", .flag(absence == nil))]
  }

  /// The study as readers get it. Throws where a search is not done, and what reading tables throws.
  public func report() throws -> any StudyReport {
    let results = surroundings.results, inputs = try SearchInputs(search, files, surroundings.environment)
    let pilots = try pilots(inputs), chosen = try chosen(pilots, inputs)
    var entries: [SearchStudy.Entry] = [], costs = CostSummary()
    for (_, _, job) in pilots { costs.add(try results.header(of: job)) }
    for searcher in search.searchers {
      for (scores, job) in try jobs(searcher.tuned(chosen), inputs) {
        let run = try results.run(JobReference<SearchSpec>(job.digest))
        costs.add(run.header)
        entries.append(
          SearchStudy.Entry(searcher.label, scores: scores, bound: searcher.bound, isRandom: searcher.algorithm == .random, run: run))
      }
    }
    let study = try SearchStudy(
      entries, truth: inputs.truth, columns: inputs.columns, marks: search.marks, claims: search.primary,
      exploratory: search.exploratory ?? [], controls: search.controls ?? [], plane: search.plane)
    return SearchReport(search, study: study, pilots: try outcomes(pilots, inputs), costs: costs)
  }

  /// By exact values, or by a column of scores; a policy has the step that pilots chose, its first where they have not run.
  public func spec(of request: SearchRequest) throws -> SearchSpec {
    guard request.supernet == nil else {
      throw ExperimentError.value(field: "--supernet", reason: "goes with searches on supernets; name a column by --scores")
    }
    let inputs = try SearchInputs(search, files, surroundings.environment),
      source: SearchExperiment.Source = request.scores == nil ? .exact : .supernets
    let own = search.searchers.filter { $0.label == request.searcher }
    guard let searcher = own.first(where: { $0.by ?? .exact == source }) ?? (request.scores == nil ? nil : own.first) else {
      let labels = search.searchers.filter { $0.by ?? .exact == source }.map { "'\($0.label)'" }.joined(separator: ", ")
      throw ExperimentError.value(field: "--searcher", reason: "is '\(request.searcher)', should be one of \(labels)")
    }
    let column = inputs.columns.first { $0.scores.name == request.scores }
    guard request.scores == nil || column != nil else {
      let names = inputs.columns.map { "'\($0.scores.name)'" }.joined(separator: ", ")
      throw ExperimentError.value(field: "--scores", reason: "is '\(request.scores ?? "")', should be one of \(names)")
    }
    let pilots = try pilots(inputs), isChosen = try surroundings.results.stale(pilots.map(\.job)).isEmpty
    return try spec(
      searcher.tuned(isChosen ? try chosen(pilots, inputs) : [:]), column, inputs, seed: request.seed ?? search.seed ?? 0, searches: 1)
  }

  /// A searcher's jobs: one by exact values, or one a column of scores.
  private func jobs(_ searcher: SearchExperiment.Searcher, _ inputs: SearchInputs) throws -> [(scores: SearchStudy.Scores?, job: Job)] {
    let first = search.seed ?? 0
    guard searcher.by == .supernets else { return [(nil, try job(searcher, nil, inputs, seed: first))] }
    // Seeds of their own for each supernet: what differs between supernets then holds what differs between searches.
    return try inputs.columns.enumerated().map { place, column in
      (column.scores, try job(searcher, column, inputs, seed: first + (place + 1) * Self.apart))
    }
  }

  private func job(
    _ searcher: SearchExperiment.Searcher, _ column: (scores: SearchStudy.Scores, values: [Double])?, _ inputs: SearchInputs, seed: Int,
    searches: Int? = nil
  ) throws -> Job {
    try Job(
      try spec(searcher, column, inputs, seed: seed, searches: searches ?? searcher.searches ?? search.searches),
      label: (["search", searcher.label] + (column.map { ["on \($0.scores.name)"] } ?? [])).joined(separator: " "))
  }

  private func spec(
    _ searcher: SearchExperiment.Searcher, _ column: (scores: SearchStudy.Scores, values: [Double])?, _ inputs: SearchInputs, seed: Int,
    searches: Int
  ) throws -> SearchSpec {
    let constraints = searcher.bound.map { [PathConstraint(inputs.tables.macs, atMost: $0)] } ?? []
    do throws(SpaceError) {
      _ = try ConstrainedPaths(inputs.space, constraints)
    } catch { throw ExperimentError.value(field: "searchers", reason: "'\(searcher.label)': \(error)") }
    return SearchSpec(
      space: inputs.space,
      aims: try searcher.objectives.map {
        SearchSpec.Aim(column != nil && $0 == searcher.objectives.first ? Self.score : $0.objective, try inputs.source($0, column?.values))
      },
      constraints: constraints, algorithm: searcher.algorithm,
      evaluations: searcher.evaluations, seed: seed, searches: searches)
  }

  /// A supernet's score, in whatever unit its column has.
  private static let score = Objective("score", .maximize)
  /// Between the seeds of two supernets; no experiment has so many searches.
  private static let apart = 1_000_000

  // MARK: Pilots

  private typealias Pilot = (label: String, step: Double, job: Job)

  private func pilots(_ inputs: SearchInputs) throws -> [Pilot] {
    guard let pilots = search.pilots else { return [] }
    return try search.searchers.flatMap { searcher in
      try (searcher.steps ?? []).map { step in
        var own = searcher.with(step: step)
        own.label += ", step \(step)"
        return (searcher.label, step, try job(own, nil, inputs, seed: pilots.seed, searches: pilots.searches))
      }
    }
  }

  private func outcomes(_ pilots: [Pilot], _ inputs: SearchInputs) throws -> [SearchPilot] {
    guard let settings = search.pilots else { return [] }
    let front = try ExactFront(inputs.truth)
    return try pilots.map { pilot in
      let run = try surroundings.results.run(JobReference<SearchSpec>(pilot.job.digest))
      let own = try SearchOutcomes(run, inputs.truth, front)
      return SearchPilot(
        label: pilot.label, step: pilot.step, mean: try own.mean(settings.measure, after: settings.at), searches: run.seeds.count)
    }
  }

  private func chosen(_ pilots: [Pilot], _ inputs: SearchInputs) throws -> [String: Double] {
    SearchPilot.chosen(try outcomes(pilots, inputs))
  }
}
