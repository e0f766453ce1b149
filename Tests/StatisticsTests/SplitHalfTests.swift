import Testing

import Statistics
import Streams

@Suite struct SplitHalfTests {
  /// Nets with accuracies p of sd .05 on 10 blocks of 50 images: reliability = var p/(var p + mean p(1−p)/500).
  @Test func theReliabilityOfBinomialScores() throws {
    var random = RandomStream(seed: 4, "images")
    let shares = (0..<300).map { _ in 0.6 + 0.05 * random.normal() }
    let correct = shares.map { p in (0..<10).map { _ in Double((0..<50).count { _ in random.unit() < p }) } }
    let expected = shares.variance / (shares.variance + shares.map { $0 * (1 - $0) }.mean / 500)
    #expect(abs(try splitHalfReliability(sums: correct, random: random) - expected) < 0.04)
    #expect(throws: StatisticsError.tooFew("blocks of images", count: 1, least: 2)) {
      try splitHalfReliability(sums: [[1], [2], [3]], random: random)
    }
  }
}
