import Scores
import Testing

@Suite struct LogScoresTests {
  private static let log = """
    epoch 1 loss 0.5
    [12:00] arch=a0 acc 90.5% (seed 1)
    warning: slow
    [12:01] arch=b1 acc nan (seed 2) arch=c2 acc 91 (seed 3)

    """

  @Test func eachMatchIsARowAndEachNamedGroupAColumn() throws {
    let table = try table(Self.log, ScoreOptions(logPattern: #"arch=(?<arch>\w+) acc (?<acc>\S+) \(seed (?P<seed>\d)(\d)?\)"#))
    #expect(table.columns.map(\.name) == ["arch", "acc", "seed"] && table.notes == ["2 of 4 lines match"])
    let accuracies = try table.numbers("acc")
    #expect(try table.words("arch") == ["a0", "b1", "c2"] && table.numbers("seed") == [1, 2, 3])
    #expect(accuracies[0] == 90.5 && accuracies[1]?.isNaN == true && accuracies[2] == 91)
  }

  @Test(arguments: [
    ("(?<a>", "behind '(?<a>': missing closing parenthesis"), ("acc", "names no group"),
    ("(?<a>x)[z-a]", "behind '(?<a>x)[z-': range out of order in character class"), ("(?<a>z)(?<a>y)", "same name"),
    ("(?<a>[z*]+)c", "none of the 4 lines"), ("", "names no group"),
  ])
  func patternsThatCannotBeUsedAreNamed(pattern: String, said: String) {
    let error = #expect(throws: ScoresError.self) { try table(Self.log, ScoreOptions(logPattern: pattern)) }
    #expect("\(error.map { "\($0)" } ?? "")".contains(said), "\(error.map { "\($0)" } ?? "")")
  }

  /// What would try very many ways to match a line is given up, and says where.
  @Test(arguments: ["(?<a>(b|bb)*)c", "(?<a>(b+)+)c", "(?<a>b*b*b*b*b*b*b*b*)c", "(?<a>(?:(b)|bb)+)c"])
  func patternsThatTakeForEverAreGivenUp(pattern: String) {
    for length in [40, 4_000] {
      // The last letter stands there, so that no line is passed over for want of it.
      let text = "c\nd\n" + String(repeating: "b", count: length) + "xcxd"
      let error = #expect(throws: ScoresError.exhausted(file: "scores", line: 3, reason: "match limit exceeded")) {
        try table(text, ScoreOptions(logPattern: pattern))
      }
      #expect("\(error.map { "\($0)" } ?? "")".contains("given up (match limit exceeded)"))
    }
  }

  /// A group may be repeated as often as a line has letters.
  @Test func longMatchesAreFound() throws {
    let text = String(repeating: "ab", count: 2_000) + "x\n"
    #expect(try table(text, ScoreOptions(logPattern: "(?<a>(a|b)+)x")).words("a") == [String(repeating: "ab", count: 2_000)])
  }

  /// Repeated groups are no danger by themselves.
  @Test(arguments: [
    #"(?<a>(?:\d{2}:)+\d{2})"#, #"(?<a>[(a|b+)]+)"#, #"\[(?<a>(?:\d\d:?\d\d|x))\]"#, #"(?:\()*\[(?<a>\d+:\d+)\]"#, #"(?<a>1?2:0(0|1))?"#,
    "(?<a>(b|c|1)+)", "(?=.*arch=(?<a>\\w))^",
  ])
  func harmlessPatternsAreTaken(pattern: String) throws {
    #expect(try table(Self.log, ScoreOptions(logPattern: pattern)).words("a").contains { !$0.isEmpty })
  }

  /// Bytes that are no UTF-8 match nothing and keep nothing from being read; words are letters of any script; lines may end in any way.
  @Test func linesOfAnyBytesAreRead() throws {
    let pattern = ScoreOptions(logPattern: #"^net (?<net>\w+) (?<acc>\d+)$"#)
    let bytes = Array("\u{FEFF}net ä1 5\r\nnet b 6\r\n".utf8) + [0xFF, 0xFE, 0x0A] + Array("net c 7\n\0\n".utf8)
    let read = try ScoreTable(reading: bytes, name: "scores", options: pattern)
    #expect(try read.words("net") == ["ä1", "b", "c"] && read.numbers("acc") == [5, 6, 7])
    #expect(try table("net a 1\rnet b 2\r", pattern).numbers("acc") == [1, 2])
    let flaw = #expect(throws: ScoresError.self) { try table("net a 1\n\nx\nnet b 2\n", pattern).numbers("net") }
    #expect("\(flaw.map { "\($0)" } ?? "")".contains("line 1, column 'net'"))
  }

  @Test func linesAreCountedWithoutEmptyOnes() throws {
    let table = try table("\n\na 1\n\nb\na 2", ScoreOptions(logPattern: #"a (?<a>\d)"#))
    #expect(try table.numbers("a") == [1, 2] && table.notes == ["2 of 3 lines match"])
  }

  @Test func longLinesArePassedOver() throws {
    let table = try table(String(repeating: "x", count: 5_000) + "\nacc 1\n", ScoreOptions(logPattern: #"acc (?<acc>\d)"#))
    #expect(table.count == 1 && table.notes.contains { $0.contains("1 lines of more than") })
  }
}
