import Analysis
import Statistics
import Testing

@Suite struct DiscretisationGapTests {
  private let seeds = [
    DiscretisationGap.Seed(seed: 1, mixture: 0.8, operations: 0.7, weighted: 0.65, unweighted: 0.4, retrained: 0.85, random: [0.3, 0.2]),
    DiscretisationGap.Seed(seed: 2, mixture: 0.7, operations: 0.72, weighted: 0.6, unweighted: 0.5, retrained: 0.8, random: [0.5, 0.3]),
    DiscretisationGap.Seed(seed: 3, mixture: 0.9, operations: 0.8, weighted: 0.5, unweighted: 0.3, retrained: 0.9, random: [0.1]),
    DiscretisationGap.Seed(seed: 4, mixture: 0.6, operations: 0.55, weighted: 0.55, unweighted: 0.2, retrained: 0.82, random: [0.2]),
  ]

  @Test func partsAddUpInEverySeedAndInTheMeans() throws {
    for seed in seeds {
      let pruning = try #require(seed.prunedOperations) + #require(seed.prunedEdges)
      #expect(abs(seed.gap - (seed.pruning + seed.rescaling)) < 1e-15 && abs(seed.pruning - pruning) < 1e-15)
    }
    let gap = DiscretisationGap(seeds, classes: 10)
    let means = try [gap.gap, gap.pruning, gap.rescaling, gap.prunedOperations, gap.prunedEdges].map { try #require($0.value).value }
    // 0.4, 0.2, 0.6, 0.4 — and .15, .1, .4, .05 of it by pruning.
    #expect(abs(means[0] - 0.4) < 1e-15 && abs(means[1] - 0.175) < 1e-15 && abs(means[0] - means[1] - means[2]) < 1e-15)
    #expect(abs(means[1] - means[3] - means[4]) < 1e-15)
  }

  /// Student's interval: mean ± t(.975, 3) · sd/√4 with t = 3.182446; of 0.4, 0.2, 0.6, 0.4 the sd is √(0.08/3).
  @Test func intervalsAreStudentsOverSeeds() throws {
    let estimate = try #require(DiscretisationGap(seeds, classes: 10).gap.value), interval = try #require(estimate.interval)
    let half = 3.182446305284263 * (0.08 / 3).squareRoot() / 2
    #expect(abs(interval.low - (0.4 - half)) < 1e-9 && abs(interval.high - (0.4 + half)) < 1e-9 && interval.degreesOfFreedom == 3)
    #expect(DiscretisationGap(Array(seeds.prefix(1)), classes: 10).gap.value?.absence == .oneSupernet)
    #expect(DiscretisationGap([], classes: 10).gap.reason?.contains("0 seeds are too few") == true)
  }

  @Test func shareRecoveryAndNullAreAsDefined() throws {
    let gap = DiscretisationGap(seeds, classes: 10)
    let relative = [0.4 / 0.7, 0.2 / 0.6, 0.6 / 0.8, 0.4 / 0.5]
    #expect(try abs(#require(gap.relative.value).value - relative.reduce(0, +) / 4) < 1e-12)
    #expect(try abs(#require(gap.recovered.value).value - (0.45 + 0.3 + 0.6 + 0.62) / 4) < 1e-12)
    // Random genotypes at weight 1 less the rule's: −.15, −.1, −.2, 0: the rule loses less than chance.
    #expect(try abs(#require(gap.beyondRandom.value).value + 0.1125) < 1e-12)
  }

  @Test func whatASeedLacksIsNamed() {
    let bare = [
      DiscretisationGap.Seed(seed: 5, mixture: 0.1, weighted: 0.1, unweighted: 0.1),
      DiscretisationGap.Seed(seed: 7, mixture: 0.05, weighted: 0.2, unweighted: 0.1),
    ]
    let gap = DiscretisationGap(bare, classes: 10)
    #expect(
      gap.prunedEdges.reason == "no accuracy with all edges of seed 5, 7" && gap.recovered.reason == "no retrained network of seed 5, 7")
    #expect(
      gap.relative.reason == "a mixture no better than chance of seed 5, 7" && gap.beyondRandom.reason == "no random genotypes of seed 5, 7"
    )
    #expect(gap.gap.value?.value == -0.025 && gap.rescaling.value != nil)
  }
}
