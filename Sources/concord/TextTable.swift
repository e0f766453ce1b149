/// Columns of text for a terminal: the first ones to the left, numbers to the right, headings bold where colour is allowed.
struct TextTable {
  struct Column {
    let heading: String, isNumeric: Bool

    static func text(_ heading: String) -> Column { Column(heading: heading, isNumeric: false) }
    static func number(_ heading: String) -> Column { Column(heading: heading, isNumeric: true) }
  }

  let columns: [Column]
  private(set) var rows: [[String]] = []

  init(_ columns: [Column]) { self.columns = columns }

  /// One cell for each column.
  mutating func add(_ row: [String]) {
    precondition(row.count == columns.count, "a row has one cell for each column")
    rows.append(row)
  }

  func rendered(bold: Bool) -> String {
    let widths = columns.indices.map { column in
      rows.reduce(columns[column].heading.count) { max($0, $1[column].count) }
    }
    func line(_ cells: [String]) -> String {
      let padded = cells.indices.map { index in
        let space = String(repeating: " ", count: widths[index] - cells[index].count)
        return columns[index].isNumeric ? space + cells[index] : cells[index] + space
      }.joined(separator: "  ")
      return String(padded.reversed().drop { $0 == " " }.reversed())
    }
    let heading = line(columns.map(\.heading))
    return ([bold ? "\u{1B}[1m\(heading)\u{1B}[0m" : heading] + rows.map(line)).joined(separator: "\n")
  }
}
