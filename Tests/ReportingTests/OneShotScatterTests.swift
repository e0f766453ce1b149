import Reporting
import Testing

@Suite struct OneShotScatterTests {
  @Test func emptyPanelsAreNamed() {
    #expect(throws: ReportingError.empty(figure: "one-shot-scatter", what: "the list of panels")) {
      try OneShotScatter(panels: []).figure()
    }
    #expect(throws: ReportingError.empty(figure: "one-shot-scatter", what: "panel 'SPOS'")) {
      try OneShotScatter(panels: [.init("SPOS", points: [])]).figure()
    }
  }

  @Test func aNaNIsNamedWithItsPosition() {
    let points = [OneShotScatter.Point(x: 0.5, y: 0.9), .init(x: 0.6, y: .nan)]
    #expect(throws: ReportingError.notFinite(figure: "one-shot-scatter", field: "y of 'SPOS'", position: 1)) {
      try OneShotScatter(panels: [.init("SPOS", points: points)]).figure()
    }
  }

  @Test(.enabled(if: gnuplotIsHere, "gnuplot is not installed: figures cannot be drawn here"))
  func onePointIsDrawnUnderAnyName() async throws {
    try await inFolder { folder in
      let name = "one_net {x} '<b>' & \"`touch ran`\" @name \\n"
      let drawn = try await Gnuplot().draw(
        OneShotScatter(panels: [.init(name, points: [.init(x: 0.5, y: 0.9)])]).figure(), in: folder, formats: [.svg])
      let svg = try text(drawn[0]), files = try names(in: folder)
      #expect(svg.contains("one_net {x} '&lt;b>' &amp; ") && svg.contains("`touch ran`") && svg.contains("@name \\n"))
      #expect(files == ["one-shot-scatter.dat", "one-shot-scatter.gp", "one-shot-scatter.svg"])
    }
  }

  @Test func accuraciesArePerCentAndErrorsAreKept() throws {
    let figure = try OneShotScatter(panels: [
      .init("A", points: [.init(x: 0.5, y: 0.75, xError: 0.25), .init(x: 0.25, y: 0.5, yError: 0.125)])
    ]).figure()
    #expect(figure.data == "# A\n# x\ty\tx_sd\ty_sd\n50.0\t75.0\t25.0\tNaN\n25.0\t50.0\tNaN\t12.5\n")
    #expect(figure.caption.contains("Horizontal bars: sd over supernets. Vertical bars: sd over stand-alone seeds."))
    #expect(figure.size.width == 8.6)
  }

  @Test func publishedPanelsSaySo() throws {
    let figure = try Samples.published.figure()
    #expect(
      figure.script.contains("published, digitised")
        && figure.caption.contains("'SPOS' is published (FairNAS, Fig. 1, ImageNet, digitised), not measured here."))
    #expect(figure.script.contains("0.9487") && figure.script.contains("n = 13 (8 shown)"))
  }

  @Test func aCrowdIsCountedInCellsThatSumToAll() throws {
    let counts = try lastColumn(Samples.crowd.figure().data.split(separator: "\n"))
    #expect(counts.reduce(0, +) == 50_000 && counts.count < 3_072)
  }
}
