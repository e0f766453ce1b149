import Fixtures
import Scores
import Statistics
import Testing

func table(_ text: String, _ options: ScoreOptions = ScoreOptions()) throws -> ScoreTable {
  try ScoreTable(reading: Array(text.utf8), name: "scores", options: options)
}

extension ScoreTable {
  /// The column of a name; a test that asks for another has failed.
  func column(_ name: String) throws -> ScoreColumn { try #require(columns.first { $0.name == name }, "\(columns.map(\.name))") }

  func numbers(_ name: String) throws -> [Double?] { try column(name).numbers() }

  func words(_ name: String) throws -> [String] { try column(name).words() }
}

@Suite struct ScoreTableTests {
  @Test func wordsStayWordsAndNumbersNumbers() throws {
    let table = try table("arch,x,y\n0012,1,2\n\"a, \"\"b\"\"\",,nan\nc,3,-inf\n")
    #expect(table.count == 3 && table.columns.map(\.name) == ["arch", "x", "y"] && table.keys == nil)
    #expect(try table.words("arch") == ["0012", "a, \"b\"", "c"])
    #expect(try table.numbers("x") == [1, nil, 3] && table.words("x") == ["1", "", "3"])
    let y = try table.numbers("y")
    #expect(y[0] == 2 && y[1]?.isNaN == true && y[2] == -.infinity)
    #expect(try table.column("y").isNumeric && table.column("arch").isNumeric)
    #expect(try table.column("arch").numberCount == 1 && table.column("arch").wordCount == 2 && table.column("x").emptyCount == 1)
  }

  /// A column whose first cell is no number is a column of numbers with a bad cell, not one of words.
  @Test func theFirstBadCellIsNamed() throws {
    let table = try table("x,acc_1\n1,failed\n2,91.1\n3,90\n"), column = try table.column("acc_1")
    #expect(column.isNumeric && column.flaw?.place == "line 2" && column.flaw?.text == "failed")
    #expect(throws: ScoresError.cell(file: "scores", place: "line 2", column: "acc_1", text: "failed")) { try column.numbers() }
    let none = try Self.none().column("acc_1")
    #expect(none.isNumeric && none.emptyCount == 1 && none.words()[0] == "None")
    #expect(try none.numbers() == [nil, 91.1])
  }

  private static func none() throws -> ScoreTable { try table("x,acc_1\n1,None\n2,91.1\n") }

  @Test func rowsOfOneNetAreTheirMean() throws {
    #expect(Target.means(of: [[1, 2.5], [0.1, 0.1, 0.1], [0.3, 0.3, 0.3], [0.1, 0.2, 0.6]]) == [1.75, 0.1, 0.3, 0.3])
    let table = try table("x,w\n0.1,a\n0.1,b\n,c\n0.1,d\n5,e\n")
    let rows = [[0, 1, 3], [2], [2, 4]]
    #expect(try table.column("x").merging(rows, called: "z").numbers() == [0.1, nil, 5])
    #expect(try table.column("w").merging(rows, called: "w").words() == ["a", "c", "c"])
  }

  @Test func linesAreThoseOfTheFile() throws {
    let table = try table("# a comment\n\nx,y\n1,\"a\nb\"\n\n# another\n2,3\n3,c\n"), column = try table.column("y")
    #expect(column.place(0) == "line 4" && column.place(1) == "line 8" && column.place(2) == "line 9")
    #expect(table.notes == ["2 lines of comments (#) were passed over"])
  }

  @Test(arguments: Compressed.allCases) func compressedFilesAreDecompressed(_ how: Compressed) throws {
    let text = "x,y\n1,2\n3,4\n"
    let table = try ScoreTable(reading: how.bytes(of: text), name: "scores")
    #expect(try table.numbers("x") == [1, 3] && table.numbers("y") == [2, 4])
  }

  enum Compressed: CaseIterable {
    case gzip, twoStreams, xz

    func bytes(of text: String) -> [UInt8] {
      let bytes = Array(text.utf8)
      return switch self {
      case .gzip: zipped(bytes)
      case .twoStreams: zipped(Array(bytes[..<5])) + zipped(Array(bytes[5...]))
      case .xz: xzipped(bytes)
      }
    }
  }

  @Test func unsoundStreamsAreNamed() {
    let whole = gzip(Array("x,y\n1,2\n".utf8))
    #expect(throws: ScoresError.compressed(file: "scores", format: "gzip", reason: "it ends in mid-stream")) {
      try ScoreTable(reading: whole.dropLast(4), name: "scores")
    }
  }

  @Test(arguments: [true, false]) func sixteenBitTextIsRead(isLittle: Bool) throws {
    var bytes: [UInt8] = []
    for unit in "\u{FEFF}nét,x\r\n😀,1\r\n".utf16 {
      let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      bytes += isLittle ? pair : pair.reversed()
    }
    let table = try ScoreTable(reading: bytes, name: "scores")
    #expect(try table.words("nét") == ["😀"] && table.numbers("x") == [1])
  }

  @Test(arguments: ["", "\n\n", "x,y\n", "[]", "{}", "# only\n"]) func filesWithoutScoresAreNamed(text: String) {
    let error = #expect(throws: ScoresError.self) { try table(text) }
    #expect("\(error.map { "\($0)" } ?? "")".contains("scores"))
  }

  @Test func controlCharactersOfCellsAreEscaped() throws {
    let column = try table("x\u{1B}[2J,y\n\u{7}a,1\n2,2\n").columns[0]
    let error = #expect(throws: ScoresError.self) { _ = try column.numbers() }
    #expect("\(error.map { "\($0)" } ?? "")".unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
  }
}

private func zipped(_ bytes: [UInt8]) -> [UInt8] { gzip(bytes) }
private func xzipped(_ bytes: [UInt8]) -> [UInt8] { xz(bytes) }
