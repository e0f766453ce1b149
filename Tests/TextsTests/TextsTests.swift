import Testing
import Texts

@Suite struct TextsTests {
  @Test func controlCharactersAreEscaped() {
    #expect("a\u{1B}[31mb\u{7}\0\n\u{202E}é".printable == "a\\u{1B}[31mb\\u{7}\\u{0}\\n\\u{202E}é")
    #expect("plain é 日本".printable == "plain é 日本")
  }

  @Test func longTextsAndListsAreCut() {
    #expect(String(repeating: "a", count: 41).shortened == String(repeating: "a", count: 40) + "…" && "ab".shortened == "ab")
    #expect(listed(["a", "b"]) == "a, b")
    #expect(listed((0..<2_000).map { "k\($0)" }) == "k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11 and 1988 more")
  }
}
