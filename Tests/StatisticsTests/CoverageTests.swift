import FoundationEssentials
import Testing

import Statistics
import Streams

@Suite struct CoverageTests {
  /// A corner of the grid: 400 repetitions, standard error 1.1 %.
  @Test(arguments: [(30, 0.3, 0.0), (56, 0.5, 0.5), (100, 0.7, 0.0), (13, 0.5, 0.0)])
  func intervalsCover(nets: Int, tau: Double, step: Double) throws {
    let random = RandomStream(seed: 1, "coverage")
    let truth = try Coverage.populationTau(tau, step: step, draws: 200_000, random: random.child("truth"))
    let one = try Coverage(nets: nets, tau: tau, step: step, truth: truth, repetitions: 400, random: random.child("columns"))
    #expect(one.covered > 0.91 && one.covered <= 0.99, "\(one)")
  }

  /// The whole grid of protocol, section 4, printed as the table of docs/statistics.md.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["CONCORD_SOAK"] == "1", "CONCORD_SOAK=1 runs 10,000 repetitions of each cell"))
  func theWholeGridCovers() throws {
    let repetitions = 10_000, random = RandomStream(seed: 1, "coverage grid")
    for step in [0, 0.5] {
      for tau in [0, 0.3, 0.5, 0.7, 0.8] {
        let truth = try Coverage.populationTau(tau, step: step, draws: 2_000_000, random: random.child("truth"))
        var row = "| \(step == 0 ? "untied" : "rounded to \(step) sd") | \(tau) |"
        for nets in [13, 30, 56, 100, 400] {
          let one = try Coverage(nets: nets, tau: tau, step: step, truth: truth, repetitions: repetitions, random: random.child(nets))
          row += " \((one.covered * 1_000).rounded() / 10) (\((one.meanWidth * 1_000).rounded() / 1_000)) |"
          let least = nets == 13 || tau >= 0.8 ? 0.93 : 0.94, most = nets == 13 || tau >= 0.8 ? 1 : 0.98
          #expect(one.covered >= least - 0.0025 && one.covered <= most + 0.0025, "\(one)")
        }
        print(row)
      }
    }
  }
}
