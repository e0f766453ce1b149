internal import Texts

/// The names of a delimited text's columns, and where its rows begin.
struct Heading {
  /// One a field; an unnamed column is called by its number.
  let names: [String]
  /// In front of the first row.
  let body: DelimitedText
  /// Whether the first column names rows: it has no name of its own, or R's, which has no field in the heading.
  private let isFirstUnnamed: Bool

  /// - Throws: `ScoresError` for a text without lines, an open quote, two columns of one name.
  init(_ start: DelimitedText, _ input: ScoreInput, notes: inout [String]) throws(ScoresError) {
    var text = start
    var first = try Self.fields(&text, input)
    guard let width = first?.count else { throw .noRows(file: input.name) }
    guard width <= Self.most else { throw .heading(file: input.name, reason: "its first line has more than \(Self.most) fields") }
    var sample: [[String]] = [], ahead = text
    while sample.count < 50, let row = try? Self.fields(&ahead, input) { sample.append(row) }
    let isShifted =
      sample.count > 1 && sample.allSatisfy { $0.count == width + 1 && !($0.last ?? "").isEmpty } && start.dialect.partsByBlanks
    if isShifted { first?.insert("", at: 0) }
    let cells = first ?? []
    let isHeading = input.options.header ?? (isShifted || Self.isHeading(cells, above: sample))
    var names = isHeading ? cells : cells.map { _ in "" }
    if isHeading, Self.numbers(cells).contains(where: { $0 != nil }) {
      notes.append("the first line (\(listed(cells))) is read as the names of columns")
    } else if !isHeading {
      text = start
      let comment = Self.comment(start, input)
      if let comment, comment.count == width, Set(comment).count == width {
        names = comment
      } else {
        notes.append("the first line is a row, as it holds numbers: columns are called 1, 2, …")
      }
    }
    // pandas' name of a column that had none.
    isFirstUnnamed = isHeading && ["", "Unnamed: 0"].contains(names.first)
    // Of an array, pandas writes the names 0, 1, … behind the one that the index has not.
    let given = Set(names)
    names = names.enumerated().map { index, name in
      name.isEmpty ? given.contains("\(index + 1)") ? "column \(index + 1)" : "\(index + 1)" : name
    }
    var seen: Set<String> = []
    if let twice = names.first(where: { !seen.insert($0).inserted }) {
      throw .heading(file: input.name, reason: "two columns are called '\(twice.shortened)'")
    }
    (self.names, body) = (names, text)
  }

  /// Columns.
  private static let most = 1_000_000

  /// The table below these names. An unnamed column without content is left out, as is one of row numbers.
  func table(of cells: [[Double]], _ rows: DelimitedRows, _ input: ScoreInput, notes: [String]) -> ScoreTable {
    var columns: [ScoreColumn] = [], notes = notes, keys: String?
    for (index, values) in cells.enumerated() {
      let column = ScoreColumn(names[index], file: input.name, cells: values, texts: .fields(rows, index))
      if names[index] == "\(index + 1)", index > 0, column.emptyCount == column.count { continue }
      if index == 0, isFirstUnnamed {
        if values.enumerated().allSatisfy({ $1 == Double($0) }) {
          notes.append("column 1 numbers the \(values.count) rows and is passed over")
          continue
        }
        keys = names[index]
      }
      columns.append(column)
    }
    return ScoreTable(name: input.name, columns: columns, notes: notes + Self.spreads(names), keys: keys)
  }

  /// A note for columns that say how far another one's values spread.
  private static func spreads(_ names: [String]) -> [String] {
    let known = Set(names)
    return ["avg", "mean"].flatMap { mean in
      names.compactMap { name in
        guard name.hasSuffix("_\(mean)") else { return nil }
        let stem = name.dropLast(mean.count)
        return ["stdev", "std", "stddev", "se"].map { stem + $0 }.first { known.contains($0) }
          .map { "'\($0.shortened)' is the spread of '\(name.shortened)': ranks use the latter alone" }
      }
    }
  }

  private static func fields(_ text: inout DelimitedText, _ input: ScoreInput) throws(ScoresError) -> [String]? {
    var fields: [String] = []
    do throws(DelimitedText.Flaw) {
      let count = try text.row { (text, _) throws(DelimitedText.Flaw) in fields.append(try text.field().trimmed) }
      return count == nil ? nil : fields
    } catch { throw ScoresError(error, file: input.name) }
  }

  /// The names in the last comment above the first row, as numpy writes them: `# one_shot stand_alone`.
  private static func comment(_ start: DelimitedText, _ input: ScoreInput) -> [String]? {
    var above = start, end = start
    guard (try? end.row { (text, _) throws(DelimitedText.Flaw) in _ = try text.span() }) != nil, end.comments > 0 else { return nil }
    let lines = input.bytes[above.position...].split(separator: UInt8(ascii: "\n"), maxSplits: 1_000).filter { $0.contains { $0 > 0x20 } }
    guard let last = lines.prefix(while: { $0.first == UInt8(ascii: "#") }).last else { return nil }
    let names = Array(last.drop { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: " ") })
    return names.withUnsafeBufferPointer { bytes in
      above = DelimitedText(bytes, dialect: start.dialect, from: 0)
      let fields = (try? fields(&above, input)) ?? []
      return Self.numbers(fields).allSatisfy { $0 == nil } ? fields : nil
    }
  }

  private static func numbers(_ cells: [String]) -> [Double?] {
    cells.map { cell in
      let value = ScoreColumn.cell(of: Array(cell.utf8))
      return value.bitPattern == ScoreColumn.word.bitPattern || value.bitPattern == ScoreColumn.empty.bitPattern ? nil : value
    }
  }

  /// Whether a first line names columns: no cell of it is a number, or its numbers count columns from 0 or 1 above numbers that are not whole.
  private static func isHeading(_ cells: [String], above sample: [[String]]) -> Bool {
    let numbers = numbers(cells), known = numbers.compactMap(\.self)
    guard let first = known.first else { return true }
    // A word where all rows below hold numbers names its column.
    let isNamed =
      sample.count > 1
      && cells.indices.contains { place in
        numbers[place] == nil && !cells[place].isEmpty
          && sample.allSatisfy { $0.indices.contains(place) && Self.numbers([$0[place]])[0] != nil }
      }
    if isNamed { return true }
    guard known.count > 1 || cells.first == "", first == 0 || first == 1, known == known.indices.map({ first + Double($0) }) else {
      return false
    }
    return sample.contains { row in
      zip(numbers, Self.numbers(row)).contains { heading, value in heading != nil && value.map { $0 != $0.rounded() } ?? false }
    }
  }
}
