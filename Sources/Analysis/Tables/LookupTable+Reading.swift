public import Spaces

extension LookupTable {
  /// Reads a look-up table of latencies, as a person or a measurement wrote it.
  ///
  ///     place,operation,milliseconds
  ///     fixed,,1.92
  ///     layer1,MB3_K3,0.41
  ///
  /// A place is a choice's name or its number from 1, an operation its candidate's name, `fixed` what every path pays; rows stand in any
  /// order, one for each candidate of each choice.
  /// - Parameter file: what errors call it.
  /// - Throws: `AnalysisError.lookupTable` for what is no such table, with its line; for a row that is unknown, missing or there twice, and
  ///   for a number that is none, negative or not finite.
  public init(reading bytes: [UInt8], name: String = "latency", of space: Space, file: String) throws(AnalysisError) {
    var rows: [Row] = []
    do throws(AnalysisError) {
      let table = try PublishedRows(bytes, file: file, columns: ["place", "operation", "milliseconds"])
      for row in table.rows {
        let value = try row.number("milliseconds", in: 0...Double.greatestFiniteMagnitude)
        rows.append(Row(line: row.line, place: row.text("place"), operation: row.text("operation"), value: value))
      }
    } catch {
      guard case .table(let reason) = error else { throw error }
      throw .lookupTable(reason: reason)
    }
    do throws(SpaceError) {
      try self.init(name: name, unit: "ms", of: space, rows: rows)
    } catch { throw .lookupTable(reason: "\(file): \(error)") }
  }
}
