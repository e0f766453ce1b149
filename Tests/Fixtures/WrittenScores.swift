import FoundationEssentials
public import Streams

/// A table of scores with cells of every kind, drawn at random.
public struct RandomScores {
  public let keys: [String], names: [String], cells: [[Double?]]

  /// - Parameter letters: what keys may hold behind their first letter.
  public init(_ random: inout RandomStream, letters: String) {
    let letters = Array(letters), rows = 6 + random.below(40), columns = 1 + random.below(4)
    keys = (0..<rows).map { row in
      "k\(row)" + String((0..<random.below(8)).map { _ in letters[random.below(letters.count)] }) + "z"
    }
    names = (0..<columns).map { "score_\($0)" }
    cells = (0..<columns).map { _ in
      (0..<rows).map { _ in
        switch random.below(12) {
        case 0: nil
        case 1: .nan
        case 2: random.below(2) == 0 ? .infinity : -.infinity
        case 3: Double(random.below(100))
        case 4: Double(bitPattern: UInt64(random.below(1 << 62))).magnitude
        default: 90 + Double(random.below(1 << 40)) / Double(1 << 37)
        }
      }
    }
  }
}

/// The ways in which such a table may be written down.
public enum WrittenScores: String, CaseIterable, Sendable {
  case comma, tab, semicolon, pipe, spaces, markdown, gzipped, xzipped, sixteenBit, sixteenBitUnmarked, thirtyTwoBit, oldMac, log, records,
    lines, index, columns, split, lists, python

  /// The regular expression that reads a log, nil for other layouts.
  public func pattern(_ table: RandomScores) -> String? {
    self == .log
      ? #"^\[\d+\] (?<key>\S+)"# + table.names.map { #" \| (?<\#($0)>[^ ]*)"# }.joined() + "$" : nil
  }

  /// Characters that keys may hold: a text in quotes may hold all.
  public var letters: String {
    switch self {
    // Told by its first letters.
    case .sixteenBitUnmarked: "ab09 _()[]~+,;|\"'{}:#"
    case .spaces, .markdown, .log: "ab09_()[]~+é,;'"
    default: "ab09 _()[]~+é日,;|\t\"'{}:#\\"
    }
  }

  public func bytes(_ table: RandomScores) -> [UInt8] {
    switch self {
    case .comma: Array(delimited(table, ",").utf8)
    case .tab: Array(delimited(table, "\t").utf8)
    case .semicolon: Array(delimited(table, ";").utf8)
    case .pipe: Array(delimited(table, "|").utf8)
    case .spaces: Array(delimited(table, "  ", empty: "NA").utf8)
    case .gzipped: gzip(Array(delimited(table, ",").utf8))
    case .xzipped: xz(Array(delimited(table, ";").utf8))
    case .sixteenBitUnmarked: delimited(table, ";").utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case .thirtyTwoBit:
      ("\u{FEFF}" + delimited(table, ",")).unicodeScalars.flatMap { scalar in
        (0..<4).map { UInt8(truncatingIfNeeded: scalar.value >> UInt32(8 * $0)) }
      }
    case .oldMac: Array(delimited(table, ",").replacing("\n", with: "\r").utf8)
    case .log:
      Array(
        table.keys.indices.map { row in
          "[\(row)] " + ([table.keys[row]] + table.cells.map { $0[row].map { "\($0)" } ?? "" }).joined(separator: " | ") + "\n"
        }.joined().utf8)
    case .sixteenBit: [0xFF, 0xFE] + delimited(table, "\t").utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case .markdown:
      Array(
        delimited(table, " | ", isQuoted: false).split(separator: "\n").enumerated().map { line, text in
          "| \(text) |\n" + (line == 0 ? "|" + String(repeating: "---|", count: table.names.count + 1) + "\n" : "")
        }.joined().utf8)
    case .records: Array(json(rows(table) { key, cells in "{\"key\": \(key), \(cells)}" }, "[]").utf8)
    case .lines: Array((rows(table) { key, cells in "{\"key\": \(key), \(cells)}" }).joined(separator: "\n").utf8)
    case .index: Array(json(rows(table) { key, cells in "\(key): {\(cells)}" }, "{}").utf8)
    case .python:
      Array(
        json(rows(table) { key, cells in "\(key): {\(cells)}" }, "{}").replacing("null", with: "None").replacing("NaN", with: "nan")
          .replacing("Infinity", with: "inf").utf8)
    case .columns:
      Array(
        json(
          table.names.indices.map { column in
            let cells = table.keys.indices.map { "\(quoted(table.keys[$0])): \(text(table.cells[column][$0]))" }
            return "\"\(table.names[column])\": \(json(cells, "{}"))"
          }, "{}"
        ).utf8)
    case .split:
      Array(
        """
        {"columns": \(json(table.names.map(quoted), "[]")), "index": \(json(table.keys.map(quoted), "[]")), "data":
        \(json(table.keys.indices.map { row in json(table.cells.map { text($0[row]) }, "[]") }, "[]"))}
        """.utf8)
    case .lists:
      Array(
        json(
          ["\"key\": \(json(table.keys.map(quoted), "[]"))"]
            + table.names.indices.map { "\"\(table.names[$0])\": \(json(table.cells[$0].map(text), "[]"))" }, "{}"
        ).utf8)
    }
  }

  private func delimited(_ table: RandomScores, _ delimiter: String, empty: String = "", isQuoted: Bool = true) -> String {
    let keys = table.keys.map { isQuoted ? "\"" + $0.replacing("\"", with: "\"\"") + "\"" : $0 }
    let rows = keys.indices.map { row in [keys[row]] + table.cells.map { $0[row].map { "\($0)" } ?? empty } }
    return ([["key"] + table.names] + rows).map { $0.joined(separator: delimiter) + "\n" }.joined()
  }

  private func rows(_ table: RandomScores, _ row: (String, String) -> String) -> [String] {
    table.keys.indices.map { index in
      row(
        quoted(table.keys[index]),
        table.names.indices.map { "\"\(table.names[$0])\": \(text(table.cells[$0][index]))" }.joined(separator: ", "))
    }
  }

  private func json(_ parts: [String], _ brackets: String) -> String {
    "\(brackets.prefix(1))\(parts.joined(separator: ","))\(brackets.suffix(1))"
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\t", with: "\\t") + "\""
  }

  private func text(_ value: Double?) -> String {
    value.map { $0.isNaN ? "NaN" : $0.isFinite ? "\($0)" : $0 < 0 ? "-Infinity" : "Infinity" } ?? "null"
  }
}
