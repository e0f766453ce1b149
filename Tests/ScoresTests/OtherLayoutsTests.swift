import Fixtures
import FoundationEssentials
import Scores
import Testing

@Suite struct NumPyScoresTests {
  /// A file of NumPy's format 1.0.
  private func npy(_ type: String, shape: String, fortran: Bool = false, _ content: [UInt8]) -> [UInt8] {
    var header = "{'descr': \(type), 'fortran_order': \(fortran ? "True" : "False"), 'shape': \(shape), }"
    while (header.utf8.count + 11) % 64 != 0 { header += " " }
    header += "\n"
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count & 0xFF), UInt8(header.utf8.count >> 8)] + Array(header.utf8)
      + content
  }

  private func bytes(_ values: [Double]) -> [UInt8] {
    values.flatMap { value in (0..<8).map { UInt8(value.bitPattern >> (8 * UInt64($0)) & 0xFF) } }
  }

  @Test func vectorsAndMatricesAreColumns() throws {
    let matrix = try ScoreTable(reading: npy("'<f8'", shape: "(3, 2)", bytes([1, 2, 3, 4, 5, .nan])), name: "s")
    #expect(try matrix.columns.map(\.name) == ["1", "2"] && matrix.numbers("1") == [1, 3, 5] && matrix.numbers("2")[2]?.isNaN == true)
    let fortran = try ScoreTable(reading: npy("'<f8'", shape: "(3, 2)", fortran: true, bytes([1, 2, 3, 4, 5, 6])), name: "s")
    #expect(try fortran.numbers("1") == [1, 2, 3] && fortran.numbers("2") == [4, 5, 6])
    #expect(try ScoreTable(reading: npy("'<i2'", shape: "(2,)", [1, 0, 0xFE, 0xFF]), name: "s").numbers("1") == [1, -2])
    #expect(try ScoreTable(reading: npy("'>f4'", shape: "(1,)", [0x3F, 0x80, 0, 0]), name: "s").numbers("1") == [1])
    #expect(
      try ScoreTable(reading: npy("'<f2'", shape: "(3,)", [0, 0x3C, 1, 0, 0, 0xFC]), name: "s").numbers("1") == [1, 0x1p-24, -.infinity])
  }

  @Test func structuredArraysAreTables() throws {
    let content =
      [UInt8(ascii: "n"), 0, 0, 0, UInt8(ascii: "0"), 0, 0, 0] + bytes([0.5]) + [UInt8(ascii: "m"), 0, 0, 0, 0, 0, 0, 0] + bytes([1.5])
    let table = try ScoreTable(reading: npy("[('arch', '<U2'), ('x', '<f8')]", shape: "(2,)", content), name: "s")
    #expect(try table.words("arch") == ["n0", "m"] && table.numbers("x") == [0.5, 1.5])
  }

  @Test(arguments: ["(3,)", "(2, 2, 2)", "(-1,)", "(9223372036854775807, 9)", "()"]) func falseShapesAreRefused(shape: String) {
    #expect(throws: ScoresError.self) { try ScoreTable(reading: npy("'<f8'", shape: shape, bytes([1, 2])), name: "s") }
  }

  @Test func typesThatAreNoScoresAreRefused() {
    for type in ["'|O'", "'<c16'", "'<f3'", "[('a', '<f8', (2,))]", "3"] {
      #expect(throws: ScoresError.self) { try ScoreTable(reading: npy(type, shape: "(1,)", bytes([1, 2])), name: "s") }
    }
  }
}

@Suite struct ForeignFormatsTests {
  @Test(
    arguments: [
      ([0x80, 4, 0x95], "a pickle", "pickle.load"), ([0x80, 2, 0x8A, 0x0A], "torch.save", "torch.load"),
      (Array("PAR1".utf8), "Parquet", "read_parquet"),
      (Array("PK\u{3}\u{4}____one_shot.npy".utf8), ".npz", "numpy.load"),
      (Array("PK\u{3}\u{4}____a/data.pkl".utf8), "torch.save", "torch.load"),
      (Array("PK\u{3}\u{4}[Content_Types].xml".utf8), "Excel", "read_excel"), (Array("SQLite format 3\0".utf8), "SQLite", "read_sql"),
      ([0x28, 0xB5, 0x2F, 0xFD], "zstd", "read_csv"), (Array("BZh9".utf8), "bzip2", "read_csv"),
    ] as [([UInt8], String, String)])
  func formatsAreNamedWithTwoLinesOfPython(bytes: [UInt8], name: String, call: String) {
    let error = #expect(throws: ScoresError.self) { try ScoreTable(reading: bytes, name: "scores.x") }
    let said = "\(error.map { "\($0)" } ?? "")"
    #expect(said.contains(name) && said.contains(call) && said.split(separator: "\n").count == 3, "\(said)")
  }
}

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
    ("(?<a>[z*]+)c", "none of the 4 lines"),
  ])
  func patternsThatCannotBeUsedAreNamed(pattern: String, said: String) {
    let error = #expect(throws: ScoresError.self) { try table(Self.log, ScoreOptions(logPattern: pattern)) }
    #expect("\(error.map { "\($0)" } ?? "")".contains(said), "\(error.map { "\($0)" } ?? "")")
  }

  @Test func longLinesArePassedOver() throws {
    let table = try table(String(repeating: "x", count: 5_000) + "\nacc 1\n", ScoreOptions(logPattern: #"acc (?<acc>\d)"#))
    #expect(table.count == 1 && table.notes.contains { $0.contains("1 lines of more than") })
  }
}
