import FoundationEssentials
import Reporting
import Testing

@Suite struct HTMLReportTests {
  private let svg =
    "<?xml version=\"1.0\"?>\n<svg \n viewBox=\"0 0 9 9\"\n>\n<title>Gnuplot</title>\n<desc>Produced</desc>\n"
    + "<circle id='gpDot' r='1'/><use xlink:href='#gpDot'/><g filter=\"url(#grey)\"/></svg>\n"

  private func ids(in page: String) -> [String] { page.matches(of: /\ id=['"]([^'"]*)['"]/).map { String($0.output.1) } }

  private func report(svg: String, title: String = "Do supernets rank truly?") throws -> HTMLReport {
    let figure = try Samples.slices.figure()
    return HTMLReport(
      title: title, question: "How far can the ranking of a weight-sharing supernet be trusted?",
      verdicts: .init(try Samples.verdicts(), csv: "tables/verdicts.csv"), findings: ["Strict fairness ranks better than SPOS here."],
      sections: [
        .init(
          "Strategies", paragraphs: ["Four supernets a strategy."], sheets: [.init(try Samples.strategies(), csv: "tables/strategies.csv")],
          illustrations: [
            .init(figure, svg: svg, links: [.init("PDF", to: "figures/tau-by-slice.pdf")]), .init(figure, svg: svg),
          ])
      ], method: ["Equal passes for all strategies."], provenance: [.init("commit", "0123abc"), .init("CPU", "AMD EPYC <x>")],
      links: [.init("All tables as CSV", to: "tables/")])
  }

  @Test func verdictsComeFirstThenTablesFiguresMethodAndProvenance() throws {
    let page = try report(svg: svg).html()
    let marks = [
      "<h1>Do supernets", "id=\"verdicts\"", "Table 1.", ">supported<", "Contents", "Table 2.", "Figure 1.", "Figure 2.", "Equal passes",
      "0123abc",
      "tables/\">All tables",
    ]
    var rest = page[...]
    for mark in marks {
      let found = try #require(rest.firstRange(of: mark), "\(mark) comes in its turn")
      rest = rest[found.upperBound...]
    }
  }

  @Test func thePageNeedsNoNetworkAndNoScript() throws {
    let page = try report(svg: svg).html()
    #expect(!page.contains("<script") && !page.contains("<link") && !page.contains("@import") && !page.contains("src="))
    let addresses = page.matches(of: /href="([^"#][^"]*)"/).map { String($0.output.1) }
    #expect(addresses == ["tables/verdicts.csv", "tables/strategies.csv", "figures/tau-by-slice.pdf", "tables/"])
  }

  @Test func textsAreEscaped() throws {
    let page = try report(svg: svg, title: "<b>&\"").html()
    #expect(page.contains("<h1>&lt;b&gt;&amp;&quot;</h1>") && page.contains("AMD EPYC &lt;x&gt;") && page.contains("a|b &amp; c &lt;d&gt;"))
    #expect(!page.contains("{{"))
  }

  @Test func idsAreUniqueThoughEveryDrawingHasTheSame() throws {
    let page = try report(svg: svg).html(), all = ids(in: page)
    let figures = all.filter { $0.hasPrefix("figure-") }
    #expect(figures.count == Set(figures).count && figures.contains("figure-2-gpDot"))
    #expect(page.contains("href='#figure-2-gpDot'") && page.contains("url(#figure-1-grey)"))
    #expect(page.contains("style=\"--width: 8.6\""))
    #expect(!page.contains("<?xml") && page.contains("role=\"img\" aria-labelledby=\"figure-1-title figure-1-description\""))
  }

  @Test func tablesHaveHeadersThatReadersOfScreensFind() throws {
    let page = try report(svg: svg).html()
    #expect(
      page.contains("<th scope=\"row\">SPOS</th>") && page.contains("<th class=\"section\" scope=\"rowgroup\" colspan=\"5\">baselines</th>")
    )
    #expect(page.contains("<td><span class=\"bad\">contradicted</span></td>") && page.contains("<html lang=\"en\">"))
    #expect(page.contains("prefers-color-scheme: dark") && page.contains("@media print"))
  }

  @Test func itIsWrittenWholeIntoAFolderOfItsOwn() async throws {
    try await inFolder { folder in
      let report = try report(svg: svg), path = "\(folder)/report/index.html"
      try report.write(to: path)
      let written = try text(path), same = try report.html()
      #expect(written == same)
    }
  }

  @Test(.enabled(if: gnuplotIsHere, "gnuplot is not installed: figures cannot be drawn here"))
  func aRealReportCanBeLookedAt() async throws {
    try await inFolder { folder in
      // To look at the page: CONCORD_FIGURES=folder.
      let kept = ProcessInfo.processInfo.environment["CONCORD_FIGURES"].map { "\($0)/report" } ?? folder
      var illustrations: [HTMLReport.Illustration] = []
      for drawing in Samples.all.prefix(8) {
        let figure = try drawing.figure(), drawn = try await Gnuplot().draw(figure, in: kept, formats: [.svg])
        illustrations.append(.init(figure, svg: try text(drawn[0]), links: [.init("SVG", to: "\(figure.name).svg")]))
      }
      var report = try report(svg: svg)
      report.sections.append(.init("Figures", illustrations: illustrations))
      try report.write(to: "\(kept)/index.html")
      let page = try text("\(kept)/index.html"), all = ids(in: page)
      #expect(page.contains("Figure 10.") && Set(all).count == all.count)
    }
  }
}
