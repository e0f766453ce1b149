import Analysis
import SimulatedStudies
import Testing

@Suite struct RelaxationWeightsTests {
  /// A last stage has lost operations: its rows get their places back, with nothing where there is nothing.
  @Test func whatAStageTookAwayWeighsNothing() throws {
    let whole = try SimulatedRelaxations.relaxation("A", seed: 1, peakBytes: 1),
      last = try SimulatedRelaxations.relaxation("P", seed: 1, peakBytes: 1, lacking: 1)
    let study = try RelaxationStudy(
      space: SimulatedRelaxations.space, [whole, last],
      claim: RelaxationStudy.Claim(text: "x", source: "x", more: "A", fewer: "P", draws: 100))
    let rows = study.groups.map { $0.rows[0].weights }
    #expect(rows[0].count == rows[1].count && rows[1].allSatisfy { $0.map(\.count) == study.candidates.map(\.count) })
    for (a, b) in zip(rows[0].joined(), rows[1].joined()) { #expect(b == [0] + a.dropFirst()) }
    #expect(study.groups[1].rows[0].normal.last.skips == 0 && study.groups[0].rows[0].normal.last.skips == 8)
  }
}
