import Reporting
import Spaces
import Testing

@Suite struct WeightTrajectoriesTests {
  private func figure(_ panels: [WeightTrajectories.Panel]) throws -> Figure {
    try WeightTrajectories(panels: panels, what: "The edge is that from state 0 to 3.").figure()
  }

  @Test func seedsStandBesideTheirMean() throws {
    let own = try figure([
      .init(
        "DARTS",
        trajectories: [.init(.skip, seeds: [[0.5, 0.75], [0.5, 0.25]]), .init(.separable3, seeds: [[0.5, 0.25], [0.5, 0.75]])])
    ])
    #expect(own.data.contains("# DARTS, skip_connect\n# epoch\tmean\tseed 1\tseed 2\n0.0\t0.5\t0.5\t0.5\n1.0\t0.5\t0.75\t0.25\n"))
    #expect(own.script.contains("data index 0 using 1:4 with lines lw 0.6 lc rgb '#80D55E00'") && !own.script.contains("first 0.85"))
    #expect(own.caption.contains("2 seeds") && own.caption.hasSuffix("The edge is that from state 0 to 3."))
  }

  @Test func thresholdsAreDrawnWhereTheRuleHasOne() throws {
    let trajectory = WeightTrajectories.Trajectory(.skip, seeds: [[0.5, 0.75]])
    let own = try figure([.init("DARTS", trajectories: [trajectory]), .init("FairDARTS", trajectories: [trajectory], threshold: 0.85)])
    #expect(own.script.split(separator: "first 0.85 to graph 1, first 0.85").count == 2 && own.script.contains("kept from here on"))
  }

  @Test func badPanelsAreNamed() {
    let name = "weight-trajectories"
    #expect(throws: ReportingError.empty(figure: name, what: "the list of panels")) { try figure([]) }
    #expect(throws: ReportingError.empty(figure: name, what: "panel 'A'")) {
      try figure([.init("A", trajectories: [.init(.skip, seeds: [[1]])])])
    }
    #expect(throws: ReportingError.lengths(figure: name, what: "a seed of 'skip_connect'", expected: 2, found: 3)) {
      try figure([.init("A", trajectories: [.init(.skip, seeds: [[1, 1], [1, 1, 1]])])])
    }
    #expect(throws: ReportingError.notFinite(figure: name, field: "weights of 'skip_connect'", position: 1)) {
      try figure([.init("A", trajectories: [.init(.skip, seeds: [[1, .infinity]])])])
    }
  }
}
