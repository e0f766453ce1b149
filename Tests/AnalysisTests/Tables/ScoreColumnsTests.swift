import Analysis
import Spaces
import Testing

@Suite struct ScoreColumnsTests {
  private let space = Space.nasBenchMacro(
    input: ImageShape(height: 8, width: 8, channels: 1), classes: 4, stem: 4, widths: [8], depths: [3], head: 16)

  private func values(_ text: String, column: String = "a", for nets: [String] = ["010", "222"]) throws -> [Double] {
    try ScoreColumns(reading: Array(text.utf8), file: "made.csv", net: "net", columns: [column]).values(of: column, for: nets, in: space)
  }

  /// Net 001 is the same as 010: an identity within a stage may stand anywhere.
  @Test(arguments: [
    "net,a,b\n001,1.5,9\n222,-2e1,8\n", "\u{FEFF}b\tnet\ta\r\n9\t010\t1.5\r\n\r\n8\t222\t-20\r\n", "net;a\n\"010\";1.5\n222;-20",
  ])
  func netsAreFoundByAnyOfTheirCodes(text: String) throws { #expect(try values(text) == [1.5, -20]) }

  @Test(arguments: [
    ("net,b\n010,1\n", "no column 'a'"), ("net,a,a\n010,1,2\n", "two columns 'a'"), ("net,net,a\n010,010,1\n", "two columns 'net'"),
    ("net,a\n010,nan\n", "'nan'"), ("net,a\n010,inf\n", "'inf'"), ("net,a\n010,\n", "line 2"), ("net,a\n010,1,2\n", "3 fields"),
    ("net,a\n010,1\n", "net 222 has no row"), ("net,a\n010,1\n001,2\n222,1\n", "stands there twice"), ("net,a\n013,1\n", "character 3"),
    ("", "is empty"), ("net,a\n", "has no rows"), ("net,a\n\"010,1\n", "quote"),
  ]) func whatIsNoColumnOfScoresIsNamed(text: String, said: String) {
    let error = #expect(throws: AnalysisError.self) { try values(text) }
    #expect(error?.description.contains(said) == true, "\(String(describing: error))")
  }
}
