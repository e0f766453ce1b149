import Digests
public import Spaces
public import Statistics
public import Store
import Streams

/// Everything that tables and figures say about how truly supernets of one space rank its architectures, from run files alone.
///
/// Without supernets it says the same of predictions that need none, which then are compared with the reference and with what is counted.
///
///     let study = try RankingStudy(space: space, truth: .trained(nets), evaluations: scores, supernets: trained, primary: declared)
///     for row in study.strategies { print(row.strategy, row.tau) }
public struct RankingStudy: Codable, Hashable, Sendable {
  /// One-shot scores of a population of nets under one supernet, for histograms.
  public struct Population: Codable, Hashable, Sendable {
    /// Whose supernet was scored, and the population: `design`, `followed`, `histogram`.
    public let strategy: String, seed: Int, name: String
    /// One-shot score of each net, such as accuracy as a fraction, in the order of the evaluation run.
    public let scores: [Double]
  }

  /// A net of the scatter: one-shot scores of a strategy's supernets against the target's runs.
  public struct Net: Codable, Hashable, Sendable {
    /// Canonical text; choices that keep no identity; multiply-adds; parameters.
    public let architecture: String, depth: Int, macs: Double, parameters: Double
    /// Test accuracy in per cent or PSNR in dB, one a run.
    public let target: [Double]
    /// For each strategy, in the order of `strategies`, the score under each supernet; the least of all less 1 where it diverged.
    public let oneShot: [[Double]]
    /// Where there are no strategies, for each of `spreads` its number under each of its independent draws.
    public let untrained: [[Double]]?
  }

  /// What was declared before anything ran: policy, population, claims, margin, k.
  public let primary: Primary
  /// Name and SHA-256 of the space.
  public let space: String, spaceDigest: String
  /// What targets and scores measure.
  public let metric: MetricNote
  /// What the target is, and where its numbers come from.
  public let target: TargetNote
  /// Whether all distinct nets of the space are in: intervals are over supernets alone then.
  public let isCensus: Bool
  /// n, R and how many of its runs diverged (they rank last and are counted).
  public let nets: [Net], runsPerNet: String, divergedRuns: Int
  /// Noise, replicate and oracle on the nets of this design, also within equal depth.
  public let lines: ReferenceLines
  /// Validation accuracy after a quarter of the epochs against the other runs' target, on the nets with a second run.
  public let shortTraining: Measured<Estimate>
  /// With tau over all pairs and within equal depth.
  public let baselines: [PredictorRow]
  /// Of predictions that were crossed: what moves their taus.
  public let spreads: [PredictionSpread]
  /// Baselines that could not be had, with the reason.
  public let absentBaselines: [String]
  /// The best by tau of parameters, MACs, activations and depth.
  public let bestTrivialBaseline: String
  /// By label.
  public let strategies: [StrategyRow]
  /// Other BatchNorm policies on the same supernets; nil where none was evaluated.
  public let policies: PolicyStudy?
  /// What nets that were trained for a while foretell; nil where none was scored on the way.
  public let incomplete: IncompleteTraining?
  /// In the order of `primary.claims`.
  public let claims: [ClaimRow]
  /// The positive control; nil where none was declared.
  public let control: ClaimRow?
  /// Every supernet at its end, by strategy and seed.
  public let levels: [LevelPoint]
  /// tau-b of every pair of columns (supernets, checkpoints, depth, MACs, target); and means over pairs of supernets.
  public let agreement: RankAgreement, supernetAgreement: [SupernetAgreement]
  /// Over the followed nets, by strategy, seed and passes.
  public let tauAgainstPasses: [PassesPoint]
  /// Each other strategy against the reference, by the first seed that they share.
  public let thirteenNets: [Panel]
  /// Scores at the last snapshot under the primary policy, by strategy, population and seed.
  public let populations: [Population]

  /// What 13 nets of this design can show about two strategies.
  public struct Panel: Codable, Hashable, Sendable {
    /// The strategy, the reference, and the seed that both share.
    public let first: String, second: String, seed: Int
    /// The three ways of choosing 13 nets; a reason where there are too few nets.
    public let studies: Measured<[SmallStudy]>
  }

  /// - Parameters:
  ///   - evaluations: of all strategies, policies, populations and snapshots; the last snapshot of the primary policy and population makes
  ///     the table, those after 0 passes the untrained baseline. None where crossed predictions alone are studied.
  ///   - supernets: may be empty; then expenses and what training shows are missing.
  ///   - predictions: further baselines, behind the study's own.
  ///   - crossed: the same, each with its spread; their independent draws make the baseline.
  /// - Throws: `AnalysisError`; numbers that the data cannot give are `Measured` values with a reason instead.
  public init(
    space: Space, truth: Truth, evaluations: [PopulationScores], supernets: [LabelledRun<SupernetRun>],
    predictions: [NetPredictions] = [], crossed: [CrossedPredictions] = [], primary: Primary
  ) throws(AnalysisError) {
    let random = RandomStream(seed: primary.seed, "ranking study"), design = try Design(space: space, truth: truth)
    let primaryRuns = evaluations.filter { $0.run.policy == primary.policy && $0.population == primary.population }
    var finals: [SupernetScores] = [], untrained: SupernetScores?
    for name in Set(primaryRuns.map(\.label)).sorted() {
      let runs = primaryRuns.filter { $0.label == name }, last = runs.reduce(0) { max($0, $1.run.passes) }
      if last > 0 { finals.append(try SupernetScores(strategy: name, evaluations: runs.filter { $0.run.passes == last }, design: design)) }
      // Supernets share their initial weights: the untrained one is the same for all strategies.
      let start = runs.filter { $0.run.passes == 0 }
      if untrained == nil && !start.isEmpty { untrained = try SupernetScores(strategy: name, evaluations: start, design: design) }
    }
    let ranksUntrained = evaluations.isEmpty && !crossed.isEmpty
    guard !finals.isEmpty || ranksUntrained else {
      throw .noRuns(kind: "evaluation", wanted: "policy \(primary.policy) and population \(primary.population)")
    }
    var found = Predictor.baselines(of: design, untrained: untrained, random: random.child("ridge"))
    for own in predictions + crossed.map(\.independent) { found.found.append(try own.predictor(on: design)) }
    let other = finals.first { $0.strategy == primary.reference }
    let comparison = PredictorComparison(
      predictors: finals.map(\.predictor), baselines: found.found, target: design.target, strata: design.depth,
      inclusion: finals.first?.inclusion, isCensus: design.isCensus, effort: .study(draws: primary.draws))
    let chance = truth.chance(space)
    strategies = finals.map { own in
      StrategyRow(
        own, comparison, spreads: own.spreads(in: design), supernets: supernets, chance: chance, primary: primary,
        random: random.child(own.strategy))
    }
    baselines = found.found.map { own in
      let others = [primary.reference] + Predictor.countedNames.filter { $0 != primary.reference }
      return comparison.row(
        of: own, over: [.all, .ofSpace, .withinStrata, .amongPredictedBest(share: 0.5)],
        against: others.filter { $0 != own.name }.compactMap(comparison.predictor), k: primary.k, random: random.child(own.name))
    }
    var spreads: [PredictionSpread] = []
    for own in crossed { spreads.append(try PredictionSpread(own, comparison, on: design)) }
    self.spreads = spreads
    bestTrivialBaseline =
      comparison.best(of: found.found.filter { Predictor.countedNames.contains($0.name) })?.name ?? Predictor.macsName
    let policies = try PolicyStudy.study(evaluations, truth: truth, of: design, primary: primary, random: random.child("policies"))
    self.policies = policies?.study
    let incomplete = try IncompleteTraining.study(truth, of: design, primary: primary, random: random.child("incomplete"))
    self.incomplete = incomplete?.study
    levels = strategies.flatMap(LevelPoint.all)
    (claims, control) = try ClaimRow.all(
      primary,
      ClaimRow.Evidence(
        comparisons: [ClaimRow.Compared(comparison, design)] + (policies.map { [ClaimRow.Compared($0.comparison, $0.design)] } ?? [])
          + (incomplete.map {
            [ClaimRow.Compared($0.comparison, nets: $0.study.nets.count, runsPerNet: "\($0.study.seeds.count)", isOverNets: true)]
          } ?? []),
        levels: Dictionary(grouping: levels, by: \.strategy).mapValues { $0.map(\.level) }))
    metric = MetricNote(design.metric)
    (target, isCensus) = (truth.note, design.isCensus)
    let untrainedNets = ranksUntrained ? Array(found.found.suffix(crossed.count)) : []
    agreement = RankAgreement(
      untrainedNets.map { ($0.name, $0.scores[0]) }
        + (try Self.columns(finals, evaluations: primaryRuns, design: design, target: truth.note.name)))
    supernetAgreement = SupernetAgreement.all(finals)
    tauAgainstPasses = try PassesPoint.all(evaluations, supernets: supernets, design: design, primary: primary)
    thirteenNets = finals.compactMap { own in
      guard let other, own.strategy != other.strategy, let seed = own.seeds.first(where: { other.seeds.contains($0) }),
        let a = own.seeds.firstIndex(of: seed), let b = other.seeds.firstIndex(of: seed)
      else { return nil }
      return Panel(
        first: own.strategy, second: other.strategy, seed: seed,
        studies: Measured { () throws(StatisticsError) in
          try SmallStudy.all(
            first: own.scores[a], second: other.scores[b], target: comparison.means, draws: primary.draws, random: random.child("panel"))
        })
    }
    populations = evaluations.filter { own in
      own.run.policy == primary.policy && finals.contains { $0.strategy == own.label && $0.passes == own.run.passes }
    }.sorted { ($0.label, $0.population, $0.run.seed) < ($1.label, $1.population, $1.run.seed) }
      .map { Population(strategy: $0.label, seed: $0.run.seed, name: $0.population, scores: $0.run.scores.map(\.mean)) }
    nets = design.texts.indices.map { net in
      Net(
        architecture: design.texts[net], depth: design.depth[net], macs: design.macs[net], parameters: design.parameters[net],
        target: design.target.runs[net], oneShot: finals.map { $0.scores.map { $0[net] } },
        untrained: ranksUntrained ? untrainedNets.map { $0.scores.map { $0[net] } } : nil)
    }
    let lines = random.child("reference")
    self.lines = comparison.lines(random: lines, within: lines.child("within depth"))
    shortTraining = Self.shortTraining(design, comparison)
    (self.primary, self.space, spaceDigest) = (primary, design.label.name, design.label.digest.hex)
    (runsPerNet, divergedRuns) = (design.runsPerNet, design.divergedRuns)
    absentBaselines = ranksUntrained ? found.absent.filter { !$0.hasPrefix(Predictor.untrainedName) } : found.absent
  }

  /// The mean over nets of the mean over their runs, in the target's unit; nil where a run diverged.
  public var meanTarget: Double? {
    divergedRuns == 0 ? nets.map(\.target.mean).mean : nil
  }

  /// The mean over nets and supernets of a strategy's scores, in the target's unit; nil where one diverged.
  public func meanScore(ofStrategy place: Int) -> Double? {
    strategies[place].divergedScores == 0 ? nets.flatMap { $0.oneShot[place] }.mean * metric.scale : nil
  }

  private static func shortTraining(_ design: Design, _ comparison: PredictorComparison) -> Measured<Estimate> {
    guard let quarter = design.quarter else { return Measured(absent: "published nets were not trained here") }
    let repeated = design.target.repeated
    let early = repeated.seeds.indices.map { seed in repeated.nets.map { quarter[$0][seed] } }
    return Measured { () throws(StatisticsError) in try comparison.acrossRuns(early) }
  }

  /// The columns of the heat map: each supernet at its end, the first supernet's earlier checkpoints, depth, MACs, the target.
  private static func columns(_ finals: [SupernetScores], evaluations: [PopulationScores], design: Design, target: String)
    throws(AnalysisError) -> [(
      label: String, values: [Double]
    )]
  {
    var columns: [(label: String, values: [Double])] = []
    for own in finals {
      for (seed, scores) in zip(own.seeds, own.scores) { columns.append(("\(own.strategy) seed \(seed)", scores)) }
      let earlier = evaluations.filter {
        $0.label == own.strategy && $0.run.seed == own.seeds[0] && $0.run.passes > 0 && $0.run.passes < own.passes
      }
      for evaluation in earlier.sorted(by: { $0.run.passes < $1.run.passes }) {
        let scores = try SupernetScores(strategy: own.strategy, evaluations: [evaluation], design: design).scores[0]
        columns.append(("\(own.strategy) seed \(evaluation.run.seed) after \(evaluation.run.passes) passes", scores))
      }
    }
    return columns + [
      (Predictor.depthName, design.depth.map(Double.init)), (Predictor.macsName, design.macs), (target, design.target.means),
    ]
  }
}
