public import Spaces

/// Columns of numbers of a CSV file, each with a row a net.
///
///     let scores = try ScoreColumns(reading: bytes, net: "architecture", columns: ["SPOS seed 1"])
///     try scores.values(of: "SPOS seed 1", for: nets, in: space)
public struct ScoreColumns: Sendable {
  /// Texts of nets as they stand there, and each column's values.
  private let nets: [String], columns: [String: [Double]]

  /// Throws `AnalysisError.table` for a column that is not there, a field that is no number, and what is no CSV.
  public init(reading bytes: [UInt8], net: String, columns names: [String]) throws(AnalysisError) {
    var nets: [String] = [], columns = Dictionary(uniqueKeysWithValues: names.map { ($0, [Double]()) })
    do {
      try bytes.withUnsafeBufferPointer { bytes in
        var text = DelimitedText(bytes), header: [String] = []
        _ = try text.row { (text, _) throws(DelimitedText.Flaw) in header.append(try text.field()) }
        for name in [net] + names where !header.contains(name) {
          throw AnalysisError.table(reason: "it has no column '\(name)', its columns are \(header.joined(separator: ", "))")
        }
        var isAtEnd = false
        while !isAtEnd {
          var fields: [String] = []
          let count = try text.row(of: header.count) { (text, _) throws(DelimitedText.Flaw) in fields.append(try text.field()) }
          guard count != nil else {
            isAtEnd = true
            continue
          }
          for (name, field) in zip(header, fields) {
            if name == net { nets.append(field) }
            guard columns[name] != nil else { continue }
            guard let value = Double(field) else {
              throw AnalysisError.table(reason: "'\(field)' in column '\(name)', line \(text.line - 1), is no number")
            }
            columns[name]?.append(value)
          }
        }
      }
    } catch let error as AnalysisError { throw error } catch { throw .table(reason: "it is no CSV: \(error)") }
    (self.nets, self.columns) = (nets, columns)
  }

  /// A column's values of these nets, in their order; rows may name a net by any of its codes. Throws `AnalysisError.table` where one is
  /// missing, stands there twice or is none of the space.
  public func values(of column: String, for wanted: [String], in space: Space) throws(AnalysisError) -> [Double] {
    guard let values = columns[column] else { throw .table(reason: "it has no column '\(column)'") }
    var found: [String: Double] = [:]
    for (net, value) in zip(nets, values) {
      let text: String
      do throws(SpaceError) { text = space.text(of: space.canonical(try space.architecture(net))) } catch { throw .table(reason: "\(error)") }
      if let known = found.updateValue(value, forKey: text), known != value {
        throw .table(reason: "net \(text) stands there twice with different values of '\(column)'")
      }
    }
    var ordered: [Double] = []
    for net in wanted {
      guard let value = found[net] else { throw .table(reason: "net \(net) has no row, a search may meet any") }
      ordered.append(value)
    }
    return ordered
  }
}
