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
