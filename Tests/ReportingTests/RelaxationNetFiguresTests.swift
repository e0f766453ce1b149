import Analysis
import Reporting
import SimulatedStudies
import Testing

@Suite struct RelaxationNetFiguresTests {
  private let simulated = SimulatedWeights()

  private func figure(_ alone: [[AloneNet?]]) throws -> Figure? {
    let searches = try alone.enumerated().map { try simulated.relaxation("A", seed: $0 + 1, skips: 0.8, alone: $1) }
    let study = try RelaxationStudy(space: simulated.space, searches, claim: SimulatedWeights.claim)
    return try RelaxationFigures(study).drawings.map { try $0.figure() }.first { $0.name == "accuracy-macs" }
  }

  @Test func foundAndRandomNetsStandApart() throws {
    let net = { try SimulatedWeights.net($0, macs: $1) },
      own = try #require(try figure([[net(0.7, 3_000_000), net(0.6, 2_000_000)], [nil, net(0.5, 4_000_000)]]))
    // √(.7 · .3/2000) is 1.02 points.
    #expect(own.data.contains("# A\n# macs\taccuracy\terror\n3.0\t70.0\t1.02469507659596\n"))
    #expect(own.data.contains("# random genotypes\n# macs\taccuracy\terror\n2.0\t60.0\t") && own.data.contains("\n4.0\t50.0\t"))
    #expect(own.data.contains("\n# front\n# macs\taccuracy\n2.0\t60.0\n3.0\t70.0\n4.1\t70.0\n"))
  }

  @Test func withoutAnyNetThereIsNoFigure() throws { #expect(try figure([[nil, nil]]) == nil) }
}
