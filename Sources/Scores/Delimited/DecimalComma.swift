/// Whether a file of semicolons writes the comma before fractions.
enum DecimalComma: Equatable {
  /// No word of it is a number with a comma, or other numbers have points.
  case absent
  /// There are such words, no number has a point, and some comma cannot part thousands.
  case certain
  /// All its commas may as well part thousands: the first of them.
  case doubtful(row: Int, column: Int)

  /// - Parameter columns: the cells as read with the point.
  init(in rows: DelimitedRows, columns: [[Double]]) {
    guard rows.bytes.contains(UInt8(ascii: ",")) else {
      self = .absent
      return
    }
    var first: (Int, Int)?, isCertain = false
    for row in rows.starts.indices {
      let texts = rows.texts(row)
      for (column, cells) in columns.enumerated() where column < texts.count {
        let cell = cells[row]
        if cell.bitPattern == ScoreColumn.word.bitPattern {
          switch Self.fraction(texts[column]) {
          case nil: continue
          case 3?: first = first ?? (row, column)
          default: (first, isCertain) = (first ?? (row, column), true)
          }
        } else if !cell.isNaN, texts[column].utf8.contains(UInt8(ascii: ".")) {
          self = .absent
          return
        }
      }
    }
    self = isCertain ? .certain : first.map { .doubtful(row: $0.0, column: $0.1) } ?? .absent
  }

  /// Digits behind the comma of a number, 0 where they cannot be the last thousands; nil where the word is no number with one comma.
  private static func fraction(_ word: String) -> Int? {
    var bytes = Array(word.utf8)
    if bytes.last == UInt8(ascii: "%") { bytes.removeLast() }
    guard bytes.count(where: { $0 == UInt8(ascii: ",") }) == 1 else { return nil }
    let cell = ScoreColumn.cell(of: bytes, decimal: UInt8(ascii: ","))
    guard cell.isFinite, let comma = bytes.firstIndex(of: UInt8(ascii: ",")) else { return nil }
    let whole = bytes[..<comma].drop { "+-".utf8.contains($0) }
    let mayPartThousands = (1...3).contains(whole.count) && whole.first != UInt8(ascii: "0") && bytes.count - comma - 1 == 3
    return mayPartThousands ? 3 : 0
  }
}
