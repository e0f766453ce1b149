import FoundationEssentials
import Analysis
import Reporting
import Testing

@Suite struct PublishedFiguresTests {
  @Test func figuresSayWhatTheyShowAndWhoseItIs() throws {
    let figures = try PublishedFigures(PublishedTablesTests.study.get()).drawings.map { try $0.figure() }
    #expect(figures.map(\.name) == ["one-shot-scatter", "one-shot-ranks", "tau-by-slice", "rank-lists", "searched-nets", "skips-by-epoch"])
    for figure in figures {
      #expect(figure.script.contains("published data") && !figure.caption.contains("stand-alone seeds"), "\(figure.name)")
    }
    #expect(figures[0].caption.contains("120 cells") && figures[3].caption.contains("Ranks of 20 cells"))
    #expect(figures[4].caption.contains("0.085 points") && figures[5].script.contains("S3, SVHN, normal cell"))
  }

  /// Twenty angle ranks and the shares of cells left behind: the worst at 0 %, the best at 100 %.
  @Test func ranksAreShares() throws {
    let figure = try PublishedFigures(PublishedTablesTests.study.get()).drawings[1].figure()
    let rows = figure.data.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t").compactMap { Double($0) } }
    #expect(rows.count == 240 && rows.allSatisfy { (0...100).contains($0[0]) && (0...100).contains($0[1]) })
    #expect(abs(rows.prefix(120).map { $0[1] }.reduce(0, +) - 6_000) < 1e-6 && rows.prefix(120).contains { $0[0] == 100 })
  }

  @Test(.enabled(if: gnuplotIsHere, "gnuplot is not installed: figures cannot be drawn here"))
  func allAreDrawnWithoutAWord() async throws {
    try await inFolder { folder in
      let kept = ProcessInfo.processInfo.environment["CONCORD_FIGURES"]
      for drawing in PublishedFigures(try PublishedTablesTests.study.get()).drawings {
        let figure = try drawing.figure()
        let drawn = try await Gnuplot().draw(
          figure, in: kept.map { "\($0)/published" } ?? folder, formats: kept == nil ? [.svg] : Gnuplot.Format.allCases)
        #expect(try text(drawn[0]).contains("published data"), "\(figure.name)")
      }
    }
  }
}
