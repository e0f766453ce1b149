public import Spaces

/// Columns of numbers of a CSV file, each with a row a net.
///
///     let scores = try ScoreColumns(reading: bytes, file: "scores.csv", net: "architecture", columns: ["SPOS seed 1"])
///     try scores.values(of: "SPOS seed 1", for: nets, in: space)
public struct ScoreColumns: Sendable {
  /// Texts of nets as they stand there, and each column's values.
  private let nets: [String], columns: [String: [Double]]

  /// - Parameters:
  ///   - file: what errors call it.
  ///   - net: the column of architectures.
  /// - Throws: `AnalysisError.table` for a column that is not there or stands there twice, a field that is no finite number, and what is no
  ///   CSV, TSV or semicolons.
  public init(reading bytes: [UInt8], file: String, net: String, columns names: [String]) throws(AnalysisError) {
    let table = try PublishedRows(bytes, file: file, columns: [net] + names, delimiter: nil)
    nets = table.rows.map { $0.text(net) }
    var columns: [String: [Double]] = [:]
    for name in names {
      var values: [Double] = []
      for row in table.rows { values.append(try row.number(name, in: -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude)) }
      columns[name] = values
    }
    self.columns = columns
  }

  /// A column's values of these nets, in their order. Throws as below, and `AnalysisError.table` where one is missing.
  public func values(of column: String, for wanted: [String], in space: Space) throws(AnalysisError) -> [Double] {
    let found = try values(of: column, in: space)
    var ordered: [Double] = []
    for net in wanted {
      guard let value = found[net] else { throw .table(reason: "net \(net) has no row, a search may meet any") }
      ordered.append(value)
    }
    return ordered
  }

  /// A column's value of each net by its canonical text; rows may name it by any of its codes. Throws `AnalysisError.table` where one stands
  /// there twice with different values or is none of the space.
  public func values(of column: String, in space: Space) throws(AnalysisError) -> [String: Double] {
    guard let values = columns[column] else { throw .table(reason: "column '\(column)' was not read") }
    var found: [String: Double] = [:]
    for (net, value) in zip(nets, values) {
      let text: String
      do throws(SpaceError) { text = space.text(of: space.canonical(try space.architecture(net))) } catch {
        throw .table(reason: "\(error)")
      }
      if let known = found.updateValue(value, forKey: text), known != value {
        throw .table(reason: "net \(text) stands there twice with different values of '\(column)'")
      }
    }
    return found
  }
}
