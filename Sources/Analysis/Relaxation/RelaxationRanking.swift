public import Statistics
public import Store
internal import Streams

/// How truly relaxed supernets rank genotypes that no search chose: accuracy under the supernet against that of the same genotypes trained
/// alone (protocol, sections 1, 4 and 5).
///
/// The target is test accuracy at the last epoch, for search-validation images serve the one-shot scores.
public struct RelaxationRanking: Codable, Sendable {
  /// The genotypes' accuracies (fractions) under one search's supernet.
  public struct Scores: Codable, Sendable {
    /// Of the search.
    public let label: String, seed: Int
    /// Each kept candidate with weight 1, and under the weights of the last mixture; −1 where the loss was no number, so that such
    /// genotypes rank last.
    public let unweighted: [Double], weighted: [Double]

    public init(label: String, seed: Int, unweighted: [Double], weighted: [Double]) {
      (self.label, self.seed, self.unweighted, self.weighted) = (label, seed, unweighted, weighted)
    }

    public init(label: String, seed: Int, unweighted: EvaluationRun, weighted: EvaluationRun) {
      func column(_ run: EvaluationRun) -> [Double] { run.architectures.indices.map(run.score) }
      self.init(label: label, seed: seed, unweighted: column(unweighted), weighted: column(weighted))
    }
  }

  /// The supernets of one method, by rising seed.
  public struct Row: Codable, Sendable {
    /// The method, and its supernets in the order of scores.
    public let label: String, seeds: [Int]
    /// Ranks by the accuracy of kept candidates with weight 1, and under the mixture's weights; over all pairs and among pairs of equally many
    /// skips, and less each baseline.
    public let unweighted: PredictorRow, weighted: PredictorRow
  }

  /// The baseline that counts kept operations which are no skip, in both cells.
  public static let depthName = "non-skips"
  /// What the map calls test accuracy alone.
  public static let targetName = "alone"
  /// Of P@k and regret@k.
  public static let k = 5

  /// The genotypes, their scores under each search, and a row a method.
  public let nets: [AloneNet], searches: [Scores], rows: [Row]
  /// Of each net the test accuracies (%) of its one or two trainings, 0 where one diverged; their mean is the target.
  public let runs: [[Double]]
  /// What a second training, and what a perfect predictor would reach; noise is in points.
  public let lines: ReferenceLines
  /// Over all pairs and among pairs of equally many skips; and the one with the largest tau.
  public let baselines: [PredictorRow], bestBaseline: String
  /// tau-b between supernets, weight 1.
  public let agreement: [SupernetAgreement]
  /// The same pair by pair, with baselines and the target.
  public let map: RankAgreement
  /// Searches whose last space lacks operations of the genotypes, so that they have no scores.
  public let lacking: [String]

  /// - Parameters:
  ///   - nets: in the order of each search's scores.
  ///   - again: a second training of the first of these.
  ///   - searches: of all methods.
  /// - Throws: `StatisticsError.lengths` where a search has not one score for each.
  public init(_ nets: [AloneNet], again: [AloneNet] = [], _ searches: [Scores], lacking: [String] = []) throws(StatisticsError) {
    for column in searches.flatMap({ [$0.unweighted, $0.weighted] }) where column.count != nets.count {
      throw .lengths(nets.count, column.count)
    }
    let truth = try Target(
      runs: nets.indices.map { [nets[$0].test] + (again.indices.contains($0) ? [again[$0].test] : []) }.map { $0.map { 100 * $0 } })
    let random = RandomStream(seed: 0, "ranking of genotypes")
    let counted = [
      Predictor("MACs", fixed: nets.map(\.macs)), Predictor("parameters", fixed: nets.map(\.parameters)),
      Predictor(Self.depthName, fixed: nets.map { Double($0.operations - $0.skips) }),
    ]
    var labels: [String] = []
    for search in searches where !labels.contains(search.label) { labels.append(search.label) }
    let groups = labels.map { label in (label: label, own: searches.filter { $0.label == label }.sorted { $0.seed < $1.seed }) }
    func predictor(_ label: String, _ own: [Scores], _ scores: (Scores) -> [Double]) -> Predictor {
      Predictor(label, scores: own.map(scores), seeds: own.map(\.seed))
    }
    let comparison = PredictorComparison(
      predictors: groups.map { predictor($0.label, $0.own, \.unweighted) }, baselines: counted, target: truth, strata: nets.map(\.skips))
    runs = truth.runs
    lines = comparison.lines(random: random.child("oracle"))
    baselines = counted.map { comparison.row(of: $0, over: [.all, .withinStrata], random: random) }
    bestBaseline = comparison.best(of: counted)?.name ?? counted[0].name
    rows = groups.map { label, own in
      func ranks(_ scores: (Scores) -> [Double], _ name: String) -> PredictorRow {
        comparison.row(
          of: predictor(label, own, scores), over: [.all, .withinStrata], against: counted, k: Self.k,
          random: random.child("\(label), \(name)"))
      }
      return Row(label: label, seeds: own.map(\.seed), unweighted: ranks(\.unweighted, "one"), weighted: ranks(\.weighted, "mixture"))
    }
    agreement = SupernetAgreement.all(groups.map { ($0.label, $0.own.map(\.seed), $0.own.map(\.unweighted)) })
    let supernets = groups.flatMap { group in group.own.map { ("\(group.label) seed \($0.seed)", $0.unweighted) } }
    map = RankAgreement(
      supernets.map { (label: $0.0, values: $0.1) } + counted.map { (label: $0.name, values: $0.scores[0]) }
        + [(Self.targetName, truth.means)])
    (self.nets, self.searches, self.lacking) = (nets, searches, lacking)
  }
}
