import Scores
import Testing

@Suite struct ScoreTableTests {
  static func table(_ text: String, _ options: ScoreOptions = ScoreOptions()) throws -> ScoreTable {
    try ScoreTable(reading: Array(text.utf8), name: "scores", options: options)
  }

  @Test func wordsStayWordsAndNumbersNumbers() throws {
    let table = try Self.table("arch,x,y\n0012,1,2\n\"a, b\",,nan\nc,3,-inf\n")
    #expect(table.count == 3 && table.columns.map(\.name) == ["arch", "x", "y"])
    #expect(table.columns[0].words() == ["0012", "a, b", "c"])
    #expect(try table.columns[1].numbers() == [1, nil, 3])
    let y = try table.columns[2].numbers()
    #expect(y[0] == 2 && y[1]?.isNaN == true && y[2] == -.infinity)
    #expect(table.columns[0].flaw == ScoreColumn.Flaw?.none || table.columns[0].flaw?.place == "line 3")
  }
}
