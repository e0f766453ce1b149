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
    ("(?<a>", "no regular expression"), ("acc", "names no group"), ("(?<a>(b+)+)", "repeated group"),
    ("(?<a>(b|bb)*)c", "repeated group"), ("(?<a>(b{1,})+)c", "repeated group"), ("(?<a>(b{1,2}){30})c", "repeated group"),
    ("(?<a>(bb?)+)c", "repeated group"), ("(?<a>(?:(b)|bb)+)c", "repeated group"), ("((?<a>b)?)*", "repeated group"),
    ("(?<a>[z*]+)c", "none of the 4 lines"),
  ])
  func patternsThatCannotBeUsedAreNamed(pattern: String, said: String) {
    let error = #expect(throws: ScoresError.self) { try table(Self.log, ScoreOptions(logPattern: pattern)) }
    #expect("\(error.map { "\($0)" } ?? "")".contains(said), "\(error.map { "\($0)" } ?? "")")
  }

  /// What is repeated in one way alone, and what is only escaped or in a class, is no danger.
  @Test(arguments: [
    #"(?<a>(?:\d{2}:)+\d{2})"#, #"(?<a>[(a|b+)]+)"#, #"\[(?<a>(?:\d\d:?\d\d|x))\]"#, #"(?:\()*\[(?<a>\d+:\d+)\]"#, #"(?<a>1?2:0(0|1))?"#,
  ])
  func harmlessPatternsAreTaken(pattern: String) throws {
    #expect(try table(Self.log, ScoreOptions(logPattern: pattern)).words("a").contains { !$0.isEmpty })
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
