import Analysis
import SimulatedStudies
import Statistics
import Store
import Testing

@Suite struct SupernetAgreementTests {
  @Test func pairsOfSeedsAndOfStrategiesAreCountedApart() throws {
    let runs = try SimulatedRuns(), study = try runs.study()
    // Three strategies of four supernets: 6 pairs within each, and between two 4 pairs of one seed and 12 of different ones.
    let counts = study.supernetAgreement.map { [$0.first == $0.second ? 1 : 2, $0.sharesSeed ? 1 : 0, $0.taus.count] }
    #expect(counts == [[1, 0, 6], [2, 1, 4], [2, 0, 12], [2, 1, 4], [2, 0, 12], [1, 0, 6], [2, 1, 4], [2, 0, 12], [1, 0, 6]])
    let same = try #require(study.supernetAgreement.first { $0.first == "SPOS" && $0.second == "SPOS" })
    let scores = runs.evaluations.filter { $0.label == "SPOS" && $0.run.passes == 3_000 }.map { $0.run.scores.map(\.mean) }
    let (first, last) = (try KendallTau(scores[0], scores[1]).tauB, try KendallTau(scores[2], scores[3]).tauB)
    #expect(same.taus[0] == first && same.taus[5] == last && abs(same.mean - same.taus.reduce(0, +) / 6) < 1e-15)
  }
}
