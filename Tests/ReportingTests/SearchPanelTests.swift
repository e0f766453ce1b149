import Reporting
import Testing

@Suite struct SearchPanelTests {
  private func figure(_ panels: [SearchPanel]) throws -> Figure { try RegretByEvaluations(panels: panels).figure() }
  private func figure(_ evaluations: [Int], _ values: [Double]) throws -> Figure {
    try figure([
      SearchPanel(
        "SPOS", axis: .regret, curves: [SearchCurve("A", evaluations: evaluations, readings: values.map { Reading($0) }, series: 0)])
    ])
  }

  @Test func badCurvesAreNamed() {
    let name = "regret-by-evaluations", curve = "curve 'A' of 'SPOS'"
    #expect(throws: ReportingError.empty(figure: name, what: "the list of panels")) { try figure([]) }
    #expect(throws: ReportingError.empty(figure: name, what: "panel 'SPOS'")) {
      try figure([SearchPanel("SPOS", axis: .regret, curves: [])])
    }
    #expect(throws: ReportingError.empty(figure: name, what: "panel 'True regret'")) {
      try figure([SearchPanel(axis: .regret, curves: [])])
    }
    #expect(throws: ReportingError.empty(figure: name, what: curve)) { try figure([], []) }
    #expect(throws: ReportingError.lengths(figure: name, what: curve, expected: 2, found: 1)) { try figure([1, 2], [0]) }
    #expect(throws: ReportingError.notFinite(figure: name, field: curve, position: 1)) { try figure([1, 2], [0, .nan]) }
  }

  @Test(arguments: [([0, 2], 0), ([1, 1], 1), ([1, 5, 4], 2)]) func evaluationsBeginAtOneAndRise(_ evaluations: [Int], _ position: Int) {
    let error = ReportingError.notRising(
      figure: "regret-by-evaluations", field: "evaluations of curve 'A' of 'SPOS'", position: position)
    #expect(throws: error) { try figure(evaluations, evaluations.map(Double.init)) }
    #expect(error.description.contains("must be 1 or more and rise"))
  }

  @Test func aReferenceThatIsNotFiniteIsNamed() {
    let panel = SearchPanel(
      "SPOS", axis: .regret, curves: [SearchCurve("A", evaluations: [1], readings: [Reading(1)], series: 0)],
      references: [Reference("chance", Reading(.infinity))])
    #expect(throws: ReportingError.notFinite(figure: "regret-by-evaluations", field: "references of 'SPOS'", position: 0)) {
      try figure([panel])
    }
  }
}
