/// How finely repeated runs tell nets apart: the interval of each net's rank, groups of nets that cannot be told from their best, and the share of pairs
/// that can be told apart at all.
///
///     let resolution = try RankResolution(try Target(seeds: threeRunsOfEachNet))
///     print(resolution.ranks[0], resolution.groups[0], resolution.separableShare)
///
/// All nets share one noise, s² = ΣΣ(yᵢᵣ − ȳᵢ)²/ν with ν = Σ(Rᵢ − 1) degrees of freedom. Net j is surely better than net i where
/// ȳⱼ − ȳᵢ > t·√(s²/Rᵢ + s²/Rⱼ), t Student's quantile at 1 − α/(2(n − 1)): by Bonferroni's inequality all n − 1 comparisons of one net hold together
/// in a share 1 − α of repetitions, so that its interval of ranks covers its true rank in as many (Mogstad et al. 2024).
public struct RankResolution: Codable, Hashable, Sendable {
  /// Ranks that a net may have, 1 the best: 1 + the nets that are surely better … n − the nets that are surely worse.
  public struct Ranks: Codable, Hashable, Sendable {
    /// By the means; ties share the mean of theirs.
    public let rank: Double
    public let low: Int, high: Int
  }

  /// Of each net, in the order given.
  public let ranks: [Ranks]
  /// The number of each net's group, from 1: those that are not surely worse than the best of all are group 1, those of the rest that are not surely worse
  /// than the rest's best group 2, and so on.
  public let groups: [Int]
  /// Pairs of which one net is surely better at 1 − α taken by themselves, as a share of all pairs.
  public let separableShare: Double
  /// Of the intervals, one net at a time.
  public let level: Double
  /// s, in the target's unit, and ν.
  public let noise: Double, degreesOfFreedom: Int

  /// The size of a group, 1 for that of the best.
  public func size(ofGroup number: Int) -> Int { groups.count { $0 == number } }

  /// O(n²).
  ///
  /// - Throws: `.tooFew` where no net has a second run; `.range` for a level that is not above 0 and at most .999999.
  public init(_ target: Target, level: Double = 0.95) throws(StatisticsError) {
    guard level > 0 && level <= 0.999_999 else { throw .range("the level", value: level, expected: "above 0 and at most 0.999999") }
    let means = target.means, counts = target.counts, n = means.count
    let freedom = counts.reduce(0) { $0 + $1 - 1 }
    guard freedom > 0 else { throw .tooFew("nets with a second run", count: 0, least: 1) }
    let squares = zip(target.runs, means).map { runs, mean in runs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } }
    let variance = squares.sum / Double(freedom), t = StudentT(degreesOfFreedom: Double(freedom)), alpha = 1 - level
    let together = t.quantile(1 - alpha / 2 / Double(n - 1)), alone = t.quantile(1 - alpha / 2)
    /// How many standard errors net i lies above net j.
    func distance(_ i: Int, _ j: Int) -> Double {
      let difference = means[i] - means[j], error = (variance * (1 / Double(counts[i]) + 1 / Double(counts[j]))).squareRoot()
      return difference == 0 ? 0 : difference / error
    }
    var better = [Int](repeating: 0, count: n), worse = better, separable = 0
    for i in 0..<n {
      for j in 0..<i {
        let distance = distance(i, j)
        if abs(distance) > alone { separable += 1 }
        if distance > together { (better[j], worse[i]) = (better[j] + 1, worse[i] + 1) }
        if distance < -together { (better[i], worse[j]) = (better[i] + 1, worse[j] + 1) }
      }
    }
    let places = Ranking(means).meanRanks.map { Double(n + 1) - $0 }
    ranks = (0..<n).map { Ranks(rank: places[$0], low: 1 + better[$0], high: n - worse[$0]) }
    var groups = [Int](repeating: 0, count: n), number = 0
    var rest = (0..<n).sorted { (places[$0], $0) < (places[$1], $1) }
    while let best = rest.first {
      number += 1
      for net in rest where distance(best, net) <= together { groups[net] = number }
      rest.removeAll { groups[$0] == number }
    }
    (self.groups, self.level) = (groups, level)
    separableShare = Double(separable) / Double(n * (n - 1) / 2)
    (noise, degreesOfFreedom) = (variance.squareRoot(), freedom)
  }
}
