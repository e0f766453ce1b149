import Reporting
import Testing

@Suite struct SkipsByEpochTests {
  private func figure(_ panels: [SkipsByEpoch.Panel]) throws -> Figure { try SkipsByEpoch(panels: panels).figure() }
  private func panel(_ seeds: [[Int]], median: [Double] = [1, 2], chance: Double = 1.5) -> SkipsByEpoch.Panel {
    .init("A", seeds: seeds, median: median, kept: 8, chance: chance, low: 0, high: 3)
  }

  @Test func everySeedTheMedianAndChanceAreDrawn() throws {
    let own = try figure([panel([[0, 2], [2, 2]])])
    #expect(
      own.data
        == "# A, seed 1\n# epoch\tskips\n0.0\t0.0\n1.0\t2.0\n\n\n# A, seed 2\n# epoch\tskips\n0.0\t2.0\n1.0\t2.0\n\n\n# A, median\n# epoch\tskips\n0.0\t1.0\n1.0\t2.0\n"
    )
    #expect(own.script.contains("graph 0,first 1.5 to graph 1,first 1.5") && own.script.contains("graph 0,first 0 to graph 1,first 3"))
    #expect(own.caption.contains("2 seeds") && own.script.contains("Skips among ≤ 8 kept"))
  }

  @Test func badPanelsAreNamed() {
    #expect(throws: ReportingError.empty(figure: "skips-by-epoch", what: "the list of panels")) { try figure([]) }
    #expect(throws: ReportingError.empty(figure: "skips-by-epoch", what: "panel 'A'")) { try figure([panel([])]) }
    #expect(throws: ReportingError.empty(figure: "skips-by-epoch", what: "panel 'A'")) { try figure([panel([[]])]) }
    #expect(throws: ReportingError.notFinite(figure: "skips-by-epoch", field: "panel 'A'", position: 2)) {
      try figure([panel([[1]], chance: .nan)])
    }
  }
}
