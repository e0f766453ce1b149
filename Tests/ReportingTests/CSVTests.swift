import Reporting
import Testing

@Suite struct CSVTests {
  @Test func numbersKeepTheirDigitsAndFieldsAreQuotedWhereTheyMust() throws {
    let table = try Samples.strategies()
    #expect(
      table.csv == #"""
        section,Strategy,tau-b,tau-b low (these supernets),tau-b high (these supernets),tau-b low (the strategy),tau-b high (the strategy),regret@5 (points),MACs (10⁶),Verdict
        strategies,SPOS,0.4219,0.35,0.49,0.29,0.53,0.61,12.25,
        strategies,strict_fairness,-0.05,-0.1,0.004,,,,12,contradicted
        baselines,"depth, ""layers""",0.5,,,,,,,a|b & c <d>

        """#)
  }

  @Test(arguments: [("a\nb", "a\\nb"), ("a\r\nb", "a\\r\\nb"), (" a", "\" a\""), ("", ""), ("\"", "\"\"\"\"")])
  func quotesAndSpacesAreKeptAndBreaksEscaped(_ field: String, _ written: String) throws {
    let table = try Table("t", title: "", columns: [.text("x")], rows: [.init([.text(field)])])
    #expect(table.csv == "x\n\(written)\n")
  }
}
