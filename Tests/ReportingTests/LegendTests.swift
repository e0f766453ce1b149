import Reporting
import Testing

@Suite struct LegendTests {
  @Test func entriesThatDoNotFitGoToTheNextRow() {
    let grid = Panels.grid(of: 1, height: 4), entries = (0..<6).map { Legend.Entry("expectation fairness \($0)", point: "pt 7") }
    let rows = Legend(entries).rows(grid)
    #expect(rows.count == 3 && rows.joined().count == 6)
    #expect(Legend([]).rows(grid).count == 1)
  }
}
