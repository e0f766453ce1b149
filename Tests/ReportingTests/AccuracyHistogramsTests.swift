import Reporting
import Testing

@Suite struct AccuracyHistogramsTests {
  @Test func barsSumToTheNets() throws {
    let nets = try lastColumn(Samples.histograms.figure().data.split(separator: "\n")).reduce(0, +)
    #expect(nets == 2_880)
  }

  @Test func badValuesAreNamed() {
    #expect(throws: ReportingError.empty(figure: "one-shot-histograms", what: "panel 'SPOS'")) {
      try AccuracyHistograms(panels: [.init("SPOS", values: [])]).figure()
    }
    #expect(throws: ReportingError.notFinite(figure: "one-shot-histograms", field: "accuracies of 'SPOS'", position: 0)) {
      try AccuracyHistograms(panels: [.init("SPOS", values: [0.5, .nan])]).figure()
    }
    #expect(throws: ReportingError.empty(figure: "one-shot-histograms", what: "the list of panels")) {
      try AccuracyHistograms(panels: []).figure()
    }
  }

  @Test(
    .enabled(if: gnuplotIsHere, "gnuplot is not installed: figures cannot be drawn here"), arguments: [[0.5], [0.1, 0.1, 0.1], [0, 0]])
  func oneValueOrEqualValuesAreDrawn(_ values: [Double]) async throws {
    try await inFolder { folder in
      let drawn = try await Gnuplot().draw(AccuracyHistograms(panels: [.init("A", values: values)]).figure(), in: folder, formats: [.svg])
      #expect(try text(drawn[0]).contains("n = \(values.count)"))
    }
  }

  @Test func theMeanAndSpreadAreThoseOfTheValues() throws {
    let figure = try AccuracyHistograms(panels: [.init("A", values: [0.1, 0.2, 0.3])]).figure()
    #expect(figure.script.contains("mean 20.0, sd 10.0"))
  }
}
