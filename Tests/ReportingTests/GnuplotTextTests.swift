import Reporting
import Testing

@Suite struct GnuplotTextTests {
  @Test func namesKeepTheirCharacters() {
    #expect(GnuplotText.plain("MB3_K3 {a}^2 \\ @&~") == "MB3\\_K3 \\{a\\}\\^2 \\\\ \\@\\&\\~")
    #expect(GnuplotText.plain("a\nb\tc") == "a b c")
  }

  @Test func quotesAreDoubled() { #expect(GnuplotText.quoted("Kendall's") == "'Kendall''s'") }
}
