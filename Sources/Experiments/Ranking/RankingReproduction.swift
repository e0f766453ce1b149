internal import Analysis
public import Datasets
public import Digests
internal import Engine
internal import Jobs
internal import Proxies
internal import Reporting
internal import Spaces
internal import Store
internal import Training

extension RankingExperiment: Experiment {
  /// The mapping of what is trained; no other kind has it at the top of its file.
  public static let key = "supernets"

  /// Loads the data set, for its digest and sizes, and the published table where the truth is one. A table that is missing is no obstacle
  /// to a dry run.
  public func reproduction(_ surroundings: Surroundings) throws -> any Reproduction { try RankingReproduction(self, surroundings) }
}

/// A ranking experiment with its images and tables: pilots and stand-alone nets first, supernets and their evaluations once a rate is
/// chosen. `train`, `evaluate` and `stand-alone` take single jobs of its plan.
public struct RankingReproduction: Reproduction {
  /// `ranking` has the jobs; rounds and report are made here.
  public let surroundings: Surroundings, ranking: RankingPlan
  /// Why there are no images, where the plan is one of declared sizes alone; why there is no published table, where it is made without.
  private let imageAbsence: DatasetError?, tableAbsence: ExperimentError?
  private let table: PublishedTable?

  /// Throws where images or the table are missing or do not fit, unless the surroundings allow their absence. `DatasetError`,
  /// `ExperimentError`, and `AnalysisError.table` for a table that is none of this space.
  public init(_ experiment: RankingExperiment, _ surroundings: Surroundings) throws {
    self.surroundings = surroundings
    let outline: DataOutline
    (outline, imageAbsence) = try surroundings.outlines.outline(of: experiment.data.source, absenceAllowed: surroundings.absenceAllowed)
    ranking = try RankingPlan(experiment, data: outline)
    var table: PublishedTable?, missing: ExperimentError?
    if case .published(let published) = experiment.truth {
      do { table = try published.read(of: ranking.space, environment: surroundings.environment) } catch let error as ExperimentError {
        guard surroundings.absenceAllowed, error.concernsFiles else { throw error }
        missing = error
      }
    }
    (self.table, tableAbsence) = (table, missing)
  }

  /// The plan's.
  public var experiment: any Experiment { ranking.experiment }
  /// Every ranking has images, also where its truth is published.
  public var source: DataSource? { ranking.experiment.data.source }
  /// The published table's, where there is one.
  public var sources: [Digest] { table.map { [$0.digest] } ?? [] }

  /// What follows from no pilot: the grid's pilots themselves, the nets that are trained alone, proxies of untrained ones. Then a round for each
  /// extension that the grid may have, with the pilots of strategies whose best stands at an edge; then supernets and their evaluations,
  /// at the recipe's own rate until all pilots have run. Which are done is read from run files alone; the pilots' rates change the digests
  /// of supernets, and so of evaluations.
  public func plan() throws -> ExperimentPlan {
    let known = try pilots(), isChosen = known.isDone
    var pilots = known.rounds, first = ExperimentPlan.Round([])
    let second = try ranking.supernets(rates: isChosen ? known.tuning.rates : [:]).flatMap { supernet in
      let name = "\(supernet.label), seed \(supernet.spec.seed)"
      return [try supernet.job]
        + (try ranking.evaluations(of: supernet).map {
          let policy = $0.spec.policy == ranking.experiment.evaluation.policy ? "" : " under \($0.spec.policy.label)"
          return try Job($0.spec, label: "evaluation of \(name), \($0.population) after \($0.spec.passes ?? 0) passes\(policy)")
        }) + (try ranking.dropped(of: supernet).map { [try Job($0, label: "evaluation of \(name), without maps")] } ?? [])
        + (try ranking.angles(of: supernet).map { [try Job($0, label: "angles of \(name)")] } ?? [])
    }
    let untrained = try ranking.proxies.map { try Job($0, label: "proxies of untrained nets, seed \($0.initializations[0])") }
    if !pilots.isEmpty { first = pilots.removeFirst() }
    first.jobs += try RankingPlan.jobs(ranking.standAlone) + untrained
    return ExperimentPlan(
      [first] + pilots + (ranking.experiment.supernets == nil ? [] : [ExperimentPlan.Round(second, isSupposed: !isChosen)]),
      images: [ranking.data: ranking.images])
  }

  /// How many multiply-adds shared prefixes save, which learning rates are tried and whether they are chosen, and what is not here.
  public func remarks(on plan: ExperimentPlan) throws -> [PlanRemark] {
    guard ranking.experiment.supernets != nil else { return absences }
    let prefixes = try SharedPrefixes(plan.jobs, in: ranking.space), rates = ranking.learningRates
    let most = ranking.experiment.supernets?.extensions ?? 0
    let grid =
      rates.map { $0.decimals(4) }.joined(separator: ", ")
      + (most > 0 ? ", and beyond where the best stands at an edge, \(most) times at most (one such pilot a strategy is supposed)" : "")
    return [
      PlanRemark("one-shot scores: \(prefixes)", "prefix_saving", .number(prefixes.saving)),
      PlanRemark(nil, "subnets", .integer(prefixes.subnets)),
      PlanRemark(
        ranking.pilots.isEmpty
          ? "learning rates: set by the experiment"
          : "learning rates tried: \(grid)"
            + (plan.isFinal ? "; chosen" : "; supernets are supposed at the recipe's own until the pilots have run"), "learning_rates",
        .array(rates.map { .number($0) })),
      PlanRemark(nil, "rates_chosen", .flag(plan.isFinal)),
    ] + absences
  }

  /// What is not here.
  var absences: [PlanRemark] {
    [
      PlanRemark(images: imageAbsence),
      PlanRemark(tableAbsence.map { "planned without the published table: \($0)" }, "table_present", .flag(tableAbsence == nil)),
    ]
  }

  /// Mean test scores of nets, accuracies in per cent, by canonical text: published, or of all trainings alone that there are.
  func targets(of nets: [String]) throws -> [String: Double] {
    if let table { return table.runs.mapValues { $0.reduce(0, +) / Double($0.count) } }
    var runs: [String: [Double]] = [:]
    let specs = (ranking.standAlone + ranking.standAlone(of: nets)).sorted { $0.seed < $1.seed }
    var seen: Set<Digest> = []
    for (spec, job) in zip(specs, try RankingPlan.jobs(specs)) where seen.insert(job.digest).inserted {
      guard try surroundings.results.staleness(of: job) == nil else { continue }
      let run = try surroundings.results.run(JobReference<StandAloneSpec>(job.digest))
      runs[spec.architecture, default: []].append(run.metric.scale * run.test.mean)
    }
    return runs.mapValues { $0.reduce(0, +) / Double($0.count) }
  }

  /// Reads the run files of all jobs, of which none is run. Throws `StoreError.notFound` for the first that is not done.
  public func report() throws -> any StudyReport {
    let tuning = try pilots().tuning, rates = tuning.rates, results = surroundings.results
    var costs = CostSummary(), supernets: [LabelledRun<SupernetRun>] = [], evaluations: [PopulationScores] = []
    var angles: [(label: String, run: AngleRun)] = [], dropped: [LabelledRun<EvaluationRun>] = []
    for supernet in ranking.supernets(rates: rates) {
      supernets.append(LabelledRun(supernet.label, try results.run(try JobReference(supernet.spec))))
      evaluations += try ranking.evaluations(of: supernet).map {
        PopulationScores(
          supernet.label, population: $0.population, inclusion: $0.inclusion, try results.run(try JobReference($0.spec)))
      }
      if let spec = try ranking.dropped(of: supernet) {
        dropped.append(LabelledRun(supernet.label, try results.run(try JobReference(spec))))
      }
      if let spec = try ranking.angles(of: supernet) { angles.append((supernet.label, try results.run(try JobReference(spec)))) }
    }
    // Of a hundred thousand jobs plans hold as much as their runs do: digests alone are kept.
    let alone = try RankingPlan.jobs(ranking.standAlone).map { JobReference<StandAloneSpec>($0.digest) },
      planned = try plan().jobs.map(\.input)
    let standAlone = try alone.map { try results.run($0) }
    for job in planned { costs.add(try results.header(of: job)) }
    let declared = ranking.experiment.primary
    let truth: Truth = table.map { .published($0, nets: ranking.design.map(\.text)) } ?? .trained(standAlone)
    let labels = angles.isEmpty ? [] : ranking.experiment.strategies.map(\.label)
    let angular = try labels.map { label in
      try NetPredictions(
        angles: angles.filter { $0.label == label }.map(\.run), of: label, nets: ranking.design.map(\.text), in: ranking.space)
    }
    let study = try RankingStudy(
      space: ranking.space, truth: truth, evaluations: evaluations, supernets: supernets,
      predictions: angular + NetPredictions.dropped(dropped),
      crossed: CrossedPredictions.proxies(try ranking.proxies.map { try results.run(try JobReference($0)) }) {
        Proxy(rawValue: $0)?.label ?? $0
      },
      primary: Primary(
        policy: ranking.experiment.evaluation.policy.label, claims: declared.claims, control: declared.control,
        schedules: ranking.experiment.schedules, margin: declared.margin, reference: declared.reference, k: declared.k,
        draws: declared.draws))
    return RankingReport(ranking.experiment, study: study, tuning: tuning, costs: costs)
  }
}

extension RankingPlan {
  /// The peak learning rates of the grid, in its order.
  var learningRates: [Double] { experiment.supernets.map { own in own.rates.map { own.recipe.schedule.peak * $0 } } ?? [] }

  /// Trainings alone.
  static func jobs(_ standAlone: [StandAloneSpec]) throws -> [Job] {
    try Job.all(standAlone, varying: \.architecture, \.seed) { "stand-alone \($0.architecture), seed \($0.seed)" }
  }
}

extension RankingPlan.Supernet {
  /// Its training.
  var job: Job { get throws { try Job(spec, label: "supernet \(label), seed \(spec.seed)") } }
}

extension PlanRemark {
  /// Whether a plan's images are here.
  init(images absence: (any Error)?) {
    self.init(
      absence.map { "planned by the sizes that are declared, for the images are not here: \($0)" }, "data_present", .flag(absence == nil))
  }
}
