import Reporting
import Testing

@Suite struct TauBySliceTests {
  private func figure(_ slices: [TauBySlice.Slice]) throws -> Figure { try TauBySlice(strategies: ["A", "B"], slices: slices).figure() }

  @Test func badSlicesAreNamed() {
    #expect(throws: ReportingError.empty(figure: "tau-by-slice", what: "the list of slices")) { try figure([]) }
    #expect(throws: ReportingError.lengths(figure: "tau-by-slice", what: "slice 'design'", expected: 2, found: 1)) {
      try figure([.init("design", nets: 9, taus: [nil])])
    }
    #expect(throws: ReportingError.empty(figure: "tau-by-slice", what: "every slice")) {
      try figure([.init("design", nets: 9, taus: [nil, nil])])
    }
    #expect(throws: ReportingError.notFinite(figure: "tau-by-slice", field: "slice 'design'", position: 0)) {
      try figure([.init("design", nets: 9, taus: [Reading(.nan), nil])])
    }
  }

  @Test func aSliceThatIsTooSmallSaysSo() throws {
    let figure = try figure([.init("design", nets: 96, taus: [Reading(0.5), nil]), .init("top", nets: 9, taus: [nil, nil])])
    #expect(figure.script.split(separator: "\n").count { $0.contains("n too small") } == 1)
    #expect(figure.data == "# A\n# tau\trow\tlow\thigh\tname\n0.5\t-0.15853658536585366\tNaN\tNaN\tdesign\n")
  }
}
