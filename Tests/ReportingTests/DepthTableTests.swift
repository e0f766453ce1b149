import Analysis
import Reporting
import SimulatedStudies
import Testing

@Suite struct DepthTableTests {
  @Test func aRowAStageAndOneForTheGain() throws {
    #expect(try RelaxationTables(try SimulatedRelaxations.study()).depth() == nil)
    let tracks = try (1...2).map { seed in
      DepthTrajectory.Track(
        seed: seed,
        stages: try [(3, 50), (5, 50 + 2 * seed)].map { cells, test in
          DepthTrajectory.Stage(cells: cells, mixture: 0.25, net: try SimulatedRelaxations.net(skips: 2, macs: 2_000_000, test: test))
        })
    }
    let study = try SimulatedRelaxations.study(depth: [DepthTrajectory("P-DARTS", tracks)])
    let table = try #require(try RelaxationTables(study).depth())
    #expect(table.rows.count == 5 && table.sections.map(\.name) == ["P-DARTS"])
    #expect(table.rows[1].cells == [.text("1"), .number(2), .number(5), .number(25), .number(2), .number(2), .number(52)])
    guard case .estimate(let gain, _) = table.rows[4].cells[6] else { Issue.record("\(table.rows[4].cells[6])"); return }
    #expect(abs(gain - 3) < 1e-9)
  }
}
