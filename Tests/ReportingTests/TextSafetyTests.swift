import Reporting
import Scores
import Testing

/// Names and sentences of strangers, in every place of every format.
@Suite struct TextSafetyTests {
  private static let evil = "a\nb\r\nc\td\u{1B}[31me\u{202E}f|g&h<i\"j'k\u{9B}l\u{2028}m\u{FFFE}n{o_p^q\\r#s"

  private static func table() throws -> Table {
    try Table(
      "t", title: evil,
      columns: [.text(evil), .number(evil, unit: evil, decimals: 1, intervals: [evil]), .text("v"), .text("l"), .text("m")],
      rows: (0..<2).map { row in
        Table.Row(
          [.text(evil), .estimate(1, [.init(0, 2)]), .verdict(evil, .bad), .link(evil, to: evil), .missing(evil)], section: "\(evil)\(row)")
      }, notes: [evil, "plain"])
  }

  private func unsafe(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter {
      $0.value < 0x20 && $0 != "\n" || (0x7F..<0xA0).contains($0.value) || [0x202E, 0x2028, 0xFFFE].contains($0.value)
    }
  }

  /// A title, a rule and a heading, two sections of one row, two notes and a reason: no text of theirs makes a line of its own.
  @Test func tablesHaveTheLinesOfTheirRows() throws {
    let table = try Self.table()
    let terminal = table.terminal(hasColour: false), markdown = table.markdown, latex = table.latex, csv = table.csv
    for text in [terminal, markdown, latex, csv] { #expect(unsafe(text).isEmpty && text.contains("1B"), "\(text)") }
    func lines(_ text: String) -> Int { text.split(separator: "\n").count }
    #expect(lines(terminal) == 10 && lines(csv) == 3)
    // Of a table of Markdown every line has five cells.
    let rows = markdown.split(separator: "\n").filter { $0.hasPrefix("| ") }
    #expect(rows.count == 6 && lines(markdown) == 8)
    for row in rows { #expect(row.replacing("\\\\", with: "").replacing("\\|", with: "").count { $0 == "|" } == 6, "\(row)") }
    #expect(latex.split(separator: "\n").count { $0.hasSuffix("\\\\") } == 5)
    let read = try ScoreTable(reading: Array(csv.utf8), name: "t")
    #expect(read.count == 2 && read.columns.count == 8)
  }

  @Test func pagesHaveNoControlCharacters() throws {
    let evil = Self.evil, sheet = HTMLReport.Sheet(try Self.table(), csv: evil)
    let figure = try AgreementMap(groups: [.init(evil, rows: [evil, "b"])], values: [[nil, 0.5], [0.5, nil]]).figure()
    let svg = "<svg viewBox=\"0 0 9 9\"><title>Gnuplot</title><desc>Produced</desc></svg>"
    let page = try HTMLReport(
      title: evil, question: evil, verdicts: sheet, findings: [evil],
      sections: [
        .init(evil, paragraphs: [evil], sheets: [sheet], illustrations: [.init(figure, svg: svg, links: [.init(evil, to: evil)])])
      ],
      method: [evil], provenance: [.init(evil, evil)], links: [.init(evil, to: evil)]
    ).html()
    #expect(unsafe(page).isEmpty && !page.contains("h<i") && page.contains("1B"))
  }

  @Test(.enabled(if: gnuplotIsHere, "gnuplot is not installed: figures cannot be drawn here"))
  func drawingsAreWellFormed() async throws {
    // Long names have no room.
    let evil = "a\n\u{1B}[3|&<\"{_'\u{FFFE}", footer = Footer(nets: 2, remark: Self.evil)
    let figures = [
      try AgreementMap(
        "a", groups: [.init(evil, rows: [evil, "b"]), .init("c", rows: ["d", evil])],
        values: (0..<4).map { row in (0..<4).map { row == $0 ? nil : 0.5 } }, footer: footer
      ).figure(),
      try RankIntervals("r", nets: (1...3).map { .init(evil, rank: Double($0), low: 1, high: 3, group: 1) }, footer: footer).figure(),
      try OneShotScatter(
        "o",
        panels: [
          .init(evil, points: (0..<9).map { .init(x: Double($0), y: Double($0 * 5 % 9)) }, references: [Reference(evil, Reading(0.5))])
        ], footer: footer
      ).figure(),
    ]
    try await inFolder { folder in
      for figure in figures {
        for text in [figure.script, figure.caption, figure.data.replacing("\t", with: " ")] { #expect(unsafe(text).isEmpty, "\(text)") }
        let svg = try text(try await Gnuplot().draw(figure, in: folder, formats: [.svg])[0]).replacing("\t", with: " ")
        #expect(unsafe(svg).isEmpty && Self.isWellFormed(svg), "\(figure.name)")
      }
    }
    #expect(!Self.isWellFormed("<a>&b</a>") && !Self.isWellFormed("<a><b></a></b>") && Self.isWellFormed("<a x='&lt;'><b/>&amp;</a>"))
  }

  /// Whether tags close one another and every `&` begins a reference.
  private static func isWellFormed(_ text: String) -> Bool {
    var open: [Substring] = [], rest = text[...]
    while let start = rest.firstIndex(where: { $0 == "<" || $0 == "&" }) {
      if rest[start] == "&" {
        guard let end = rest[start...].firstIndex(of: ";"),
          rest[start..<end].dropFirst().allSatisfy({ $0.isLetter || $0.isNumber || $0 == "#" })
        else {
          return false
        }
        rest = rest[end...].dropFirst()
        continue
      }
      if rest[start...].hasPrefix("<!--") {
        guard let end = rest[start...].firstRange(of: "-->") else { return false }
        rest = rest[end.upperBound...]
        continue
      }
      guard let end = rest[start...].firstIndex(of: ">") else { return false }
      let tag = rest[start..<end].dropFirst(), name = tag.prefix { !$0.isWhitespace && $0 != "/" }
      if tag.contains("<") || tag.replacing("&amp;", with: "").replacing("&lt;", with: "").contains("&") { return false }
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst().prefix(while: { !$0.isWhitespace }) else { return false }
      } else if !tag.hasSuffix("/"), !tag.hasPrefix("?"), !tag.hasPrefix("!") {
        open.append(name)
      }
      rest = rest[end...].dropFirst()
    }
    return open.isEmpty
  }
}
