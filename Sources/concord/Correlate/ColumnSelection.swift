import Scores
import Texts

/// Columns by the names and patterns of options, where what one option names is not another's by pattern.
struct ColumnSelection {
  private let table: ScoreTable
  /// Names that each option says in full.
  private let named: [String: Set<String>]
  /// What was left out of patterns, a sentence each.
  let leftOut: [String]

  /// - Parameter options: what each of them was given.
  init(_ table: ScoreTable, options: [String: [String]]) {
    self.table = table
    named = options.mapValues { words in
      Set(words.flatMap { Self.parts(Self.split($0, table)?.pattern ?? $0, table) }.flatMap { Self.exact($0, table).map(\.name) })
    }
    let patterns = options.values.joined().flatMap { Self.parts(Self.split($0, table)?.pattern ?? $0, table) }
    let words = patterns.filter { Self.exact($0, table).isEmpty }.flatMap { pattern in
      table.columns.filter { !$0.isNumeric && Pattern(pattern).matches($0.name) }.map(\.name)
    }
    leftOut = words.isEmpty || patterns.contains("*") ? [] : ["Columns of words that a pattern meets were left out: \(listed(words))."]
  }

  /// The columns that words of an option stand for, each once, in the order asked for.
  func columns(_ words: [String], of option: String) throws(CommandError) -> [ScoreColumn] {
    let others = named.filter { $0.key != option }.values.reduce(into: Set()) { $0.formUnion($1) }
    var chosen: [ScoreColumn] = []
    for part in words.flatMap({ Self.parts($0, table) }) {
      var found = Self.exact(part, table)
      if found.isEmpty {
        found = table.columns.filter {
          $0.isNumeric && Pattern(part).matches($0.name) && !others.contains($0.name) && $0.name != table.keys
        }
      }
      if found.isEmpty { throw .noColumn(path: table.name, option: option, pattern: part, known: table.columns.map(\.name)) }
      chosen += found.filter { new in !chosen.contains { $0.name == new.name } }
    }
    return chosen
  }

  /// Name and columns of a strategy: of `NAME=COLUMNS`, or of a column whose cells hold a list of runs.
  func strategy(_ word: String) -> (name: String, pattern: String)? {
    if let split = Self.split(word, table) { return split }
    return table.columns.contains { $0.name == word } || !table.columns.contains { $0.group == word } ? nil : (word, word)
  }

  private static func split(_ word: String, _ table: ScoreTable) -> (name: String, pattern: String)? {
    guard let sign = word.firstIndex(of: "="), !table.columns.contains(where: { $0.name == word }) else { return nil }
    return (String(word[..<sign]).trimmed, String(word[word.index(after: sign)...]).trimmed)
  }

  /// A word is a column's name, commas and all, or a list.
  private static func parts(_ word: String, _ table: ScoreTable) -> [String] {
    exact(word, table).isEmpty ? word.split(separator: ",").map { String($0).trimmed } : [word]
  }

  private static func exact(_ word: String, _ table: ScoreTable) -> [ScoreColumn] {
    let exact = table.columns.filter { $0.name == word }
    return exact.isEmpty ? table.columns.filter { $0.group == word } : exact
  }

  /// The seed that each name ends in or holds: the last number in which all of them differ, such as 1 and 2 of `SPOS seed 1 acc`, `SPOS seed 2 acc`.
  ///
  /// - Returns: one a name; empty where no number tells them apart.
  static func seeds(of names: [String]) -> [Int] {
    let numbers = names.map { name in
      name.split { !("0"..."9").contains($0) }.map { Int($0) }
    }
    guard let count = numbers.first?.count, numbers.allSatisfy({ $0.count == count }) else { return [] }
    for place in (0..<count).reversed() {
      let column = numbers.compactMap { $0[place] }
      if column.count == names.count && Set(column).count == column.count { return column }
    }
    return []
  }
}
