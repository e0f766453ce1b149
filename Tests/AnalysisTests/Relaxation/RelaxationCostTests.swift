import Analysis
import SimulatedStudies
import Spaces
import Testing

@Suite struct RelaxationCostTests {
  @Test func timesAndMemoryAreHeldAgainstTheReference() throws {
    let costs = try SimulatedRelaxations.study().costs
    #expect(costs.map(\.label) == ["A", "B"] && costs.map(\.epochs) == [2, 2] && costs.map(\.seeds) == [2, 2])
    #expect(costs.allSatisfy { $0.seconds == 60 && $0.epoch == 30 && $0.leastEpoch == 30 && $0.mostEpoch == 30 })
    #expect(costs.map(\.relativeTime) == [1, 1] && costs.map(\.relativeMemory) == [1, 2])
  }

  @Test func withoutAReferenceThereIsNoRatio() throws {
    let searches = try [1, 2].map { try SimulatedRelaxations.relaxation("A", seed: $0, peakBytes: 9) }
    let study = try RelaxationStudy(
      space: SimulatedRelaxations.space, searches, costReference: "B",
      claim: RelaxationStudy.Claim(text: "A has more", source: "made up", more: "A", fewer: "B", draws: 100))
    #expect(study.costs.count == 1 && study.costs[0].relativeTime == nil && study.costs[0].peakBytes == 9)
  }

  @Test func stagesCountTogether() throws {
    let stages = try [(1, 7), (2, 5)].map { try SimulatedRelaxations.relaxation("P", seed: $0, peakBytes: $1) }
    let search = RelaxationStudy.Search(
      "P", run: stages[1].run, rule: .topTwo, mixture: 0.9, operations: 0.6, chosen: stages[1].chosen, random: [],
      before: [stages[0].run])
    let study = try RelaxationStudy(
      space: SimulatedRelaxations.space, [search],
      claim: RelaxationStudy.Claim(text: "P has more", source: "made up", more: "P", fewer: "B", draws: 100))
    #expect(study.costs[0].epochs == 4 && study.costs[0].seconds == 120 && study.costs[0].epoch == 30 && study.costs[0].peakBytes == 7)
  }
}
