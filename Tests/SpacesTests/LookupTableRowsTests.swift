import Spaces
import Testing

@Suite struct LookupTableRowsTests {
  static let space = Space.nasBenchMacro(widths: [8], depths: [2])
  /// Candidate c of place p takes p + c/10.
  static let rows =
    [LookupTable.Row(line: 2, place: "fixed", operation: "", value: 0.5)]
    + (1...2).flatMap { place in
      ["identity", "MB3_K3", "MB6_K5"].enumerated().map { number, operation in
        LookupTable.Row(
          line: 3 * place + number, place: "layer\(place)", operation: operation, value: Double(place) + Double(number) / 10)
      }
    }

  private func table(_ rows: [LookupTable.Row]) throws(SpaceError) -> LookupTable {
    try LookupTable(name: "latency", unit: "ms", of: Self.space, rows: rows)
  }

  /// The reason with which rows are refused.
  private func refusal(_ rows: [LookupTable.Row]) -> SpaceError? {
    do throws(SpaceError) {
      _ = try table(rows)
      return nil
    } catch { return error }
  }

  @Test func rowsMayStandInAnyOrderAndPlacesBeNumbers() throws {
    let table = try table(Self.rows)
    #expect((table.fixed, table.entries, table.unit) == (0.5, [[1, 1.1, 1.2], [2, 2.1, 2.2]], "ms"))
    #expect(abs(table.value(of: [2, 1]) - (0.5 + 1.2 + 2.1)) < 1e-15)
    let numbered = Self.rows.reversed().map { row in
      var row = row
      if row.place == "layer2" { row.place = "2" }
      return row
    }
    #expect(try self.table(numbered) == table)
  }

  @Test func wrongRowsAreNamedWithLineAndRemedy() {
    var rows = Self.rows
    rows[3].place = "layr1"
    #expect(
      refusal(rows)
        == .table(
          name: "latency", line: 5,
          reason: "nas-bench-macro has no place 'layr1', did you mean 'layer1'?: write a choice's name, its number from 1 to 2, or fixed"))
    rows[3].place = "3"
    #expect(refusal(rows)?.description.contains("line 5: nas-bench-macro has no place '3'") == true)
    rows[3] = Self.rows[3]
    rows[3].operation = "MB6_K3"
    #expect(
      refusal(rows)
        == .table(
          name: "latency", line: 5,
          reason: "layer1 has no operation 'MB6_K3', did you mean 'MB3_K3'?; allowed there: identity, MB3_K3, MB6_K5"))
    rows = Self.rows + [.init(line: 9, place: "1", operation: "MB3_K3", value: 2)]
    #expect(refusal(rows) == .table(name: "latency", line: 9, reason: "MB3_K3 of layer1 stands on line 4 already: keep one of them"))
    rows = Self.rows + [.init(line: 9, place: "fixed", operation: "", value: 2)]
    #expect(refusal(rows) == .table(name: "latency", line: 9, reason: "'fixed' stands on line 2 already: keep one of them"))
    rows = [.init(line: 2, place: "fixed", operation: "stem", value: 1)]
    #expect(refusal(rows) == .table(name: "latency", line: 2, reason: "'fixed' has no operation, and 'stem' is given: leave it empty"))
    for value in [-1, .nan, .infinity] as [Double] {
      rows = Self.rows
      rows[6].value = value
      #expect(
        refusal(rows) == .table(name: "latency", line: 8, reason: "the number is \(value), expected a finite one of at least 0"))
    }
  }

  @Test func missingRowsAreNamed() {
    #expect(refusal(Self.rows.filter { $0.line != 4 })?.description.contains("there is no row 'layer1,MB3_K3': add") == true)
    #expect(refusal([])?.description.contains("there is no row 'layer1,identity' and 5 more: add") == true)
    #expect(refusal(Array(Self.rows.dropFirst()))?.description.contains("there is no row 'fixed': add") == true)
  }
}
