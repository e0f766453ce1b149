import Experiments
import Glibc
import Testing

/// Texts of YAML that are small and say much, or lead deep: each is refused with its line, soon and in little memory.
@Suite struct YAMLBombTests {
  /// Nine lines that say a thousand million lists.
  private static let laughs =
    "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    + zip("bcdefghij", "abcdefghi").map { "\($0): &\($0) [\([String](repeating: "*\($1)", count: 10).joined(separator: ", "))]\n" }.joined()

  private static let texts = [
    "laughs": laughs, "laughs as keys": laughs + "? *j\n: 1\n", "laughs in a key of a list": "{? [*a, *a] : 1}\n" + laughs,
    "keys of keys": "a: &a {x: 1}\n"
      + (1...60).map { "a\($0): &a\($0) {? [*a\($0 - 1), *a\($0 - 1)] : 1}\n" }.joined().replacing("*a0", with: "*a"),
    "merged laughs": "a: &a {x: 1}\n"
      + (1...60).map { "b\($0): &b\($0) {<<: *b\($0 - 1), y: *b\($0 - 1)}\n" }.joined().replacing("*b0", with: "*a"),
    "itself": "a: &a [*a, *a]\n", "nothing": "a: *a\n",
    "brackets": String(repeating: "[", count: 1_000_000), "braces": String(repeating: "{a: ", count: 300_000),
    "dashes": String(repeating: "- ", count: 300_000) + "x\n",
    "indents": (0..<2_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(), "marks": String(repeating: "? ", count: 300_000),
    "anchors": String(repeating: "&a ", count: 300_000), "the mark": "a: &a [1, 2]\nb: \u{E000}a\n",
  ]

  @Test(arguments: texts.keys.sorted()) func aBombIsRefusedWithItsPlace(name: String) async throws {
    await #expect(processExitsWith: .success) { [name = name as String] in
      var limit = rlimit(rlim_cur: 3 << 30, rlim_max: 3 << 30)
      try #require(setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0)
      alarm(60)
      let text = try #require(Self.texts[name])
      for read in [
        { _ = try ExperimentKinds.house.experiment(reading: text, file: "a.yaml") },
        { _ = try StrictYAML.decode(RankingExperiment.self, text, file: "a.yaml") },
      ] as [() throws -> Void] {
        let error = #expect(throws: ExperimentError.self) { try read() }
        let said = error.map { "\($0)" } ?? ""
        #expect(said.hasPrefix("a.yaml") && said.utf8.count < 2_000, "\(name): \(said)")
        if name.contains("laughs") && !name.contains("list") { #expect(said.contains("with all its aliases"), "\(said)") }
        if name == "keys of keys" { #expect(said.contains("should be a word where a key stands"), "\(said)") }
      }
    }
  }

  /// As many aliases as experiments have, and asterisks that are none.
  @Test func aliasesOfSmallPartsAreNoBomb() throws {
    struct Values: Codable, Equatable, Validated {
      var first: [Int], all: [[Int]], note: String
      func validate() {}
    }
    let aliases = [String](repeating: "*f", count: 5_000).joined(separator: ", ")
    let text = "first: &f [1, 2, 3]\nall: [\(aliases)]\nnote: \"2 * 3, *f and [*f]\"\n"
    let values = try StrictYAML.decode(Values.self, text, file: "a.yaml")
    let tagged = "first: &f !!seq [1, 2, 3]\nall: [*f, !!seq [4], !!seq\n  [5]]\nnote: !!str a! *b, !c\n"
    #expect(
      try StrictYAML.decode(Values.self, tagged, file: "a.yaml")
        == Values(first: [1, 2, 3], all: [[1, 2, 3], [4], [5]], note: "a! *b, !c"))
    #expect(values == Values(first: [1, 2, 3], all: [[Int]](repeating: [1, 2, 3], count: 5_000), note: "2 * 3, *f and [*f]"))
  }
}
