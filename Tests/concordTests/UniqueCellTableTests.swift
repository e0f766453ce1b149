import Fixtures
import FoundationEssentials
import Scores
import Spaces
import Testing

@Suite struct UniqueCellTableTests {
  private static let table = Fixtures.shared("data/tables/nats_tss_200ep.csv.xz")

  /// NATS-Bench's own column says the string of each of its 15,625 cells.
  @Test(.enabled(if: table != nil, "NATS-Bench's table is absent: set CONCORD_SHARED")) func stringsAreThoseOfTheTable() throws {
    let bytes = Array(try Data(contentsOf: URL(filePath: try #require(Self.table))))
    let table = try ScoreTable(reading: bytes, name: "cells.csv"), space = Space.nasBench201(), cell = try #require(UniqueCell(space))
    let columns = try ["ArchitectureString", "UniqueString"].map { name in try #require(table.columns.first { $0.name == name }).words() }
    #expect(columns[0].count == 15_625)
    let wrong = try zip(columns[0], columns[1]).filter { text, string in try cell.string(of: space.architecture(text)) != string }
    #expect(wrong.isEmpty, "\(wrong.prefix(3))")
  }
}
