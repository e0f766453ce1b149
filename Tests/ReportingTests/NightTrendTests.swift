import Reporting
import Testing

@Suite struct NightTrendTests {
  private func trend(_ values: [Double], band: ClosedRange<Double>? = nil, levels: [NightTrend.Level] = []) -> NightTrend {
    NightTrend("night-1", axis: Axis("tau of SPOS"), values: values, band: band, levels: levels, ends: ("2026-11-01", "2026-11-04"))
  }

  @Test func nightsBandAndLevelsAreDrawn() throws {
    let own = try trend(
      [0.5, 0.6, 0.9, 0.8], band: 0.4...0.7,
      levels: [.init(first: 1, last: 2, mean: 0.55), .init(first: 3, last: 4, mean: 0.85)]
    ).figure()
    #expect(own.data == "# tau of SPOS\n# night\tvalue\toutside\n1.0\t0.5\tNaN\n2.0\t0.6\tNaN\n3.0\t0.9\t0.9\n4.0\t0.8\t0.8\n")
    #expect(own.script.contains("rectangle from graph 0,first 0.4 to graph 1,first 0.7"))
    #expect(
      own.script.contains("from first 2.5,graph 0 to first 2.5,graph 1")
        && own.script.contains("from first 0.5,first 0.55 to first 2.5,first 0.55"))
    #expect(
      own.caption
        == "tau of SPOS, 4 nights from 2026-11-01 to 2026-11-04. Outside: night 3, 4. The level changes at night 3.")
  }

  @Test func withoutAReferenceThereIsNoBand() throws {
    let own = try trend([0.5], levels: [.init(first: 1, last: 1, mean: 0.5)]).figure()
    #expect(!own.script.contains("rectangle"))
    #expect(own.caption.contains("1 night from"))
    #expect(own.caption.contains("no reference yet"))
  }

  @Test func whatCannotBeDrawnIsNamed() {
    #expect(throws: ReportingError.empty(figure: "night-1", what: "the list of nights")) { try trend([]).figure() }
    #expect(throws: ReportingError.notFinite(figure: "night-1", field: "nights", position: 1)) { try trend([1, .nan]).figure() }
  }

  /// One night, and a year of them: without a word of gnuplot's.
  @Test(.enabled(if: gnuplotIsHere, "gnuplot is not installed: figures cannot be drawn here"), arguments: [1, 2, 365])
  func gnuplotDrawsIt(nights: Int) async throws {
    let values = (0..<nights).map { 0.5 + Double($0 % 7) / 10 }
    try await inFolder { folder in
      let own = trend(values, band: 0.4...0.7, levels: [.init(first: 1, last: nights, mean: 0.7)])
      try await Gnuplot().draw(own.figure(), in: folder, formats: [.svg])
      #expect(try text("\(folder)/night-1.svg").contains("tau of SPOS"))
    }
  }
}
