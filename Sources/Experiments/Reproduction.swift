internal import Analysis
public import Datasets
internal import Digests
internal import Engine
public import Jobs
internal import Spaces
internal import Store
internal import Training

/// Runs an experiment: plans, runs what is stale, reads the run files and makes the study of them.
///
///     let reproduction = try Reproduction(experiment, results: "results", environment: environment)
///     let study = try reproduction.run { graph, stale in try launcher.run(graph, stale: stale, …) }
public struct Reproduction: Sendable {
  public let experiment: Experiment, campaign: Campaign
  public let results: String

  /// Why there are no images, where the plan is one of declared sizes alone.
  public let absence: DatasetError?
  /// Why there is no published table, where the plan is made without it.
  public let tableAbsence: ExperimentError?
  private let table: PublishedTable?

  /// Loads the data set, for its digest and sizes, and the published table where the truth is one.
  ///
  /// - Parameter absenceAllowed: whether images that are not here are planned for by their published or declared sizes. Nothing can be
  ///   run then, and no job's digest is that of a run. Likewise a published table.
  public init(_ experiment: Experiment, results: String, environment: [String: String], absenceAllowed: Bool = false) throws {
    self.experiment = experiment
    self.results = results
    let (outline, absence) = try DataOutline.load(experiment.data.source, environment: environment, absenceAllowed: absenceAllowed)
    self.absence = absence
    campaign = try Campaign(experiment, data: outline)
    var table: PublishedTable?, missing: ExperimentError?
    if case .published(let published) = experiment.truth {
      do { table = try published.read(of: campaign.space, environment: environment) } catch let error
        as ExperimentError
      {
        guard absenceAllowed, error.concernsFiles else { throw error }
        missing = error
      }
    }
    (self.table, tableAbsence) = (table, missing)
  }

  /// What is run first: the grid's pilots, and the nets that are trained alone.
  public func firstRound() throws -> [Job] {
    try campaign.pilots.map { pilot in
      try job(.supernet(pilot.spec), "pilot \(pilot.entry.label), learning rate × \(Self.short(pilot.rate))")
    } + campaign.standAlone.map { try job(.standAlone($0), "stand-alone \($0.architecture), seed \($0.seed)") }
  }

  /// What follows from the rates that the pilots chose: supernets and their evaluations.
  public func secondRound(rates: [String: Double]) throws -> [Job] {
    try campaign.supernets(rates: rates).flatMap { spec in
      let supernet = try job(.supernet(spec), "supernet \(spec.label), seed \(spec.seed)")
      let evaluations = try campaign.evaluations(of: spec, digest: supernet.digest).map {
        try job(
          .evaluation($0), "evaluation of \(spec.label), seed \(spec.seed), \($0.population) after \($0.passes) passes",
          inputs: [supernet.digest], supernet: spec)
      }
      return [supernet] + evaluations
    }
  }

  /// What became of a pilot: the mean validation accuracy of its probes.
  public struct Pilot: Codable, Hashable, Sendable {
    public let label: String, rate: Double, accuracy: Double

    package init(label: String, rate: Double, accuracy: Double) { (self.label, self.rate, self.accuracy) = (label, rate, accuracy) }
  }

  /// The pilots' outcomes, from their run files.
  public func pilots() throws -> [Pilot] {
    try campaign.pilots.map { pilot in
      let run = try SupernetRun(reading: path(.supernet(pilot.spec)))
      let probes = run.snapshots.last?.probes ?? []
      return Pilot(label: pilot.entry.label, rate: pilot.rate, accuracy: probes.reduce(0, +) / Double(max(probes.count, 1)))
    }
  }

  /// For each strategy the factor with the best pilot; the first of equals.
  public static func chosen(_ pilots: [Pilot]) -> [String: Double] {
    pilots.reduce(into: [:]) { (best: inout [String: Pilot], pilot) in
      if pilot.accuracy > best[pilot.label]?.accuracy ?? -1 { best[pilot.label] = pilot }
    }.mapValues(\.rate)
  }

  /// The study of what the rounds left, with what it cost.
  public func report() throws -> RankingReport {
    let pilots = try pilots(), rates = Self.chosen(pilots)
    var ledger = Ledger(), supernets: [SupernetRun] = [], evaluations: [EvaluationRun] = []
    for spec in campaign.supernets(rates: rates) {
      let digest = try CanonicalJSON.digest(JobSpec.supernet(spec))
      supernets.append(try SupernetRun(reading: path(.supernet(spec))))
      evaluations += try campaign.evaluations(of: spec, digest: digest).map { try EvaluationRun(reading: path(.evaluation($0))) }
    }
    let standAlone = try campaign.standAlone.map { try StandAloneRun(reading: path(.standAlone($0))) }
    for header in supernets.map(\.header) + evaluations.map(\.header) + standAlone.map(\.header) { ledger.add(header) }
    for pilot in campaign.pilots { ledger.add(try SupernetRun(reading: path(.supernet(pilot.spec))).header) }
    let declared = experiment.primary,
      truth: Truth = table.map { .published($0, nets: campaign.design.map(\.text)) } ?? .trained(standAlone)
    let study = try RankingStudy(
      space: campaign.space, truth: truth, evaluations: evaluations, supernets: supernets,
      primary: Primary(
        policy: experiment.evaluation.policy.label, claims: declared.claims, margin: declared.margin, reference: declared.reference,
        k: declared.k, draws: declared.draws))
    return RankingReport(experiment, study: study, pilots: pilots, ledger: ledger)
  }

  private func path(_ spec: JobSpec) throws -> String {
    JobFiles(results: results, kind: spec.kind, digest: try CanonicalJSON.digest(spec)).run
  }

  private func job(_ spec: JobSpec, _ label: String, inputs: [Digest] = [], supernet: SupernetSpec? = nil) throws -> Job {
    Job(
      kind: spec.kind, spec: try spec.text(), label: label, inputs: inputs,
      estimate: try Estimates.estimate(spec, supernet: supernet, images: campaign.sizes, imageBytes: campaign.imageBytes))
  }

  private static func short(_ rate: Double) -> String { "\((rate * 1000).rounded() / 1000)" }
}

extension Reproduction {
  /// What a plan supposes before pilots have run: the recipe's own rate.
  public static func nominal(_ experiment: Experiment) -> [String: Double] {
    Dictionary(experiment.supernets.strategies.map { ($0.label, $0.rate ?? 1) }) { first, _ in first }
  }

  /// The peak learning rates of the grid, in its order.
  public var learningRates: [Double] { experiment.supernets.rates.map { experiment.supernets.recipe.schedule.peak * $0 } }

  /// Both rounds with what of them is stale. `isChosen` is whether pilots have run; else the second round is that of the nominal rates.
  public func plan() throws -> (rounds: [(graph: JobGraph, stale: [Job])], isChosen: Bool) {
    let first = try JobGraph(try firstRound()), stale = try first.stale(in: results).map(\.job)
    let isChosen = !stale.contains { $0.kind == SupernetRun.kind }
    let rates = isChosen ? Self.chosen(try pilots()) : Self.nominal(experiment)
    let second = try JobGraph(try secondRound(rates: rates))
    return ([(first, stale), (second, try second.stale(in: results).map(\.job))], isChosen)
  }
}
