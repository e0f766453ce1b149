import Analysis
import Statistics
import Testing

@Suite struct SkipComparisonTests {
  private func trajectory(_ seed: Int, _ skips: [Int], kept: [Int]? = nil) -> SkipTrajectory {
    SkipTrajectory(seed: seed, kept: kept ?? skips.map { _ in 8 }, skips: skips)
  }

  @Test func skipsAtTheEndAreComparedSeedBySeed() throws {
    let many = (1...5).map { trajectory($0, [0, 2 + $0 % 2, 6 + $0 % 2]) }, few = (1...5).map { trajectory($0, [1, 1, $0 % 3]) }
    let comparison = SkipComparison(many, few), last = try #require(comparison.last.value)
    #expect(last == (try PermutationTest([7, 6, 7, 6, 7], [1, 2, 0, 1, 2])) && last.twoSided == 2.0 / 252 && comparison.hasEnoughSeeds)
    #expect(try #require(comparison.share.value).twoSided == last.twoSided)
    #expect(!SkipComparison(many, Array(few.prefix(4))).hasEnoughSeeds && SkipComparison(many, []).last.value == nil)
  }

  /// Epochs 0 and 1 against "not within 3", twice: ranks 1, 2 against 3.5, 3.5.
  @Test func censoredEpochsRankBehindAllOthers() throws {
    let comparison = SkipComparison(
      [trajectory(1, [4, 0, 0]), trajectory(2, [0, 4, 4])], [trajectory(1, [0, 0, 0]), trajectory(2, [3, 3, 3])])
    #expect(comparison.firstHalf.value == (try PermutationTest([1, 2], [3.5, 3.5])))
    #expect(comparison.lastingHalf.value == (try PermutationTest([3, 1], [3, 3])) && comparison.firstHalf.value?.difference == -2)
  }

  @Test func aShareOfNothingIsNone() {
    let comparison = SkipComparison([trajectory(3, [0], kept: [0])], [trajectory(1, [1], kept: [2])])
    #expect(comparison.share.reason == "none kept at the last epoch of seed 3: a share of nothing is none" && comparison.last.value != nil)
  }
}
