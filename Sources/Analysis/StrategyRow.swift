import Digests
import Spaces
public import Statistics
import Streams
import Store

/// A strategy's row of the main table: how truly its supernets rank, and what is known of them besides.
public struct StrategyRow: Codable, Hashable, Sendable {
  /// What training one of its supernets took, the mean over supernets.
  public struct Expense: Codable, Hashable, Sendable {
    /// Forward-backward passes, updates of weights, distinct images drawn, processor seconds.
    public let passes: Double, updates: Double, images: Double, cpuSeconds: Double
  }

  /// Pairs of nets that every strategy's tau is taken over.
  public static let pairs: [ComparedPairs] = [
    .all, .withinStrata, .ofSpace, .resolvable, .amongBest(share: 0.5), .amongPredictedBest(share: 0.5), .amongBest(share: 0.25),
    .amongPredictedBest(share: 0.25),
  ]

  /// Against the target; strata are depths.
  public let ranks: PredictorRow
  /// SHA-256 of the supernets' specs where their run files were given.
  public let digests: [String]
  /// How far the scores of each supernet lie apart within equal depth, by rising seed; fractions.
  public let spreads: [Measured<StratumSpread>]
  /// Mean split-half reliability of the supernets' scores.
  public let reliability: Measured<Double>
  /// Of the supernets whose run files were given.
  public let training: TrainingEvidence
  /// Nil where no run file was given.
  public let expense: Expense?
  /// Scores whose loss was no number, over all supernets: they rank last and are counted.
  public let divergedScores: Int

  /// The label that the experiment gives it.
  public var strategy: String { ranks.name }
  /// Of its supernets, rising.
  public var seeds: [Int] { ranks.seeds }

  init(
    _ own: SupernetScores, _ comparison: PredictorComparison, spreads: [Measured<StratumSpread>], supernets: [LabelledRun<SupernetRun>],
    chance: TrainingEvidence.Chance, primary: Primary,
    random: RandomStream
  ) {
    let reference = comparison.predictors.filter { $0.name == primary.reference && own.strategy != primary.reference }
    ranks = comparison.row(
      of: own.predictor, over: Self.pairs, against: reference + comparison.baselines, k: primary.k, random: random.child("top"))
    (divergedScores, self.spreads) = (own.divergedScores, spreads)
    reliability = Measured { () throws(StatisticsError) in
      var sum = 0.0
      for sums in own.sums { sum += try splitHalfReliability(sums: sums, random: random.child("halves")) }
      return sum / Double(own.sums.count)
    }
    let runs = supernets.filter { $0.label == own.strategy }.map(\.run).filter { own.seeds.contains($0.seed) }.sorted { $0.seed < $1.seed }
    digests = runs.map(\.header.specDigest.hex)
    training = TrainingEvidence(runs, chance: chance, images: own.images)
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
