public import Streams

/// How many skips a discretisation rule keeps without any search: the rule on draws of α's initial law (protocol, section 9).
public struct SkipNull: Codable, Hashable, Sendable {
  /// Of each draw, operations kept and skips among them.
  public let kept: [Int], skips: [Int]
  /// The probability of 0, 1, 2 … skips, where it has a closed form; means, tails and quantiles are its then.
  public internal(set) var exact: [Double]?

  /// - Parameters:
  ///   - operations: the number of candidate operations of each edge.
  ///   - deviation: of α's initial normal law; a rule by order alone does not depend on it. DARTS's is 10⁻³.
  ///   - rule: from α, a row an edge, to what is kept.
  /// - Throws: what the rule throws.
  public init<Failure>(
    operations: [Int], deviation: Double = 1e-3, draws: Int = 10_000, random: RandomStream,
    rule: ([[Double]]) throws(Failure) -> (kept: Int, skips: Int)
  ) throws(Failure) {
    precondition(draws > 0 && operations.allSatisfy { $0 > 0 }, "one draw or more of edges with operations")
    var kept: [Int] = [], skips: [Int] = []
    for draw in 0..<draws {
      var random = random.child(draw)
      let outcome = try rule(operations.map { count in (0..<count).map { _ in deviation * random.normal() } })
      precondition(outcome.skips >= 0 && outcome.skips <= outcome.kept, "skips are among what is kept")
      kept.append(outcome.kept)
      skips.append(outcome.skips)
    }
    (self.kept, self.skips, exact) = (kept, skips, nil)
  }

  /// Outcomes that were drawn with those of another cell.
  init(outcomes: [(kept: Int, skips: Int)], exact: [Double]? = nil) {
    (kept, skips, self.exact) = (outcomes.map(\.kept), outcomes.map(\.skips), exact)
  }

  /// Mean number of skips, and of kept operations over the draws.
  public var meanSkips: Double { exact.map { $0.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element } } ?? mean(skips) }
  public var meanKept: Double { mean(kept) }

  /// How often chance gives at least so many skips. Of draws one is added to both, so that it is never 0 (Davison and Hinkley 1997).
  public func tail(_ least: Int) -> Double {
    exact.map { $0.dropFirst(max(0, least)).reduce(0, +) } ?? Double(skips.count { $0 >= least } + 1) / Double(skips.count + 1)
  }

  /// The least number of skips that at least this share of chance does not exceed: of the law, or of the draws.
  public func quantile(_ share: Double) -> Int {
    precondition((0...1).contains(share), "a share between 0 and 1")
    if let exact {
      // The law's probabilities are sums of rounded products: they reach 1 but for some units in the last place.
      var sum = 0.0
      return exact.indices.first { count in
        sum += exact[count]
        return exact[count] > 0 && sum >= share - 1e-12
      } ?? exact.count - 1
    }
    return skips.sorted()[max(0, Int((share * Double(skips.count)).rounded(.up)) - 1)]
  }

  /// How often at least half of what is kept are skips, and something is: of the law where all draws keep equally many, else of the draws.
  public var halfShare: Double {
    if let exact, let count = kept.first, count > 0, kept.allSatisfy({ $0 == count }) {
      return exact.dropFirst((count + 1) / 2).reduce(0, +)
    }
    return Double(zip(kept, skips).count { $0 > 0 && 2 * $1 >= $0 }) / Double(kept.count)
  }

  /// How often the sum over so many independent seeds is at least `least`: exact, or exact for the drawn frequencies, by convolution.
  public func tail(sum least: Int, of seeds: Int) -> Double {
    precondition(seeds > 0, "one seed or more")
    var single = exact ?? [Double](repeating: 0, count: (skips.max() ?? 0) + 1)
    if exact == nil { for value in skips { single[value] += 1 / Double(skips.count) } }
    var sum = [1.0]
    for _ in 0..<seeds { sum = Self.convolved(sum, single) }
    return min(1, sum.indices.reduce(0) { $0 + ($1 >= least ? sum[$1] : 0) })
  }

  /// The law of the sum of two independent counts.
  static func convolved(_ first: [Double], _ second: [Double]) -> [Double] {
    var sum = [Double](repeating: 0, count: first.count + second.count - 1)
    for (a, p) in first.enumerated() { for (b, q) in second.enumerated() { sum[a + b] += p * q } }
    return sum
  }

  private func mean(_ values: [Int]) -> Double { Double(values.reduce(0, +)) / Double(values.count) }
}
