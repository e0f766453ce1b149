import Analysis
import SimulatedStudies
import Testing

@Suite struct SearchCostTests {
  @Test func timesAndMemoryAreHeldAgainstTheReference() throws {
    let costs = try SimulatedSearches.study().costs
    #expect(costs.map(\.label) == ["A", "B"] && costs.map(\.epochs) == [2, 2] && costs.map(\.seeds) == [2, 2])
    #expect(costs.allSatisfy { $0.seconds == 60 && $0.epoch == 30 && $0.leastEpoch == 30 && $0.mostEpoch == 30 })
    #expect(costs.map(\.relativeTime) == [1, 1] && costs.map(\.relativeMemory) == [1, 2])
  }

  @Test func withoutAReferenceThereIsNoRatio() throws {
    let searches = try [1, 2].map { try SimulatedSearches.search("A", seed: $0, peakBytes: 9) }
    let study = try SearchStudy(
      space: SimulatedSearches.space, searches, costReference: "B",
      claim: SearchStudy.Claim(text: "A has more", source: "made up", more: "A", fewer: "B", draws: 100))
    #expect(study.costs.count == 1 && study.costs[0].relativeTime == nil && study.costs[0].peakBytes == 9)
  }
}
