import Reporting
import Testing

@Suite struct TableTests {
  @Test func aRowOfTheWrongLengthIsNamed() {
    #expect(throws: ReportingError.lengths(figure: "t", what: "row 1", expected: 1, found: 2)) {
      try Table("t", title: "", columns: [.text("a")], rows: [.init([.text("x")]), .init([.text("x"), .text("y")])])
    }
    #expect(throws: ReportingError.lengths(figure: "t", what: "intervals of 'tau' in row 0", expected: 1, found: 0)) {
      try Table("t", title: "", columns: [.number("tau", decimals: 2, intervals: ["nets"])], rows: [.init([.estimate(0.1, [])])])
    }
    #expect(throws: ReportingError.empty(figure: "t", what: "the list of columns")) { try Table("t", title: "", columns: [], rows: []) }
    #expect(throws: ReportingError.name("a/b")) { try Table("a/b", title: "", columns: [.text("a")], rows: []) }
  }

  @Test func reasonsAreNotedOnceInReadingOrder() throws {
    let table = try Samples.strategies()
    #expect(table.reasons == ["the reference", "fewer than 20 nets"])
    let cell = table.text(table.rows[2].cells[2], table.columns[2])
    #expect(cell.text == "–" && cell.note == "b")
  }

  @Test func rowsOfASectionStandTogether() throws {
    let rows = ["a", "b", "a"].enumerated().map { Table.Row([.number(Double($0))], section: $1) }
    let sections = try Table("t", title: "", columns: [.number("x", decimals: 0)], rows: rows).sections
    #expect(sections.map(\.name) == ["a", "b"] && sections.map(\.rows.count) == [2, 1])
  }
}
