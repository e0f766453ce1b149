internal import Analysis
public import Datasets
public import Digests
internal import Jobs
internal import Search
internal import Spaces
internal import Store

extension ShrinkingExperiment: Experiment {
  /// How much goes in a step tells it from other kinds.
  public static let key = "shrinking"

  /// Reads the ranking experiment, where there is one, and loads what that needs.
  public func reproduction(_ surroundings: Surroundings) throws -> any Reproduction { try ShrinkingReproduction(self, surroundings) }
}

/// A study of shrinking with where its scores come from: tables, or the supernets, evaluations and angles of a ranking.
public struct ShrinkingReproduction: Reproduction {
  public let shrinking: ShrinkingExperiment, surroundings: Surroundings
  /// The ranking whose supernets are used, and the strategy's label.
  private let base: (ranking: RankingReproduction, strategy: String)?

  /// Throws as `RankingReproduction`, and `ExperimentError` where it has no such strategy, no published truth of all nets or no angles.
  public init(_ experiment: ShrinkingExperiment, _ surroundings: Surroundings) throws {
    (shrinking, self.surroundings) = (experiment, surroundings)
    guard let source = experiment.ranking, let strategy = experiment.strategy else {
      base = nil
      return
    }
    let ranking = try RankingReproduction(source, strategy: strategy, surroundings)
    let declared = ranking.ranking.experiment
    guard case .published(let truth) = declared.truth, truth.design == .exhaustive else {
      throw ExperimentError.value(field: "ranking", reason: "is \(source), whose truth is not published for all nets of its space")
    }
    guard experiment.training != nil || declared.evaluation.angles == true else {
      throw ExperimentError.value(field: "ranking", reason: "is \(source), which has no 'angles: true' in evaluation")
    }
    for supernet in try ranking.supernets(of: strategy, isChosen: false) {
      for score in experiment.training?.scores ?? [] {
        let stages = experiment.training?.stages(by: score, experiment.shrinking)
        if let fault = stages?.fault(passes: supernet.spec.passes) {
          throw ExperimentError.value(field: "training.\(fault.field)", reason: fault.reason)
        }
      }
    }
    base = (ranking, strategy)
  }

  /// `shrinking`, as commands see it.
  public var experiment: any Experiment { shrinking }
  /// The ranking's, where there is one.
  public var source: DataSource? { base?.ranking.source }

  /// The digests of the tables as they lie.
  public var sources: [Digest] {
    get throws { try base?.ranking.sources ?? files.map { try $0.content(surroundings.environment).digest } }
  }

  /// The first table that is not there.
  public var absence: (any Error)? { files.missing(surroundings.environment).first }

  private var files: [TableFile] {
    [
      shrinking.truth?.table,
      shrinking.scores.map { TableFile($0.file, source: $0.source, digest: $0.digest) },
    ].compactMap(\.self)
  }

  /// Pilots, then supernets with the evaluations of all nets and their angles, or those that shrink; no rounds for tables.
  public func plan() throws -> ExperimentPlan {
    guard let base else { return ExperimentPlan([]) }
    let ranking = base.ranking.ranking, pilots = try base.ranking.pilots(of: base.strategy)
    let jobs = try base.ranking.supernets(of: base.strategy, isChosen: pilots.isDone).flatMap { supernet in
      if shrinking.training != nil {
        return try shrinkingSupernets(of: supernet).map {
          try Job($0.spec, label: "supernet \(supernet.label) shrinking by \($0.score), seed \($0.spec.seed)")
        }
      }
      return [try supernet.job] + (try evaluation(of: supernet).map { [try Job($0)] } ?? [])
        + (try ranking.angles(of: supernet).map { [try Job($0)] } ?? [])
    }
    return ExperimentPlan(
      pilots.rounds + [ExperimentPlan.Round(jobs, isSupposed: !pilots.isDone)],
      images: [ranking.data: ranking.images])
  }

  /// What is not here.
  public func remarks(on plan: ExperimentPlan) -> [PlanRemark] {
    base?.ranking.absences ?? [PlanRemark(absence.map { "\($0)" }, "tables_present", .flag(absence == nil))]
  }

  /// A supernet's training with each of the declared scores; none where nothing is trained between steps.
  private func shrinkingSupernets(of supernet: RankingPlan.Supernet) -> [(score: String, spec: SupernetSpec)] {
    guard let training = shrinking.training else { return [] }
    return training.scores.map { score in
      var spec = supernet.spec
      (spec.snapshots, spec.shrinking) = ([], training.stages(by: score, shrinking.shrinking))
      return (score.rawValue, spec)
    }
  }

  /// Of all nets at the end.
  private func evaluation(of supernet: RankingPlan.Supernet) throws -> EvaluationSpec? {
    try base?.ranking.ranking.evaluations(of: supernet).first { $0.population == "design" && $0.spec.passes == supernet.spec.passes }?.spec
  }

  /// Shrinks by every score. Throws where a job is not done, and what reading tables throws.
  public func report() throws -> any StudyReport {
    let inputs = try inputs()
    var trajectories = try trained() + inputs.trajectories(shrinking.shrinking, seed: shrinking.seed)
    var chance = try shrinking.training == nil ? inputs.chance(shrinking.shrinking, seed: shrinking.seed) : []
    if let search = shrinking.search { (trajectories, chance) = try inputs.searched(trajectories, chance: chance, search) }
    let study = try ShrinkingStudy(
      trajectories, chance: chance, space: inputs.space, accuracies: inputs.accuracies, claims: shrinking.primary)
    var costs = CostSummary()
    for job in try plan().jobs { costs.add(try surroundings.results.header(of: job)) }
    return ShrinkingReport(shrinking, study: study, costs: costs)
  }

  /// What supernets left that were trained between steps, score by score.
  private func trained() throws -> [ShrinkingStudy.Trajectory] {
    guard let base, let training = shrinking.training else { return [] }
    let specs = try base.ranking.supernets(of: base.strategy, isChosen: true).flatMap(shrinkingSupernets)
    return try training.scores.flatMap { score in
      try specs.filter { $0.score == score.rawValue }.compactMap {
        ShrinkingStudy.Trajectory($0.score, try surroundings.results.run(try JobReference($0.spec)))
      }
    }
  }

  private func inputs() throws -> ShrinkingInputs {
    guard let base else { return try tables() }
    let results = surroundings.results, ranking = base.ranking.ranking, space = ranking.space, nets = ranking.design.map(\.text)
    let accuracies = try base.ranking.targets(of: nets)
    if shrinking.training != nil {
      return try ShrinkingInputs(space, accuracies: accuracies, seeds: ranking.experiment.supernets?.seeds ?? [])
    }
    var columns: [ShrinkingInputs.Column] = []
    for supernet in try base.ranking.supernets(of: base.strategy, isChosen: true) {
      func add(_ score: String, _ values: [String: Double]) {
        columns.append(ShrinkingInputs.Column(score: score, seed: supernet.spec.seed, values: values))
      }
      if let spec = try evaluation(of: supernet) {
        let run = try results.run(try JobReference(spec))
        add(
          ShrinkingExperiment.accuracy,
          Dictionary(uniqueKeysWithValues: run.architectures.indices.map { (run.architectures[$0], run.score($0)) }))
      }
      if let spec = try ranking.angles(of: supernet) {
        let sums = try results.run(try JobReference(spec)).sums(of: nets, in: space)
        add(ShrinkingExperiment.angle, sums.mapValues(\.angle))
        add(ShrinkingExperiment.magnitude, sums.mapValues(\.magnitude))
      }
    }
    return try ShrinkingInputs(space, accuracies: accuracies, columns: columns)
  }

  private func tables() throws -> ShrinkingInputs {
    guard let variant = shrinking.space, let declared = shrinking.truth, let scores = shrinking.scores else {
      throw ExperimentError.value(field: "scores", reason: "are missing, should be columns of a file, unless there is a ranking")
    }
    let space = try variant.space(input: ImageShape(height: 32, width: 32, channels: 3), classes: 10)
    let contents = try files.map { try $0.content(surroundings.environment) }
    let truth = try declared.read(contents[0], of: space)
    let table = try ScoreColumns(
      reading: contents[1].bytes, file: scores.file, net: scores.net, columns: scores.groups.flatMap(\.columns))
    let columns = try scores.groups.flatMap { group in
      try group.columns.enumerated().map { place, column in
        ShrinkingInputs.Column(
          score: group.label, seed: place + 1,
          values: Dictionary(uniqueKeysWithValues: zip(truth.nets, try table.values(of: column, for: truth.nets, in: space))))
      }
    }
    return try ShrinkingInputs(
      space, accuracies: Dictionary(uniqueKeysWithValues: zip(truth.nets, truth.values)), columns: columns)
  }
}
