import Reporting
import Testing

@Suite struct TauByLevelTests {
  private func figure(_ series: [TauByLevel.Series], correlation: Double? = nil) throws -> Figure {
    try TauByLevel(panels: [.init("here", series: series, axis: Axis("Level", unit: "%", scale: 100), correlation: correlation)]).figure()
  }

  @Test func marksStandWhereTheyWereMeasuredInTheLookOfTheirStrategy() throws {
    let figure = try figure(
      [
        .init("FairNAS", points: [.init(level: 0.5, tau: 0.25)]),
        .init("SPOS", points: [.init(level: 0.75, tau: 0.5), .init(level: 0.7, tau: 0.4)]),
      ],
      correlation: 0.945)
    #expect(figure.data == "# here, FairNAS\n# level\ttau\n50.0\t0.25\n\n\n# here, SPOS\n# level\ttau\n75.0\t0.5\n70.0\t0.4\n")
    #expect(figure.script.contains("index 0 using 1:2 with points lt 2") && figure.script.contains("index 1 using 1:2 with points lt 1"))
    #expect(figure.script.contains("3 supernets") && figure.script.contains("r = 0.94"))
  }

  @Test func badValuesAreNamed() {
    #expect(throws: ReportingError.empty(figure: "tau-by-level", what: "panel 'here'")) { try figure([]) }
    #expect(throws: ReportingError.notFinite(figure: "tau-by-level", field: "'A' of 'here'", position: 1)) {
      try figure([.init("A", points: [.init(level: 0.5, tau: .nan)])])
    }
    #expect(throws: ReportingError.empty(figure: "tau-by-level", what: "the list of panels")) { try TauByLevel(panels: []).figure() }
  }
}
