import Testing

import Statistics

@Suite struct RankingTests {
  /// Signs, zeros of both signs, tiny and huge values, with 3,000 of them sorted by radix.
  @Test func valuesOfAnySizeAreOrdered() throws {
    let some: [Double] = [-1e300, -3, -2.5, -1e-300, -0.0, 0.0, 1e-300, 2, 7, 1e300]
    let ranking = Ranking((0..<3000).map { some[$0 % 10] })
    #expect((0..<10).map { ranking.below[$0] } == [0, 300, 600, 900, 1200, 1200, 1800, 2100, 2400, 2700])
    #expect((0..<10).map { ranking.tied[$0] } == [300, 300, 300, 300, 600, 600, 300, 300, 300, 300])
    #expect(ranking.order.map { Int($0) / 10 }.prefix(300).elementsEqual(0..<300))
  }
}
