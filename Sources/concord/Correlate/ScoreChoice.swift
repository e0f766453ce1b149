import Analysis
import Scores
import Spaces
import Texts

/// The columns of a table in the parts that options give them.
struct ScoreChoice {
  /// A prediction: a column, or the columns of a strategy's supernets.
  struct Prediction {
    let name: String, columns: [ScoreColumn], isStrategy: Bool
  }

  let table: ScoreTable, roles: ColumnRoles
  let predictions: [Prediction]
  let baselines: [ScoreColumn], seeds: [ScoreColumn], bins: [ScoreColumn]
  let strata: ScoreColumn?, group: ScoreColumn?
  /// Names of columns in which smaller is better.
  let lower: Set<String>
  /// The most predictions, whose pairs are all compared.
  private static let most = 100
  /// Columns that a pattern meets and that hold words.
  private let notes: [String]

  /// - Throws: `CommandError` where an option names no column, or two options the same.
  init(_ table: ScoreTable, _ roles: ColumnRoles) throws(CommandError) {
    var x = roles.x, y = roles.y
    if x.isEmpty && y.isEmpty {
      let numeric = table.columns.filter { $0.isNumeric && $0.name != table.keys && !roles.keys.contains($0.name) }.map(\.name)
      guard numeric.count == 2 else {
        // Numbers with commas are words until somebody says what the comma is.
        let hints = table.columns.lazy.filter { !$0.isNumeric }.compactMap { $0.flaw.map { ScoresError.hint($0.text) } }
        throw .whichColumns(
          path: table.name, numeric: numeric, known: table.columns.map(\.name), hint: hints.first { !$0.isEmpty } ?? "")
      }
      (x, y) = ([numeric[0]], [numeric[1]])
    }
    let selection = ColumnSelection(table, options: ["--x": x, "--y": y, "--baseline": roles.baseline])
    var predictions: [Prediction] = []
    for word in x {
      guard let (name, pattern) = selection.strategy(word) else {
        predictions += try selection.columns([word], of: "--x").filter { new in
          !predictions.contains { !$0.isStrategy && $0.name == new.name }
        }.map { Prediction(name: $0.name, columns: [$0], isStrategy: false) }
        continue
      }
      if predictions.contains(where: { $0.name == name }) { throw .strategyTwice(name) }
      predictions.append(Prediction(name: name, columns: try selection.columns([pattern], of: "--x"), isStrategy: true))
    }
    guard predictions.count <= Self.most else { throw .manyPredictions(count: predictions.count, most: Self.most) }
    let seeds = try selection.columns(y, of: "--y"), baselines = try selection.columns(roles.baseline, of: "--baseline")
    bins = try ColumnSelection(table, options: ["--bins": roles.bins]).columns(roles.bins, of: "--bins")
    if let both = predictions.flatMap(\.columns).first(where: { own in seeds.contains { $0.name == own.name } }) {
      throw .bothAxes(path: table.name, column: both.name)
    }
    func one(_ name: String?, _ option: String) throws(CommandError) -> ScoreColumn? {
      guard let name else { return nil }
      guard let column = table.columns.first(where: { $0.name == name }) else {
        throw .noColumn(path: table.name, option: option, pattern: name, known: table.columns.map(\.name))
      }
      return column
    }
    (strata, group) = (try one(roles.strata, "--strata"), try one(roles.group, "--group"))
    let all = predictions.flatMap(\.columns) + baselines + seeds
    for column in all + bins + [strata, group].compactMap(\.self) where column.count != seeds[0].count {
      throw .columnLengths(path: table.name, first: seeds[0].name, count: seeds[0].count, second: column.name, other: column.count)
    }
    let turned = try ColumnSelection(table, options: ["--lower": roles.lower]).columns(roles.lower, of: "--lower").map(\.name)
    lower = Set(turned + all.filter { $0.lowerIsBetter == true }.map(\.name))
    notes = selection.leftOut + Self.vain(turned, predictions, all + bins) + Self.rounded(all + bins)
    (self.table, self.roles, self.predictions, self.baselines, self.seeds) = (table, roles, predictions, baselines, seeds)
  }

  /// What `--lower` says in vain, a sentence each: columns that nothing asks for, and some columns of a strategy or a target alone.
  private static func vain(_ turned: [String], _ predictions: [Prediction], _ all: [ScoreColumn]) -> [String] {
    let alone = turned.filter { name in !all.contains { $0.name == name } }
    var remarks = alone.isEmpty ? [] : ["--lower names \(listed(alone)), which \(alone.count == 1 ? "is" : "are") ranked nowhere here."]
    for own in predictions where own.isStrategy {
      let some = own.columns.filter { turned.contains($0.name) }
      if !some.isEmpty, some.count < own.columns.count {
        remarks.append("--lower turns \(some.count) of the \(own.columns.count) columns of '\(own.name.shortened)' and leaves the others.")
      }
    }
    return remarks
  }

  /// What `correlate` makes a table of: all rows, or those of each group.
  struct Group {
    /// The value that its rows share; nil where all rows are one group.
    let value: String?
    let columns: CorrelationStudy.Columns
    /// Names of the architectures.
    let nets: [String]
  }

  /// - Throws: `ScoresError` for a cell that is no number, `CommandError.failed` for architectures without a score under `--failed refuse`.
  func groups() throws -> [Group] {
    let rows = try ScoredRows(self), words = group?.words()
    guard let words, let group else {
      return [Group(value: nil, columns: try rows.columns(of: nil, remarks: remarks(rows)), nets: rows.kept)]
    }
    var order: [String] = [], members: [String: [Int]] = [:]
    for (row, word) in words.enumerated() {
      if members[word] == nil { order.append(word) }
      members[word, default: []].append(row)
    }
    guard order.count <= 200 else { throw CommandError.manyGroups(column: group.name, count: order.count) }
    return try order.map { word in
      let own = rows.group(members[word] ?? [])
      return Group(value: word, columns: try own.columns(of: word, remarks: remarks(own)), nets: own.kept)
    }
  }

  /// The rows whose architecture is wanted.
  func rows(where isWanted: (String) -> Bool) throws -> Group {
    let rows = try ScoredRows(self).only(where: isWanted)
    return Group(value: nil, columns: try rows.columns(of: nil, remarks: remarks(rows)), nets: rows.kept)
  }

  private func remarks(_ rows: ScoredRows) -> [String] {
    let turned = (predictions.flatMap(\.columns) + baselines + seeds + bins).map(\.name).filter(lower.contains)
    return table.notes.map(\.sentence) + notes + (turned.isEmpty ? [] : ["Smaller is better in \(listed(turned)): turned before ranking."])
      + rows.remarks
  }
}

extension String {
  /// With a capital letter in front and a full stop behind.
  fileprivate var sentence: String { prefix(1).uppercased() + dropFirst() + (hasSuffix(".") ? "" : ".") }
}
