import Analysis
import SimulatedStudies
import Spaces
import Statistics
import Store
import Streams
import Testing

@Suite struct PolicyStudyTests {
  private let nets = 40, strategy = "strict fairness"

  /// The runs with two more policies of one strategy's supernets on the first nets: one that scores as before with two nets exchanged, one that
  /// knows nothing.
  private func runs() throws -> SimulatedRuns {
    var runs = try SimulatedRuns()
    for own in runs.evaluations where own.label == strategy && own.run.passes == 3_000 {
      for (policy, shift) in [("inherited", 17), ("batch(100)", 1)] {
        let order = (0..<nets).map { (shift * $0 + shift - 1) % nets }
        let run = EvaluationRun(
          header: own.run.header, space: own.run.space, strategy: own.run.strategy, seed: own.run.seed, supernet: own.run.supernet,
          passes: 3_000, policy: policy, architectures: Array(own.run.architectures.prefix(nets)), scores: order.map { own.run.scores[$0] },
          loss: Array(own.run.loss.prefix(nets)))
        runs.evaluations.append(PopulationScores(strategy, population: "policies", inclusion: Array(own.inclusion.prefix(nets)), run))
      }
    }
    return runs
  }

  private func claims(_ first: String, _ second: String) -> [Primary.Claim] {
    [
      .init(text: "strict fairness ranks better than SPOS", source: "FairNAS", first: "strict fairness", second: "SPOS"),
      .init(text: "recalibration is needed", source: "SPOS", first: first, second: second),
    ]
  }

  @Test func policiesAreJudgedOnTheSameSupernetsAndNets() throws {
    let runs = try runs(), study = try runs.study { $0.claims = claims(SimulatedRuns.policy, "inherited") }
    let own = try #require(study.policies)
    #expect(own.rows.map(\.name) == ["inherited", "batch(100)", SimulatedRuns.policy] && own.reference == "inherited")
    #expect(own.strategy == strategy && own.nets == nets && own.rows.allSatisfy { $0.seeds == [0, 1, 2, 3] })
    let texts = Array(runs.texts.prefix(nets))
    let target = texts.map { text in
      let accuracies = runs.standAlone.filter { $0.architecture == text }.map { 100 * $0.test.mean }
      return accuracies.reduce(0, +) / Double(accuracies.count)
    }
    func tau(_ policy: String, _ population: String) throws -> StrategyTau {
      let scored = runs.evaluations.filter {
        $0.label == strategy && $0.run.policy == policy && $0.population == population && $0.run.passes == 3_000
      }
      return try StrategyTau(scores: scored.map { $0.run.scores.prefix(nets).map(\.mean) }, target: target)
    }
    let recalibrated = try tau(SimulatedRuns.policy, "design"), inherited = try tau("inherited", "policies")
    #expect(own.rows[0].tau().value == inherited.summary() && own.rows[2].tau().value == recalibrated.summary())
    // The same scores in the same order.
    #expect(own.rows[1].tau() == own.rows[2].tau())
    let difference = try recalibrated.difference(to: inherited, sharedSeeds: true)
    #expect(own.rows[0].differences.isEmpty && own.rows[2].difference(to: "inherited")?.value == difference)
    #expect(study.claims[1].contrast.value == difference && study.claims[1].nets == nets && study.claims[1].supernets == 4)
    #expect(study.claims[1].verdict?.finding == .supported)
    #expect(own.means[1] == own.means[2] && own.means.allSatisfy { $0 > 0.1 && $0 < 1 })
  }

  @Test func everythingElseIsAsWithoutThem() throws {
    let with = try runs().study { $0.claims = Array(claims("", "").prefix(1)) }
    let without = try SimulatedRuns().study { $0.claims = Array(claims("", "").prefix(1)) }
    #expect(without.policies == nil && with.strategies == without.strategies && with.claims == without.claims)
    #expect(with.tauAgainstPasses == without.tauAgainstPasses && with.populations == without.populations)
  }

  @Test func aClaimNamesTwoOfOneKind() throws {
    for (first, second) in [("inherited", "SPOS"), ("nothing", "inherited"), ("inherited", "recalibrated(7)")] {
      let error = #expect(throws: AnalysisError.self) { try runs().study { $0.claims = claims(first, second) } }
      let unknown = first == "nothing" ? first : second
      guard case .unknownName(unknown, _) = error else {
        Issue.record("\(String(describing: error)) instead of \(unknown)")
        continue
      }
    }
  }
}
