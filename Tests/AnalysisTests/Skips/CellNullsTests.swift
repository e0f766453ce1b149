import Analysis
import Spaces
import Streams
import Testing

@Suite struct CellNullsTests {
  /// DARTS's rule in its own space keeps skips as seven operations do; none is never kept.
  @Test func bothCellsOfDARTSKeepOneSkipInSeven() throws {
    let nulls = try CellNulls(.darts(), rule: .topTwo, draws: 2_000, random: RandomStream(seed: 1, "darts"))
    for kind in CellKind.allCases {
      #expect(nulls[kind].kept.allSatisfy { $0 == 8 } && abs(nulls[kind].meanSkips - 8.0 / 7) < 0.1, "\(kind)")
      // Variance of a binomial count of 8 with p = 1/7 is .98.
      let squares = nulls[kind].skips.reduce(0.0) { $0 + (Double($1) - nulls[kind].meanSkips) * (Double($1) - nulls[kind].meanSkips) }
      #expect(abs(squares / 2_000 - 48.0 / 49) < 0.15)
    }
  }

  /// FairDARTS's threshold is never passed by initial weights of a half: nothing is kept, and a share of nothing is none.
  @Test func aThresholdKeepsNothingAtFirst() throws {
    let sigmoid: ([Double]) -> [Double] = { $0.map { 1 / (1 + exponential(-$0)) } }
    let space = Space.darts(operations: Primitive.withoutNone)
    let strict = try CellNulls(space, rule: .thresholdSparse(0.85), draws: 50, random: RandomStream(seed: 1, "fair"), gate: sigmoid)
    #expect(strict.normal.meanKept == 0 && strict.reduce.halfShare == 0)
    let half = try CellNulls(space, rule: .thresholdSparse(0.5), draws: 50, random: RandomStream(seed: 1, "fair"), gate: sigmoid)
    #expect(half.normal.meanKept > 7 && half.normal.meanSkips < 3)
  }

  /// The binomial law of eight edges with one skip in seven; in S1 the law that was worked out by hand, three sums that take both of their edges as
  /// coins and one that takes two of five, three of which have a skip: 27 skips or more in five seeds have p = .0027. Draws agree.
  @Test func theLawOfTheTwoStrongestEdgesIsExact() throws {
    let darts = try #require(CellNulls(.darts(), rule: .topTwo, draws: 1, random: RandomStream(seed: 1, "darts")).normal.exact)
    for (k, expected) in [0.29136, 0.38848, 0.22661, 0.07554, 0.01574].enumerated() { #expect(abs(darts[k] - expected) < 1e-5) }
    #expect(darts.count == 9 && abs(darts.reduce(0, +) - 1) < 1e-12)
    let nulls = try CellNulls(.darts(.s1), rule: .topTwo, draws: 20_000, random: RandomStream(seed: 2, "s1"))
    let law = try #require(nulls.normal.exact)
    for (k, p) in law.enumerated() where p > 0 {
      let share = Double(nulls.normal.skips.count { $0 == k }) / 20_000
      #expect(abs(share - p) < 4.5 * (p * (1 - p) / 20_000).squareRoot() + 1e-9, "\(k): \(share) for \(p)")
    }
    #expect(abs(nulls.normal.tail(sum: 27, of: 5) - 0.0027) < 5e-5, "\(nulls.normal.tail(sum: 27, of: 5))")
    #expect(nulls.normal.tail(0) == law.reduce(0, +) && nulls.normal.tail(9) == 0)
    #expect(abs(nulls.normal.meanSkips - law.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }) < 1e-12)
  }

  /// Eight coins that show a skip in one of seven: P(0) = .291, P(≤ 1) = .680, P(≤ 2) = .906, P(≤ 3) = .982, and four or more .0180. One
  /// draw knows nothing of this.
  @Test func quantilesAndTheShareOfHalvesAreTheLaws() throws {
    let null = try CellNulls(.darts(), rule: .topTwo, draws: 1, random: RandomStream(seed: 1, "one")).normal
    #expect([0, 0.05, 0.29, 0.3, 0.5, 0.68, 0.9, 0.95, 0.98, 1].map(null.quantile) == [0, 0, 0, 1, 1, 2, 2, 3, 3, 8])
    // Four to eight of eight: 70 · 6⁴ + 56 · 6³ + 28 · 6² + 8 · 6 + 1 of 7⁸.
    #expect(abs(null.halfShare - 103_873 / 5_764_801) < 1e-12)
    // In S1 the law has no more than 8 skips, and draws agree with it.
    let s1 = try CellNulls(.darts(.s1), rule: .topTwo, draws: 5_000, random: RandomStream(seed: 2, "s1")).normal
    let sorted = s1.skips.sorted()
    for share in [0.05, 0.25, 0.5, 0.75, 0.95] { #expect(s1.quantile(share) == sorted[Int(share * 5_000) - 1], "\(share)") }
    #expect(abs(s1.halfShare - Double(sorted.count { $0 >= 4 }) / 5_000) < 0.03)
  }

  /// An edge without `none` beside edges with it has another law of its strongest weight: the two strongest are no longer any two. Draws show it.
  @Test func edgesOfOtherOperationsHaveNoSuchLaw() throws {
    let able: [Primitive] = [.skip, .separable3, .maxPool]
    func nulls(_ operations: @escaping (CellEdge) -> [Primitive]) throws -> CellNulls {
      try CellNulls(
        .darts(name: "mixed", operations: operations), rule: .topTwo, draws: 4_000, random: RandomStream(seed: 4, "mixed"))
    }
    // As many to choose from, one of them not among four; and as many in all, one of them not to be chosen.
    #expect(try nulls { $0.from == 0 ? able : able + [.none] }.normal.exact == nil)
    #expect(try nulls { $0.from == 0 ? able + [.averagePool] : able + [.none] }.normal.exact == nil)
    let all = try nulls { _ in able + [.none] }.normal, law = try #require(all.exact)
    for (k, p) in law.enumerated() where p > 0.01 {
      #expect(abs(Double(all.skips.count { $0 == k }) / 4_000 - p) < 4.5 * (p * (1 - p) / 4_000).squareRoot(), "\(k)")
    }
  }

  /// A threshold, or weights that do not compete, have no such law.
  @Test func otherRulesAreDrawn() throws {
    let random = RandomStream(seed: 3, "drawn")
    #expect(try CellNulls(.darts(.s1), rule: .skipLimit(2), draws: 20, random: random).normal.exact == nil)
    #expect(
      try CellNulls(.darts(.s1), rule: .topTwo, draws: 20, random: random, competes: false) { $0.map { _ in 0.5 } }.normal.exact == nil)
  }

  @Test func theSoftmaxIsOneOverAllAndChainsHaveNoCells() throws {
    #expect(CellNulls.softmax([0, 0]) == [0.5, 0.5] && abs(CellNulls.softmax([1_000, 999])[0] - 0.7310585786) < 1e-9)
    #expect(throws: SpaceError.self) { try CellNulls(.nasBenchMacro(), rule: .topTwo, draws: 1, random: RandomStream(seed: 1, "chain")) }
  }
}

/// By its series: arguments are a few thousandths.
private func exponential(_ x: Double) -> Double { (1...6).reversed().reduce(1.0) { 1 + x / Double($1) * $0 } }
