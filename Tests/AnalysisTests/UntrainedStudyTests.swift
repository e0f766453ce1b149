import Analysis
import FoundationEssentials
import SimulatedStudies
import Statistics
import Streams
import Testing

/// A study without supernets: predictions of untrained nets are compared with each other and with what is counted.
@Suite struct UntrainedStudyTests {
  private let runs: SimulatedRuns

  init() throws { runs = try SimulatedRuns() }

  /// Three draws each: the deeper the better, with little noise or with much.
  private func crossed(_ name: String, noise: Double) -> CrossedPredictions {
    CrossedPredictions(
      name,
      scores: (0..<3).map { draw in
        var random = RandomStream(seed: UInt64(draw), name)
        return [Dictionary(uniqueKeysWithValues: runs.texts.map { ($0, Double($0.count { $0 != "0" }) + noise * random.normal()) })]
      })
  }

  private func study(_ crossed: [CrossedPredictions], reference: String = "MACs", claims: [Primary.Claim] = []) throws -> RankingStudy {
    try RankingStudy(
      space: runs.space, truth: .trained(runs.standAlone), evaluations: [], supernets: [], crossed: crossed,
      primary: Primary(policy: "inherited", claims: claims, reference: reference, k: 5, draws: 200))
  }

  @Test func proxiesAreHeldAgainstTheReferenceAndWhatIsCounted() throws {
    let claim = Primary.Claim(text: "quiet ranks better", source: "made", first: "quiet", second: "loud")
    let quiet = crossed("quiet", noise: 0.1), study = try study([quiet, crossed("loud", noise: 20)], claims: [claim])
    #expect(study.strategies.isEmpty && study.baselines.map(\.name).suffix(2) == ["quiet", "loud"] && study.populations.isEmpty)
    let row = try #require(study.baselines.first { $0.name == "quiet" }), texts = study.nets.map(\.architecture)
    let target = study.nets.map { $0.target.reduce(0, +) / Double($0.target.count) }
    let scores = try quiet.scores.map { draw in try texts.map { try #require(draw[0][$0]) } }
    let own = try StrategyTau(scores: scores, target: target)
    #expect(row.tau().value == own.summary() && row.each.count == 3)
    #expect(row.tau(over: .amongPredictedBest(share: 0.5)).value != nil && row.top?.value?.regret.value != nil)
    #expect(row.differences.map(\.name) == ["MACs", "parameters", "activations", "depth"])
    let macs = try StrategyTau(baseline: study.nets.map(\.macs), target: target)
    #expect(row.difference(to: "MACs")?.value == (try own.difference(to: macs, sharedSeeds: false)))
    #expect(study.baselines.first { $0.name == "MACs" }?.differences.map(\.name) == ["parameters", "activations", "depth"])
    #expect(study.claims[0].verdict?.finding == .supported && study.claims[0].contrast.value?.supernets == 3)
    #expect(study.nets.allSatisfy { $0.oneShot.isEmpty } && study.nets[3].untrained?[0] == scores.map { $0[3] })
    #expect(study.agreement.labels == ["quiet", "loud", "depth", "MACs", "stand-alone"])
    #expect(try JSONDecoder().decode(RankingStudy.self, from: try JSONEncoder().encode(study)) == study)
  }

  @Test func withoutAnythingThereIsNoStudy() throws {
    #expect(throws: AnalysisError.noRuns(kind: "evaluation", wanted: "policy inherited and population design")) { try study([]) }
    // Beside supernets nothing of the kind is kept.
    let beside = try runs.study(crossed: [crossed("quiet", noise: 0.1)])
    #expect(beside.nets.allSatisfy { $0.untrained == nil })
    // Whatever costs nothing is held against the reference and what is counted there too.
    #expect(beside.baselines.allSatisfy { $0.difference(to: beside.primary.reference) != nil && $0.top != nil })
  }
}
