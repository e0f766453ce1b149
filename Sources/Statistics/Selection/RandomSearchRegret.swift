internal import Streams

/// What random search by a score is expected to lose in truth, in closed form: no search is run.
///
///     let search = try RandomSearchRegret(scores: oneShot, truth: accuracies)
///     search.regret(after: 100)   // the best of all accuracies less that of the best-scored of 100 nets, expected
///
/// k distinct nets are drawn, each set equally likely, and the best-scored is taken; among equal scores each is as likely. With the nets
/// ranked by falling score, rank r is the best of the k with probability C(N−r, k−1)/C(N, k), so that
/// E regret(k) = Σ regretᵣ · C(N−r, k−1)/C(N, k), where equals in score share the mean of their regrets. k = 1 is a blind draw, k = N
/// the net that the score puts first. A score that is no better than chance among its best makes the curve rise with k.
public struct RandomSearchRegret: Hashable, Sendable {
  /// By falling score: the best of all true values less the net's, equals in score the mean of theirs.
  public let regrets: [Double]

  /// - Parameters:
  ///   - scores: by which nets are chosen, larger is better.
  ///   - truth: of the same nets, larger is better; regrets are in its unit.
  /// - Throws: `.lengths`, `.tooFew` without nets, `.notFinite`.
  public init(scores: [Double], truth: [Double]) throws(StatisticsError) {
    try StatisticsError.check(scores, truth, names: ("the scores", "the truth"), least: 1)
    let ranking = Ranking(scores), best = truth.reduce(-.infinity) { max($0, $1) }
    let order = ranking.order.reversed().map { Int($0) }
    var regrets: [Double] = []
    while regrets.count < order.count {
      let equals = Int(ranking.tied[order[regrets.count]])
      let sum = order[regrets.count..<regrets.count + equals].reduce(0) { $0 + (best - truth[$1]) }
      regrets += [Double](repeating: sum / Double(equals), count: equals)
    }
    self.regrets = regrets
  }

  /// The expected regret of the best-scored of k nets, in O(N) at most: chances of ranks far behind N/k vanish.
  ///
  /// - Precondition: 1 ≤ k ≤ N.
  public func regret(after k: Int) -> Double { expectedFirst(of: regrets, drawn: k) }

  /// The expected regrets after 1, 2, …, N nets.
  public var curve: [Double] { (1...regrets.count).map { regret(after: $0) } }

  /// The slope of the least-squares line of the expected regret on log₂ k: what doubling the search changes.
  ///
  /// - Throws: `.tooFew` for fewer than two different numbers of nets, `.range` for one outside of 1 … N.
  public func slope(over counts: [Int]) throws(StatisticsError) -> Double {
    if let wrong = counts.first(where: { !(1...regrets.count).contains($0) }) {
      throw .range("the number of evaluations", value: Double(wrong), expected: "1 to \(regrets.count)")
    }
    guard Set(counts).count >= 2 else { throw .tooFew("different numbers of evaluations", count: Set(counts).count, least: 2) }
    let x = counts.map { Elementary.log(Double($0)) / Elementary.log(2) }, y = counts.map { regret(after: $0) }
    let (mean, height) = (x.mean, y.mean)
    return zip(x, y).map { ($0 - mean) * ($1 - height) }.sum / x.map { ($0 - mean) * ($0 - mean) }.sum
  }
}

/// The expectation of the value that stands first among so many drawn without replacement from a row:
/// P(the r-th of N is the first of k drawn) = C(N−r, k−1)/C(N, k), by the ratio of neighbours.
///
/// - Precondition: 1 ≤ k ≤ N.
func expectedFirst(of values: [Double], drawn k: Int) -> Double {
  let n = values.count
  precondition((1...n).contains(k), "\(k) cannot be drawn from \(n)")
  var chance = Double(k) / Double(n), sum = 0.0
  for (r, value) in values.enumerated() {
    sum += chance * value
    // What is left is less than N times this, nothing beside the first terms.
    if r == n - k || chance < .leastNormalMagnitude { break }
    chance *= Double(n - r - k) / Double(n - r - 1)
  }
  return sum
}
