internal import Texts

/// What keeps scores from being read, each case with what to do next.
public enum ScoresError: Error, Hashable, CustomStringConvertible {
  /// A word stands where a number is needed.
  case cell(file: String, place: String, column: String, text: String)
  /// A cell may be read in two ways.
  case ambiguous(file: String, place: String, column: String, text: String)
  /// The first line names no columns.
  case heading(file: String, reason: String)
  /// A line has more or fewer fields than the first.
  case fields(file: String, line: Int, found: Int, expected: Int)
  /// A quote is opened and never closed.
  case openQuote(file: String, line: Int)
  /// No scores at all.
  case noRows(file: String)
  /// The file is no JSON, or not of a layout that holds scores.
  case json(file: String, reason: String)
  /// An object of objects with as many keys outside as inside, either of which may name architectures.
  case orientation(file: String, outer: [String], inner: [String])
  /// Nothing stands at the path that `--at` names.
  case at(file: String, path: String, known: [String])
  /// Scores stand at several places, and none was chosen.
  case places(file: String, paths: [String])
  /// A format that is recognised and not read; `remedy` is what converts it.
  case format(file: String, format: String, remedy: String)
  /// An option that has no effect on files of these layouts, for it is for others.
  case withoutEffect(files: String, layouts: [String], option: String, of: [String])
  /// Compressed bytes that cannot be decompressed.
  case compressed(file: String, format: String, reason: String)
  /// Compressed bytes that unpack to more than is read, or need more to be unpacked.
  case tooLarge(file: String, format: String, need: String)
  /// More cells than are kept.
  case manyCells(file: String, rows: Int, columns: Int)
  /// A column that is there and cannot be read.
  case column(file: String, column: String, reason: String)
  /// The regular expression of `--log` cannot be used.
  case pattern(reason: String)
  /// Matching it against a line takes too many steps.
  case exhausted(file: String, line: Int, reason: String)
  /// No line of a log matches it; which were not compared, and why.
  case noMatch(file: String, lines: Int, passedOver: [String])

  public var description: String {
    switch self {
    case .cell(let file, let place, let column, let text):
      "\(file), \(place), column '\(column.shortened)': the value is '\(text.shortened)', not a number: correct it, or leave the cell empty"
        + Self.hint(text)
    case .ambiguous(let file, let place, let column, let text):
      "\(file), \(place), column '\(column.shortened)': '\(text.shortened)' can be read in two ways: say --decimal comma where it has a fraction, or take the signs between thousands out of the file"
    case .heading(let file, let reason): "\(file): \(reason): give each column a name of its own in the first line"
    case .fields(let file, let line, let found, let expected):
      "line \(line) of \(file) has \(found) \(found == 1 ? "field" : "fields") where the first has \(expected): correct it, quote fields that hold the delimiter, or say --delimiter"
    case .openQuote(let file, let line): "line \(line) of \(file) opens a quote that is never closed: close it, or remove it"
    case .noRows(let file): "\(file) holds no scores: give one row an architecture, below a line of column names"
    case .json(let file, let reason):
      "\(file) is not JSON of scores (\(reason)): give an array of objects, an object of arrays or an object by architecture, or say --at PATH"
    case .orientation(let file, let outer, let inner):
      "\(file): \(outer.count) keys (\(listed(outer))), each with as many inside (\(listed(inner))), may both name architectures: say --keys outer or --keys inner"
    case .at(let file, let path, let known):
      "--at: \(file) has nothing at '\(path.printable)'"
        + (known.isEmpty ? ": leave --at out" : ": name one of \(listed(known, length: 200))")
    case .places(let file, let paths): "\(file) holds scores in several places: say which with --at (\(listed(paths, length: 200)))"
    case .format(let file, let format, let remedy): "\(file) is \(format), which is not read here: \(remedy)"
    case .withoutEffect(let files, let layouts, let option, let own):
      "\(option) has no effect on \(files), read as \(layouts.joined(separator: " and ")): leave it out, as it is for \(own.joined(separator: ", "))"
    case .compressed(let file, let format, let reason): "\(file) is not sound \(format) (\(reason)): copy it again from its source"
    case .manyCells(let file, let rows, let columns):
      "\(file) has \(rows) rows or more of \(columns) columns: keep those that are needed"
    case .tooLarge(let file, let format, let need):
      "\(file) is \(format) that \(need), the most that is taken here: unpack it elsewhere and keep the rows and columns that are needed"
    case .column(let file, let column, let reason): "\(file), column '\(column.shortened)': \(reason)"
    case .pattern(let reason): "--log: \(reason)"
    case .exhausted(let file, let line, let reason):
      "--log: matching line \(line) of \(file) was given up (\(reason)), for the expression can match it in very many ways: write repetitions "
        + "that cannot match the same characters, as [ab]+ for (a|b)+, and one .* where there are several"
    case .noMatch(let file, let lines, let passedOver):
      "--log: none of the \(lines) lines of \(file) matches\(passedOver.isEmpty ? "" : " (\(passedOver.joined(separator: "; ")))"): "
        + "try the expression on one of its lines"
    }
  }

  /// What to do with a number that is written with commas.
  package static func hint(_ text: String) -> String {
    func isNumber(_ text: String, _ decimal: UInt8) -> Bool { ScoreColumn.cell(of: Array(text.utf8), decimal: decimal).isFinite }
    let (point, comma) = (UInt8(ascii: "."), UInt8(ascii: ","))
    if text.contains(","), isNumber(text, comma) {
      let parts: [Substring] = text.split(separator: ","), mayGroup = parts.dropFirst().allSatisfy { $0.count == 3 }
      return mayGroup
        ? ": take signs between thousands out of the file, or say --decimal comma where they stand before fractions"
        : ", or say --decimal comma"
    }
    if text.contains("."), isNumber(text, point) { return ", or say --decimal point" }
    let isGrouped = isNumber(text.replacing(",", with: ""), point) || isNumber(text.replacing(".", with: ""), comma)
    return isGrouped ? ": signs between thousands are not read" : ""
  }
}

extension ScoresError {
  package init(_ flaw: ScoreColumn.Flaw, of column: ScoreColumn) {
    self = .cell(file: column.file, place: flaw.place, column: column.name, text: flaw.text)
  }
}
