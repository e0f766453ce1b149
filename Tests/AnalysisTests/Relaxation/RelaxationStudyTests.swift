import Analysis
import SimulatedStudies
import Spaces
import Statistics
import Testing

@Suite struct RelaxationStudyTests {
  private let simulated = SimulatedWeights()

  @Test func skipsAreThoseOfTheRuleAtEveryEpoch() throws {
    let study = try simulated.study(seeds: 5), a = study.groups[0].rows[0], b = study.groups[1].rows[0]
    #expect(study.groups.map(\.label) == ["A", "B"] && a.normal.kept == [8, 8] && b.normal.kept == [8, 8])
    #expect(a.normal.last.skips == 8 && b.normal.last.skips == 0 && a.reduce.last.skips == 0)
    let dominant = a.dominant(.normal, choices: study.choices, candidates: study.candidates)
    #expect(dominant.map(\.name) == ["skip_connect", "sep_conv_3x3"] && dominant[0].edges == [14, 14] && dominant[1].edges == [0, 0])
    #expect(abs(a.distance - (14 * 0.2 + 14 * 0.4) / 28) < 1e-12 && abs(a.margin - (14 * 0.6 + 14 * 0.2) / 28) < 1e-12)
  }

  @Test func fiveSeedsDecideAndThreeDescribe() throws {
    let five = try #require(try simulated.study(seeds: 5).decision), three = try #require(try simulated.study(seeds: 3).decision)
    #expect(five.finding == .supported && five.reason.contains("two-sided p 0.008"))
    #expect(three.finding == .inconclusive && three.reason.contains("a claim needs 5 seeds"))
    let searches =
      try (1...5).map { try simulated.relaxation("A", seed: $0, skips: 0.2) }
      + (1...5).map { try simulated.relaxation("B", seed: $0, skips: 0.8) }
    #expect(try RelaxationStudy(space: simulated.space, searches, claim: SimulatedWeights.claim).decision?.finding == .contradicted)
  }

  @Test func theGapIsTakenApart() throws {
    let gap = try simulated.study(seeds: 5).groups[0].gap
    #expect(abs((gap.gap.value?.value ?? 0) - 0.65) < 1e-12 && abs((gap.prunedOperations.value?.value ?? 0) - 0.3) < 1e-12)
    #expect(abs((gap.recovered.value?.value ?? 0) - 0.45) < 1e-12 && abs((gap.beyondRandom.value?.value ?? 0) - 0.05) < 1e-12)
  }
}
