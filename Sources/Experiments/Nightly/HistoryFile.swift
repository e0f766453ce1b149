internal import FoundationEssentials
internal import Store

/// A CSV file that only grows: a line of column names, then lines in the order in which they came.
///
/// Fields are quoted where they hold a comma (RFC 4180); none holds a quotation mark or the end of a line. `ScoreTable` reads delimited text as
/// anyone wrote it and guesses what parts words; this refuses whatever it would not have written itself.
struct HistoryFile {
  private let path: String, columns: [String]
  /// A thousand years of nights have fewer bytes.
  private static let limit = 1 << 28

  init(_ path: String, _ columns: [String]) { (self.path, self.columns) = (path, columns) }

  /// All lines but the first; none where there is no file. Throws `StoreError` where it cannot be read, `ExperimentError.history` where the file has other columns, or a line
  /// another number of fields.
  func rows() throws -> [[String]] {
    let bytes: [UInt8]
    do throws(StoreError) { bytes = try readFile(path, limit: Self.limit + 1) } catch {
      // Only where nothing stands there is nothing known.
      if case .notFound = error { return [] }
      throw error
    }
    guard bytes.count <= Self.limit else {
      throw ExperimentError.history(path: path, line: 1, reason: "has more than \(Self.limit >> 20) MB: begin another history")
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(Self.fields)
    guard lines.first == columns else {
      throw ExperimentError.history(path: path, line: 1, reason: "should be '\(columns.joined(separator: ","))'")
    }
    for (place, fields) in lines.enumerated() where fields.count != columns.count {
      throw ExperimentError.history(path: path, line: place + 1, reason: "has \(fields.count) fields, should have \(columns.count)")
    }
    return Array(lines.dropFirst())
  }

  /// Adds lines behind those that are there, all or none of them; the disk has them when this returns.
  func add(_ more: [[String]]) throws {
    let rows = [columns] + (try rows()) + more.map { $0.map(Self.safe) }
    let text = rows.map { row in row.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",") + "\n" }.joined()
    if let slash = path.lastIndex(of: "/") { try AtomicFile.makeFolder(String(path[..<slash])) }
    try AtomicFile.replace(path) { write in try Array(text.utf8).withUnsafeBytes { try write($0) } }
  }

  /// What others named, as processors and commits, without what would break a line.
  private static func safe(_ field: String) -> String { String(field.map { $0 == "\"" || $0.isNewline ? " " : $0 }) }

  private static func fields(_ line: Substring) -> [String] {
    var fields = [""], isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields
  }
}
