internal import Scores

/// Comma-separated values for programs (RFC 4180, lines end with a line feed).
extension Table {
  /// All digits of every number; each interval as two columns `TITLE low (NAME)` and `… high (NAME)`; what is missing is empty.
  public var csv: String {
    let hasSections = rows.contains { !$0.section.isEmpty }
    let heading = columns.flatMap { column -> [String] in
      let title = column.title + (column.unit.map { " (\($0))" } ?? "")
      return [title] + column.intervals.flatMap { ["\(column.title) low (\($0))", "\(column.title) high (\($0))"] }
    }
    let lines =
      [(hasSections ? ["section"] : []) + heading]
      + rows.map { row in
        (hasSections ? [row.section] : []) + zip(row.cells, columns).flatMap { cells($0, $1) }
      }
    return lines.map { $0.map(DelimitedText.quoted).joined(separator: ",") + "\n" }.joined()
  }

  private func cells(_ cell: Cell, _ column: Column) -> [String] {
    let none = column.intervals.flatMap { _ in ["", ""] }
    switch cell {
    case .text(let text), .verdict(let text, _), .link(let text, _): return [text] + none
    case .number(let value): return [Self.number(value)] + none
    case .estimate(let value, let spans): return [Self.number(value)] + spans.flatMap { [Self.number($0?.low), Self.number($0?.high)] }
    case .missing: return [""] + none
    }
  }

  private static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "" }
    return value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }
}
