import Digests
import Spaces
public import Statistics
import Streams
import Store

/// A strategy's row of the main table.
public struct StrategyRow: Codable, Hashable, Sendable {
  /// What training one of its supernets took, the mean over supernets.
  public struct Expense: Codable, Hashable, Sendable {
    public let passes: Double, updates: Double, images: Double, cpuSeconds: Double
  }

  /// A difference of taus on the same nets to a strategy or baseline of this name.
  public struct Difference: Codable, Hashable, Sendable {
    public let name: String
    public let difference: Answer<TwoIntervals>
  }

  public let strategy: String
  /// Supernet seeds, and SHA-256 of their specs where their run files were given.
  public let seeds: [Int], digests: [String]
  public let tau: Answer<TwoIntervals>
  public let withinDepth: Answer<TwoIntervals>, ofSpace: Answer<TwoIntervals>, resolvable: Answer<TwoIntervals>
  /// Among the best half and quarter, chosen by another run of the target on the nets with a second run; and by the supernet's own
  /// predictions.
  public let topHalf: Answer<TwoIntervals>, predictedTopHalf: Answer<TwoIntervals>
  public let topQuarter: Answer<TwoIntervals>, predictedTopQuarter: Answer<TwoIntervals>
  public let ensemble: Answer<Estimate>
  public let top: Answer<TopKMeans>
  public let toReference: Difference?
  public let toBaselines: [Difference]
  /// Mean split-half reliability of the supernets' scores.
  public let reliability: Answer<Double>
  /// One for each supernet whose run file was given.
  public let convergence: [Answer<Convergence>]
  public let expense: Expense?
  public let divergedScores: Int

  init(
    _ own: SupernetScores, reference: SupernetScores?, baselines: [Baseline], supernets: [LabelledRun<SupernetRun>], design: Design, primary: Primary,
    random: RandomStream
  ) {
    let y = design.target.means, target = design.target, isCensus = design.isCensus, depth = TauKind.withinStrata(design.depth)
    let repeated = target.repeated, ownRepeated = own.scores.map { column in repeated.nets.map { column[$0] } }
    (strategy, seeds, divergedScores) = (own.strategy, own.seeds, own.divergedScores)
    tau = Answer { () throws(StatisticsError) in try own.tau(design).summary() }
    withinDepth = Answer { () throws(StatisticsError) in try own.tau(design, depth).summary() }
    ofSpace = Answer { () throws(StatisticsError) in try own.tau(design, .population(inclusion: own.inclusion)).summary() }
    resolvable = Answer { () throws(StatisticsError) in
      try own.tau(design, .resolvable(noiseVariance: target.noiseVariance, runs: target.counts)).summary()
    }
    func amongBest(_ share: Double) -> Answer<TwoIntervals> {
      Answer { () throws(StatisticsError) in
        try StrategyTau.amongBest(
          share: share, scores: ownRepeated, seeds: repeated.seeds, isCensus: isCensus && repeated.nets.count == y.count
        ).summary()
      }
    }
    func amongPredictedBest(_ share: Double) -> Answer<TwoIntervals> {
      Answer { () throws(StatisticsError) in
        try StrategyTau.amongPredictedBest(share: share, scores: own.scores, target: y, isCensus: isCensus).summary()
      }
    }
    (topHalf, predictedTopHalf) = (amongBest(0.5), amongPredictedBest(0.5))
    (topQuarter, predictedTopQuarter) = (amongBest(0.25), amongPredictedBest(0.25))
    ensemble = Answer { () throws(StatisticsError) in try Statistics.ensemble(scores: own.scores, target: y, isCensus: isCensus) }
    top = Answer { () throws(StatisticsError) in
      try TopKMeans(
        scores: own.scores, target: y, k: primary.k,
        bootstrap: isCensus ? nil : Bootstrap(own.seeds.count > 1 ? .crossed : .architecture, draws: primary.draws),
        random: random.child("top"))
    }
    toReference = reference.map { other in
      Difference(
        name: other.strategy,
        difference: Answer { () throws(StatisticsError) in
          try own.tau(design).difference(to: try other.tau(design), sharedSeeds: own.seeds == other.seeds)
        })
    }
    toBaselines = baselines.map { baseline in
      Difference(
        name: baseline.name,
        difference: Answer { () throws(StatisticsError) in
          try own.tau(design).difference(to: try baseline.tau(design), sharedSeeds: false)
        })
    }
    reliability = Answer { () throws(StatisticsError) in
      var sum = 0.0
      for correct in own.correct { sum += try splitHalfReliability(correct: correct, random: random.child("halves")) }
      return sum / Double(own.correct.count)
    }
    let runs = supernets.filter { $0.label == own.strategy }.map(\.run).filter { own.seeds.contains($0.seed) }.sorted { $0.seed < $1.seed }
    digests = runs.map(\.header.specDigest.hex)
    convergence = runs.map { run in
      // Before the first snapshot no path was scored.
      let seen = run.history.filter(\.validationAccuracy.isFinite)
      return Answer { () throws(StatisticsError) in
        try Convergence(
          passes: seen.map { Double($0.passes) }, accuracies: seen.map(\.validationAccuracy),
          paths: run.snapshots.last?.probes ?? [], classes: design.space.classes, images: own.images)
      }
    }
    let ends = runs.compactMap(\.history.last), count = Double(ends.count)
    func mean(_ number: (Epoch) -> Double) -> Double { ends.reduce(0) { $0 + number($1) } / count }
    expense =
      ends.isEmpty
      ? nil
      : Expense(
        passes: mean { Double($0.passes) }, updates: mean { Double($0.updates) }, images: mean { Double($0.images) },
        cpuSeconds: mean(\.cpuSeconds))
  }
}
