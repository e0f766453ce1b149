import Analysis
import Glibc
import SimulatedStudies
import Statistics
import Testing

@Suite struct PublishedComparisonTests {
  private let simulated = SimulatedWeights()

  private func rows(
    _ methods: [(RelaxationAlgorithm?, skips: Double, accuracies: [Double])], depth: [DepthTrajectory] = []
  ) throws -> [PublishedComparison.Row] {
    let searches = try methods.enumerated().flatMap { number, method in
      try method.accuracies.enumerated().map { seed, accuracy in
        try simulated.relaxation(
          ["A", "B", "C", "D", "E"][number], seed: seed + 1, skips: method.skips, algorithm: method.0,
          alone: [SimulatedWeights.net(accuracy, macs: 1_000_000 * (seed + 1))])
      }
    }
    return PublishedComparison(try RelaxationStudy(space: simulated.space, searches, depth: depth, claim: SimulatedWeights.claim)).rows
  }

  private let five = [0.70, 0.71, 0.72, 0.71, 0.70]

  @Test func theDeclaredClaimKeepsItsOwnTest() throws {
    let row = try #require(try rows([(.firstOrderDARTS, 0.8, five), (.fairDARTS, 0.2, five)]).first)
    #expect(row.statement == "A has more" && row.finding == .supported && row.reason.hasPrefix("declared; exact permutation"))
    #expect(row.published == "3, 2 against 0, 0, 0, 0, 0, 0, 0 of 8" && row.measured.value?.value == 8)
  }

  @Test func accuraciesAreJudgedByTheirInterval() throws {
    func finding(_ other: [Double]) throws -> PublishedComparison.Row {
      try #require(try rows([(.firstOrderDARTS, 0.8, five), (.fairDARTS, 0.2, other)]).first { $0.statement.contains("more accurate") })
    }
    let better = try finding(five.map { $0 + 0.05 }), worse = try finding(five.map { $0 - 0.05 }), equal = try finding(five)
    #expect([better, worse, equal].map(\.finding) == [.supported, .contradicted, .inconclusive])
    // FairDARTS's seven against DARTS_V2, as its README has them.
    #expect(better.published == "97.463 (mean of 7) against 96.94 %")
    // Welch: five values of variance .7 each, in points; t of 8 degrees of freedom at .975 is 2.306.
    let half = 2.306004135 * (2 * 0.7 / 5).squareRoot(), interval = try #require(better.measured.value?.interval)
    #expect(abs(interval.high - 5 - half) < 1e-6 && abs(interval.low - 5 + half) < 1e-6)
  }

  @Test func fewSeedsOnlyDescribe() throws {
    let row = try #require(
      try rows([(.firstOrderDARTS, 0.8, [0.7, 0.71]), (.fairDARTS, 0.2, [0.8, 0.81])]).first { $0.statement.contains("more accurate") })
    #expect(row.finding == .inconclusive && row.reason.contains("a claim needs 5"))
  }

  @Test func timesAreRatios() throws {
    let all = try rows([(.secondOrderDARTS, 0.8, five), (.firstOrderDARTS, 0.2, five), (.partialDARTS, 0.2, five)])
    let times = all.filter { $0.statement.contains("takes longer") }
    #expect(times.map(\.published) == ["1 / 0.4 GPU-days", "0.4 / 0.1 GPU-days"])
    // Equal times by construction.
    #expect(times.allSatisfy { $0.finding == .inconclusive && $0.quantity == .ratio && $0.measured.value?.value == 1 })
  }

  @Test func whatCannotBeComparedSaysWhy() throws {
    let all = try rows([(.fairDARTS, 0.8, five), (.progressiveDARTS, 0.2, five)])
    let deviation = try #require(all.first { $0.statement.hasPrefix("Standard deviation") })
    #expect(deviation.published.hasPrefix("0.053 of 7; printed is that of a population (n), 0.049"))
    #expect(abs((deviation.measured.value?.value ?? 0) - 0.7.squareRoot()) < 1e-9 && deviation.finding == nil)
    let tau = try #require(all.first { $0.quantity == .tau })
    #expect(tau.published.hasPrefix("0.098 of 7") && tau.finding == nil && tau.measured.value?.interval == nil)
    #expect(!all.contains { $0.published.contains("cells of stages") }, "no stage but the last is in the study")
    let skips = try #require(all.first { $0.statement == "Skips in the normal cell of B" })
    #expect(skips.published == "2 of 8" && skips.finding == nil && skips.reason.contains("2 operations an edge here"))
  }

  @Test func depthIsJudgedByTheLastStageAgainstTheFirst() throws {
    func finding(_ last: Int) throws -> PublishedComparison.Row {
      let tracks = try (1...5).map { seed in
        DepthTrajectory.Track(
          seed: seed,
          stages: try [50, last + seed].map { test in
            DepthTrajectory.Stage(cells: 3, mixture: 0.5, net: try SimulatedRelaxations.net(skips: 1, macs: 1_000, test: test))
          })
      }
      let all = try rows([(.firstOrderDARTS, 0.8, five), (.progressiveDARTS, 0.2, five)], depth: [DepthTrajectory("B", tracks)])
      return try #require(all.first { $0.published.contains("cells of stages") })
    }
    #expect(try [55, 40, 47].map { try finding($0).finding } == [.supported, .contradicted, .inconclusive])
    #expect(try finding(55).published.hasPrefix("2.9, 2.82, 2.58 %") && abs((finding(55).measured.value?.value ?? 0) - 8) < 1e-9)
  }

  @Test func methodsOfNoPaperHaveNoRows() throws { #expect(try rows([(nil, 0.8, five), (nil, 0.2, five)]).isEmpty) }
}
