import Analysis
import Scores
import Spaces
import Statistics
import Streams
import Texts

/// The rows of chosen columns as numbers, a row an architecture, in the order of the table.
struct ScoredRows {
  private let choice: ScoreChoice
  /// Cells of all predictions' columns, one after the other, of baselines, of bins and of seeds; smaller-is-better columns are turned.
  private var predictions: [[[Double?]]], baselines: [[Double?]], bins: [[Double?]], seeds: [[Double?]]
  private var strata: [String]?
  /// What names the architectures; row numbers where nothing does.
  private var names: [String]
  /// Whether something names the architectures, and whether `--by` or the layout says so.
  private let hasNames: Bool, isDeclared: Bool
  private(set) var remarks: [String] = []

  init(_ choice: ScoreChoice) throws {
    func numbers(_ column: ScoreColumn) throws -> [Double?] {
      let numbers = try column.numbers()
      return choice.lower.contains(column.name) ? numbers.map { $0.map { -$0 } } : numbers
    }
    self.choice = choice
    predictions = try choice.predictions.map { try $0.columns.map(numbers) }
    baselines = try choice.baselines.map(numbers)
    bins = try choice.bins.map(numbers)
    seeds = try choice.seeds.map { column in
      let numbers = try numbers(column)
      // Alone, it has no score; beside other runs an empty cell is one that the architecture does not have, and a word may be one that failed.
      guard choice.seeds.count > 1, let nothing = column.nothing else { return numbers }
      if choice.roles.failed == .refuse { throw ScoresError(nothing, of: column) }
      return numbers.indices.map { column.isNothing($0) ? .nan : numbers[$0] }
    }
    strata = choice.strata?.words()
    let key = try choice.key()
    names = key?.names ?? (1...max(1, choice.seeds[0].count)).map { "row \($0)" }
    hasNames = key != nil
    isDeclared = key?.isDeclared ?? false
    // Rows of groups are merged within each.
    if choice.group == nil { merge() }
  }

  /// Names of the architectures that are ranked.
  var kept: [String] { failed.kept(names) }

  /// The rows of one group alone, in which an architecture stands once more.
  func group(_ rows: [Int]) -> ScoredRows {
    var own = self
    own.keep(rows)
    own.merge()
    return own
  }

  /// The same with the rows of some architectures alone.
  func only(where isWanted: (String) -> Bool) -> ScoredRows {
    var own = self
    own.keep(names.indices.filter { isWanted(names[$0]) })
    return own
  }

  private mutating func keep(_ rows: [Int]) {
    func some(_ column: [Double?]) -> [Double?] { rows.map { column[$0] } }
    predictions = predictions.map { $0.map(some) }
    (baselines, bins, seeds) = (baselines.map(some), bins.map(some), seeds.map(some))
    strata = strata.map { words in rows.map { words[$0] } }
    names = rows.map { names[$0] }
  }

  /// Rows of one architecture become one where they say the same, or where `--by` said that they are one.
  private mutating func merge() {
    guard hasNames, names.hasRepeats else { return }
    let several = Self.several(names.places)
    if choice.group == nil, let pooled = choice.pooled(names) {
      remarks.append(
        "\(several), once for each value of '\(pooled.name)' (\(listed(pooled.values))): all \(names.count) rows are pooled. "
          + "'--group \(pooled.name)' gives a table for each.")
      return
    }
    // Within a stratum an architecture is one.
    let (members, order) = (strata.map { zip(names, $0).map { "\($0), \($1)" } } ?? names).places
    guard order.count < names.count else {
      remarks.append("\(several), once in a stratum: all \(names.count) rows are counted.")
      return
    }
    let columns = predictions.flatMap(\.self) + baselines + bins + seeds
    let agree = members.values.allSatisfy { rows in
      columns.allSatisfy { column in rows.allSatisfy { Self.isSame(column[$0], column[rows[0]]) } }
    }
    guard agree || isDeclared else {
      remarks.append("\(several), with different numbers: all \(names.count) rows are counted. '--by' takes the mean of each.")
      return
    }
    func one(_ column: [Double?]) -> [Double?] {
      let rows = order.map { name in (members[name] ?? []).compactMap { column[$0] } }
      return zip(rows, Target.means(of: rows)).map { $0.isEmpty ? nil : $1 }
    }
    predictions = predictions.map { $0.map(one) }
    (baselines, bins, seeds) = (baselines.map(one), bins.map(one), seeds.map(one))
    strata = strata.map { words in order.compactMap { members[$0]?.first }.map { words[$0] } }
    names = order.compactMap { members[$0]?.first }.map { names[$0] }
    remarks.append("\(several): each counts once\(agree ? "" : ", with the mean of its rows"), n = \(order.count).")
  }

  /// How many names have several rows, for a sentence.
  private static func several(_ names: (rows: [String: [Int]], order: [String])) -> String {
    let repeated = names.order.filter { (names.rows[$0]?.count ?? 0) > 1 }
    let times = repeated.allSatisfy { names.rows[$0]?.count == 2 } ? "twice" : "more than once"
    return "\(repeated.count) architectures stand \(times) (\(listed(repeated)))"
  }

  /// Whether two cells say the same: what is no number is like what is none.
  private static func isSame(_ a: Double?, _ b: Double?) -> Bool { a == b || (a?.isNaN ?? false) && (b?.isNaN ?? false) }

  /// Of these rows, which have no finite score.
  private var failed: FailedRows {
    FailedRows(predictions: predictions.flatMap(\.self) + baselines + bins, seeds: seeds, policy: choice.roles.failed)
  }

  /// - Parameters:
  ///   - group: the value of the column of groups that all rows have.
  ///   - remarks: what happened so far.
  /// - Throws: `CommandError.failed` under `--failed refuse`, `SpaceError` for what names no architecture of the space.
  func columns(of group: String?, remarks: [String]) throws -> CorrelationStudy.Columns {
    let failed = failed
    if choice.roles.failed == .refuse, let first = failed.positions.first {
      let column = zip(
        choice.predictions.flatMap(\.columns) + choice.baselines + choice.bins, predictions.flatMap(\.self) + baselines + bins
      )
      .first { !($1[first]?.isFinite ?? false) }?.0.name
      throw CommandError.failed(
        path: choice.table.name, count: failed.positions.count, of: names.count, name: names[first], column: column ?? choice.seeds[0].name)
    }
    var ranksAlone: Set<String> = []
    func whole(_ name: String, _ column: [Double?]) -> CorrelationStudy.Columns.Column {
      let (values, isFilled) = failed.whole(prediction: column)
      if isFilled { ranksAlone.insert(name) }
      return .init(name, values)
    }
    let predictions = zip(choice.predictions, predictions).map { own, columns in
      let whole = zip(own.columns, columns).map { whole($0.name, $1) }
      return own.isStrategy
        ? CorrelationStudy.Columns.Prediction(own.name, strategy: whole, seeds: Self.seeds(of: own)) : .init(whole[0])
    }
    var baselines = zip(choice.baselines, baselines).map { whole($0.name, $1) }
    let runs = failed.whole(seeds: seeds)
    if runs.isFilled { ranksAlone.formUnion(choice.seeds.map(\.name)) }
    let target = CorrelationStudy.Columns.Seeds(zip(choice.seeds.map(\.name), runs.columns).map { ($0, $1) })
    var more: [String] = [], classes: [Int]?
    if let space = try choice.roles.named() {
      guard hasNames else { throw CommandError.noNames(path: choice.table.name) }
      let counted = try ArchitectureCounts(failed.kept(names), in: space)
      classes = counted.classes
      (baselines, more) = (baselines + counted.baselines(target: target.means), counted.remarks)
    }
    return CorrelationStudy.Columns(
      choice.table.name + (group.map { ", \(choice.group?.name ?? "") \($0)" } ?? ""), predictions: predictions, baselines: baselines,
      seeds: target,
      strata: strata.map { .init(choice.strata?.name ?? "", failed.kept($0)) },
      bins: zip(choice.bins, bins).map { whole($0.name, $1) }, classes: classes, ranksAlone: ranksAlone, turned: choice.lower,
      remarks: remarks + more + [failed.remark].compactMap(\.self))
  }

  private static func seeds(of own: ScoreChoice.Prediction) -> [Int] { ColumnSelection.seeds(of: own.columns.map(\.name)) }
}
