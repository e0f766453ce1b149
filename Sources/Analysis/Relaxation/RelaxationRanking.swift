public import Statistics
public import Store
internal import Streams

/// How truly relaxed supernets rank genotypes that no search chose: accuracy under the supernet against that of the same genotypes trained
/// alone (PROTOCOL sections 1, 4 and 5).
///
/// The target is test accuracy at the last epoch, for search-validation images serve the one-shot scores.
public struct RelaxationRanking: Codable, Sendable {
  /// The genotypes' accuracies (fractions) under one search's supernet.
  public struct Scores: Codable, Sendable {
    public let label: String, seed: Int
    /// Each kept candidate with weight 1, and under the weights of the last mixture; −1 where the loss was no number, so that such
    /// genotypes rank last.
    public let one: [Double], mixture: [Double]

    public init(label: String, seed: Int, one: [Double], mixture: [Double]) {
      (self.label, self.seed, self.one, self.mixture) = (label, seed, one, mixture)
    }

    public init(label: String, seed: Int, one: EvaluationRun, mixture: EvaluationRun) {
      func column(_ run: EvaluationRun) -> [Double] { zip(run.tallies, run.loss).map { $1.isFinite ? $0.accuracy : -1 } }
      self.init(label: label, seed: seed, one: column(one), mixture: column(mixture))
    }
  }

  /// One way of scoring under all supernets of a method.
  public struct Ranks: Codable, Sendable {
    /// tau-b, mean over the method's supernets with both intervals; among pairs of equally many skips; less that of the best baseline.
    public let tau: Answer<TwoIntervals>, withinSkips: Answer<TwoIntervals>, minusBaseline: Answer<TwoIntervals>
    /// Of each supernet, with its interval over genotypes.
    public let each: [Answer<Estimate>]
    public let top: Answer<TopKMeans>
  }

  /// The supernets of one method, by rising seed.
  public struct Row: Codable, Sendable {
    public let label: String, seeds: [Int]
    public let one: Ranks, mixture: Ranks
  }

  /// A prediction that needs no supernet.
  public struct Line: Codable, Sendable {
    public let name: String
    public let tau: Answer<Estimate>, withinSkips: Answer<Estimate>
  }

  /// The baseline that counts kept operations which are no skip, in both cells.
  public static let depthName = "non-skips"
  public static let targetName = "alone"
  /// Of P@k and regret@k.
  public static let k = 5

  public let nets: [AloneNet], searches: [Scores], rows: [Row]
  /// Of each net the test accuracies (%) of its one or two trainings, 0 where one diverged; their mean is the target.
  public let runs: [[Double]]
  /// What a second training, and what a perfect predictor would reach; the standard deviation between trainings of one net (points).
  public let replicate: Answer<Estimate>, oracle: Answer<Estimate>, noise: Answer<Double>
  public let baselines: [Line], bestBaseline: String
  /// tau-b between supernets, weight 1.
  public let agreement: [SupernetAgreement]
  /// The same pair by pair, with baselines and the target.
  public let map: Agreement
  /// Searches whose last space lacks operations of the genotypes, so that they have no scores.
  public let lacking: [String]

  /// - Parameters:
  ///   - nets: in the order of each search's scores.
  ///   - again: a second training of the first of these.
  ///   - searches: of all methods.
  /// - Throws: `StatisticsError.lengths` where a search has not one score for each.
  public init(_ nets: [AloneNet], again: [AloneNet] = [], _ searches: [Scores], lacking: [String] = []) throws(StatisticsError) {
    for column in searches.flatMap({ [$0.one, $0.mixture] }) where column.count != nets.count {
      throw .lengths(nets.count, column.count)
    }
    let truth = try Target(
      runs: nets.indices.map { [nets[$0].test] + (again.indices.contains($0) ? [again[$0].test] : []) }.map { $0.map { 100 * $0 } })
    let target = truth.means, strata = TauKind.withinStrata(nets.map(\.skips)), random = RandomStream(seed: 0, "ranking of genotypes")
    runs = truth.runs
    replicate = Answer { () throws(StatisticsError) in try Statistics.replicate(seeds: truth.repeated.seeds) }
    oracle = Answer { () throws(StatisticsError) in
      do throws(StatisticsError) { return try Statistics.oracle(truth, random: random.child("oracle")) } catch {
        // In some draws of the bootstrap noise explains all differences: the line stands without its interval.
        guard case .noPairs = error else { throw error }
        return try Statistics.oracle(truth, bootstrap: nil, random: random.child("oracle"))
      }
    }
    noise = Answer { () throws(StatisticsError) in try truth.noiseVariance.squareRoot() }
    let columns = [
      ("MACs", nets.map(\.macs)), ("parameters", nets.map(\.parameters)), (Self.depthName, nets.map { Double($0.operations - $0.skips) }),
    ]
    func line(_ column: [Double], _ kind: TauKind) -> Answer<Estimate> {
      Answer { () throws(StatisticsError) in try tau(kind, column, target) }
    }
    baselines = columns.map { Line(name: $0, tau: line($1, .b), withinSkips: line($1, strata)) }
    let ranked = zip(columns, baselines).max { ($0.1.tau.value?.value ?? -2) < ($1.1.tau.value?.value ?? -2) }
    let best = ranked?.0 ?? columns[0]
    bestBaseline = best.0
    func ranks(_ scores: [[Double]], _ name: String) -> Ranks {
      func supernets(_ kind: TauKind = .b) throws(StatisticsError) -> StrategyTau {
        try StrategyTau(scores: scores, target: target, kind: kind)
      }
      return Ranks(
        tau: Answer { () throws(StatisticsError) in try supernets().summary() },
        withinSkips: Answer { () throws(StatisticsError) in try supernets(strata).summary() },
        minusBaseline: Answer { () throws(StatisticsError) in
          try supernets().difference(to: try StrategyTau(baseline: best.1, target: target), sharedSeeds: false)
        },
        each: scores.map { line($0, .b) },
        top: Answer { () throws(StatisticsError) in
          try TopKMeans(
            scores: scores, target: target, k: Self.k, bootstrap: Bootstrap(scores.count > 1 ? .crossed : .architecture),
            random: random.child(name))
        })
    }
    var labels: [String] = []
    for search in searches where !labels.contains(search.label) { labels.append(search.label) }
    let groups = labels.map { label in (label: label, own: searches.filter { $0.label == label }.sorted { $0.seed < $1.seed }) }
    rows = groups.map { label, own in
      Row(
        label: label, seeds: own.map(\.seed), one: ranks(own.map(\.one), "\(label), one"),
        mixture: ranks(own.map(\.mixture), "\(label), mixture"))
    }
    agreement = SupernetAgreement.all(groups.map { ($0.label, $0.own.map(\.seed), $0.own.map(\.one)) })
    let supernets = groups.flatMap { group in group.own.map { ("\(group.label) seed \($0.seed)", $0.one) } }
    map = Agreement(
      supernets.map { (label: $0.0, values: $0.1) } + columns.map { (label: $0.0, values: $0.1) } + [(Self.targetName, target)])
    (self.nets, self.searches, self.lacking) = (nets, searches, lacking)
  }
}
