import Reporting
import Testing

@Suite struct SmallStudyFigureTests {
  @Test func sharesOfEachDistributionSumToAHundred() throws {
    let blocks = try Samples.smallStudies.figure().data.replacing("\n\n\n", with: "|").split(separator: "|")
    let distributions = blocks.filter { !$0.hasPrefix("# published") }
    #expect(distributions.count == 9)
    for block in distributions {
      let shares = lastColumn(block.split(separator: "\n"))
      // Each bar stands twice in its outline.
      #expect(abs(shares.reduce(0, +) - 200) < 1e-6)
    }
  }

  @Test func publishedValuesAreTicksOfTheirPanelAndOnlyDirection() throws {
    let figure = try Samples.smallStudies.figure()
    #expect(figure.data.contains("# published FairNAS\n# tau\tlow\thigh\theight\n0.9487\t0.8\t0.99\t"))
    #expect(figure.caption.contains("2000 draws of 13 nets") && figure.caption.contains("direction only"))
  }

  @Test func badValuesAreNamed() {
    func study(_ designs: [SmallStudyFigure.Design]) throws { _ = try SmallStudyFigure(first: "A", second: "B", designs: designs).figure() }
    #expect(throws: ReportingError.empty(figure: "small-studies", what: "the list of designs")) { try study([]) }
    #expect(throws: ReportingError.empty(figure: "small-studies", what: "design 'u'")) { try study([.init("u", first: [], second: [])]) }
    #expect(throws: ReportingError.lengths(figure: "small-studies", what: "draws of 'u'", expected: 2, found: 1)) {
      try study([.init("u", first: [0, 1], second: [0])])
    }
    #expect(throws: ReportingError.notFinite(figure: "small-studies", field: "tau of 'u'", position: 3)) {
      try study([.init("u", first: [0, 1], second: [0, .infinity])])
    }
  }

  @Test(.enabled(if: gnuplotIsHere, "gnuplot is not installed: figures cannot be drawn here")) func oneDrawIsDrawn() async throws {
    try await inFolder { folder in
      let study = SmallStudyFigure(first: "A", second: "B", designs: [.init("u", first: [0.5], second: [0.5])])
      try await Gnuplot().draw(study.figure(), in: folder, formats: [.svg])
    }
  }
}
