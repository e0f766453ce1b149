import Testing

import Statistics
import Streams

@Suite struct TopKTests {
  @Test func numbersOfAnUntiedPrediction() throws {
    let target = [9.0, 8, 7, 6, 5, 4, 3, 2, 1, 0], predicted = [0.0, 8, 7, 6, 5, 9, 3, 2, 1, 0.5]
    let top = try TopK(predicted: predicted, target: target, k: 5)
    #expect(top.precision == 0.8 && top.bestRank == 0.2 && top.regret == 1)
    #expect(top.randomPrecision == 0.5)
    #expect(abs(top.randomBestRank - 11.0 / 6 / 10) < 1e-15)  // E[least of k of 1…n] = (n + 1)/(k + 1)
    #expect(abs(top.randomRegret - (11.0 / 6 - 1)) < 1e-14)
  }

  /// Expectations over ties are the mean over all orders of the tied nets, drawn 40,000 times.
  @Test func tiesAtTheCutAreExpectations() throws {
    var random = RandomStream(seed: 3, "ties")
    let n = 14, predicted = (0..<n).map { _ in Double(random.below(3)) }, target = (0..<n).map { _ in Double(random.below(8)) }
    let exact = try TopK(predicted: predicted, target: target, k: 6)
    var sums = (precision: 0.0, bestRank: 0.0, regret: 0.0)
    let ranks = Ranking(target).meanRanks.map { 15 - $0 }, draws = 40_000
    for _ in 0..<draws {
      func order(_ values: [Double]) -> [Int] {
        let keys = values.map { ($0, random.unit()) }
        return values.indices.sorted { keys[$0] > keys[$1] }
      }
      let chosen = order(predicted).prefix(6), best = order(target).prefix(6)
      sums.precision += Double(chosen.count { best.contains($0) }) / 6
      sums.bestRank += (chosen.map { ranks[$0] }.min() ?? 0) / Double(n)
      sums.regret += (target.max() ?? 0) - (chosen.map { target[$0] }.max() ?? 0)
    }
    #expect(abs(sums.precision / Double(draws) - exact.precision) < 0.005)
    #expect(abs(sums.bestRank / Double(draws) - exact.bestRank) < 0.002)
    #expect(abs(sums.regret / Double(draws) - exact.regret) < 0.01)
  }

  @Test func aConstantPredictorIsARandomOne() throws {
    let target = (0..<30).map { Double($0 * $0) }, top = try TopK(predicted: [Double](repeating: 1, count: 30), target: target, k: 7)
    #expect(abs(top.precision - top.randomPrecision) < 1e-14 && abs(top.regret - top.randomRegret) < 1e-10)
  }

  @Test func topsBelowFiveAreRefused() {
    let x = (0..<10).map(Double.init)
    #expect(throws: StatisticsError.cut(k: 4, n: 10)) { try TopK(predicted: x, target: x, k: 4) }
    #expect(throws: StatisticsError.cut(k: 11, n: 10)) { try TopK(predicted: x, target: x, k: 11) }
  }
}
