/// One column of anyone's scores: numbers, words and empty cells, as compact as numbers alone.
///
/// A cell is a Double, two NaNs of their own standing for empty cells and for words. Words stay in the file's bytes until `words()` asks for
/// them, so that a column nobody wants costs no more than its numbers.
public struct ScoreColumn: Sendable {
  /// A cell that is no number, where numbers are asked for.
  package struct Flaw: Hashable, Sendable {
    /// As an editor finds it: "line 7", "element 6", "key 'n07'".
    package let place: String
    /// What stands there.
    package let text: String
  }

  /// Unique in its table.
  public let name: String
  /// Where a cell held a list of runs: the name that the runs' columns (`group[0]`, `group[1]`, …) have in common.
  public let group: String?
  /// Where the file itself says so: whether smaller values are better.
  public let lowerIsBetter: Bool?
  /// Cells that are words.
  public let wordCount: Int
  /// Numbers (with NaN and ±∞), and empty cells.
  package let numberCount: Int, emptyCount: Int
  let cells: [Double]
  let texts: CellTexts
  let file: String, failure: ScoresError?

  /// Rows.
  public var count: Int { cells.count }
  /// Whether some cell is a number; words are no mistake unless they are asked for as numbers.
  public var isNumeric: Bool { numberCount > 0 || wordCount == 0 }

  /// The column's numbers, one a row; nil where a cell is empty. NaN and ±∞ are as written.
  ///
  /// - Throws: `ScoresError.cell` with the place of the first cell that is a word; what kept the column from being read, where something did.
  public func numbers() throws(ScoresError) -> [Double?] {
    if let failure { throw failure }
    if let flaw { throw ScoresError(flaw, of: self) }
    return cells.map { $0.bitPattern == Self.empty.bitPattern ? nil : $0 }
  }

  /// The column's cells as they are written, quotes, escapes and blanks around them taken off; "" where a cell is empty.
  public func words() -> [String] { cells.indices.map(word) }

  /// The first cell that is no number and not empty.
  package var flaw: Flaw? {
    wordCount == 0 ? nil : cells.firstIndex { $0.bitPattern == Self.word.bitPattern }.map { Flaw(place: place($0), text: word($0)) }
  }

  /// The first cell of a line of fields that is empty by a word: None, NA, null. Where a run is missing, somebody may have meant one that failed.
  package var nothing: Flaw? {
    guard texts.areFields, emptyCount > 0 else { return nil }
    return cells.indices.first { isNothing($0) }.map { Flaw(place: place($0), text: word($0)) }
  }

  /// Whether a cell of a line of fields is empty by a word.
  package func isNothing(_ row: Int) -> Bool {
    guard texts.areFields, cells[row].bitPattern == Self.empty.bitPattern else { return false }
    return !word(row).isEmpty
  }

  /// Where a row stands in the file.
  package func place(_ row: Int) -> String { texts.place(row) }

  /// The text of one row.
  public func word(_ row: Int) -> String {
    let text = texts.text(row)
    if let text { return text }
    let value = cells[row]
    if value.bitPattern == Self.empty.bitPattern { return "" }
    return value == value.rounded() && abs(value) < 0x1p53 ? "\(Int(value))" : "\(value)"
  }

  /// The cells that are no number: NaNs that arithmetic does not make.
  static let empty = Double(bitPattern: 0x7FF8_0000_0000_0E01), word = Double(bitPattern: 0x7FF8_0000_0000_0E02)

  /// - Parameters:
  ///   - cells: numbers, `empty` and `word`.
  ///   - failure: why nothing of the column could be read; its cells are then empty.
  init(
    _ name: String, file: String, cells: [Double], texts: CellTexts, group: String? = nil, lowerIsBetter: Bool? = nil,
    failure: ScoresError? = nil
  ) {
    var words = 0, empties = 0
    for cell in cells where cell.isNaN {
      if cell.bitPattern == Self.word.bitPattern { words += 1 }
      if cell.bitPattern == Self.empty.bitPattern { empties += 1 }
    }
    (self.name, self.file, self.cells, self.texts, self.group) = (name, file, cells, texts, group)
    (self.lowerIsBetter, self.failure) = (lowerIsBetter, failure)
    (numberCount, wordCount, emptyCount) = (cells.count - words - empties, words, empties)
  }

  /// A column of numbers that stand in no text; nil is an empty cell.
  public init(_ name: String, file: String, numbers: [Double?]) {
    self.init(name, file: file, cells: numbers.map { $0.map { $0.isNaN ? .nan : $0 } ?? Self.empty }, texts: .none)
  }

  /// A column of words; those that read as numbers are numbers, the empty ones empty.
  public init(_ name: String, file: String, words: [String], group: String? = nil, decimal: ScoreOptions.Decimal? = nil) {
    self.init(
      name, file: file, cells: words.map { Self.cell(of: Array($0.utf8), decimal: decimal.byte) }, texts: .words(words), group: group)
  }
}

extension ScoreColumn {
  /// The same cells under another name.
  package func renamed(_ name: String, group: String? = nil) -> ScoreColumn {
    ScoreColumn(name, file: file, cells: cells, texts: texts, group: group ?? self.group, lowerIsBetter: lowerIsBetter, failure: failure)
  }

  /// The column with empty cells behind its last, in rows of these keys.
  func padded(to count: Int, keys: [UInt32]) -> ScoreColumn {
    guard case .values(let source, let starts, _) = texts else { return self }
    let missing = max(0, count - cells.count)
    return ScoreColumn(
      name, file: file, cells: cells + Array(repeating: Self.empty, count: missing),
      texts: .values(source, starts + Array(repeating: .max, count: missing), keys: keys), group: group, lowerIsBetter: lowerIsBetter)
  }
}
