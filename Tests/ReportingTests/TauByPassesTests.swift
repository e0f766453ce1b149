import Reporting
import Testing

@Suite struct TauByPassesTests {
  private func figure(_ curves: [TauByPasses.Curve]) throws -> Figure {
    try TauByPasses(panels: [.init(Axis("tau"), curves: curves)], isOneSchedule: false).figure()
  }

  @Test func pointsInsideOneScheduleAreLabelledSo() throws {
    #expect(try Samples.passes.figure().caption.contains("they are not shorter trainings"))
    #expect(try !figure([.init("A", passes: [1, 2], readings: [Reading(0), Reading(1)])]).caption.contains("shorter"))
  }

  @Test func badCurvesAreNamed() {
    #expect(throws: ReportingError.empty(figure: "tau-by-passes", what: "the list of curves")) { try figure([]) }
    #expect(throws: ReportingError.empty(figure: "tau-by-passes", what: "curve 'A' of 'tau'")) {
      try figure([.init("A", passes: [], readings: [])])
    }
    #expect(throws: ReportingError.lengths(figure: "tau-by-passes", what: "curve 'A'", expected: 2, found: 1)) {
      try figure([.init("A", passes: [1, 2], readings: [Reading(0)])])
    }
    #expect(throws: ReportingError.notFinite(figure: "tau-by-passes", field: "curve 'A' of 'tau'", position: 1)) {
      try figure([.init("A", passes: [1], readings: [Reading(.nan)])])
    }
  }

  @Test(.enabled(if: gnuplotIsHere, "gnuplot is not installed: figures cannot be drawn here"))
  func onePointAndManyPassesAreDrawn() async throws {
    try await inFolder { folder in
      let drawn = try await Gnuplot().draw(figure([.init("A", passes: [150_000], readings: [Reading(0.5)])]), in: folder, formats: [.svg])
      #expect(try text(drawn[0]).contains("Passes (thousands)"))
    }
  }

  @Test func closeLinesAreNamedOnBothSides() throws {
    let curve = TauByPasses.Curve("a", passes: [1, 2], readings: [Reading(0), Reading(0.5)])
    func script(_ lower: Double) throws -> String {
      let references = [Reference("low", Reading(lower)), Reference("high", Reading(0.95))]
      return try TauByPasses(panels: [.init(Axis("tau"), curves: [curve], references: references)], isOneSchedule: true).figure().script
    }
    #expect(try script(0.9).contains("offset 0,-0.45") && script(0.9).contains("offset 0,0.45") && !script(0.5).contains("offset 0,-0.45"))
    var figure = TauByPasses(panels: [.init(Axis("tau"), curves: [curve])], isOneSchedule: true)
    figure.followed = 300
    #expect(try figure.figure().caption.contains("tau-b of 300 nets drawn from all."))
  }
}
