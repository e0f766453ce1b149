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

  @Test func theSoftmaxIsOneOverAllAndChainsHaveNoCells() throws {
    #expect(CellNulls.softmax([0, 0]) == [0.5, 0.5] && abs(CellNulls.softmax([1_000, 999])[0] - 0.7310585786) < 1e-9)
    #expect(throws: SpaceError.self) { try CellNulls(.nasBenchMacro(), rule: .topTwo, draws: 1, random: RandomStream(seed: 1, "chain")) }
  }
}

/// By its series: arguments are a few thousandths.
private func exponential(_ x: Double) -> Double { (1...6).reversed().reduce(1.0) { 1 + x / Double($1) * $0 } }
