import Analysis
import Digests
import Reporting
import Scores
import Statistics
import Texts

/// Two sets of scores on the same architectures: what `concord compare` answers.
struct ScoreComparison {
  /// Something that both have.
  struct Row {
    let name: String, n: Int
    let first: TwoIntervals?, second: TwoIntervals?
    let difference: CorrelationStudy.Difference
  }

  let first: String, second: String, level: Double
  private(set) var rows: [Row] = []
  private(set) var remarks: [String] = []
  /// What was declared differently, by path.
  private(set) var declared: [(path: String, first: String, second: String)] = []

  /// Two files, joined by what names an architecture.
  init(_ first: ScoreTable, _ second: ScoreTable, _ roles: ColumnRoles, level: Double) throws {
    (self.first, self.second, self.level) = (first.name, second.name, level)
    let keys = roles.keys, names = (try first.names(by: keys), try second.names(by: keys))
    let others = Set(names.1), common = Set(names.0.filter(others.contains))
    guard !common.isEmpty else {
      throw CommandError.nothingJoined(
        first: first.name, second: second.name, column: keys.joined(separator: ", "),
        some: [names.0.first, names.1.first].compactMap(\.self))
    }
    var parts: [ScoreChoice.Part] = []
    for (table, own) in [(first, names.0), (second, names.1)] {
      let lost = own.filter { !common.contains($0) }
      if !lost.isEmpty {
        remarks.append("\(lost.count) architectures of \(table.name) are not in the other and were left out: \(listed(lost)).")
      }
      parts.append(try ScoreChoice(table, roles).part(where: common.contains))
    }
    let order = parts[1].nets.enumerated().reduce(into: [String: Int]()) { $0[$1.element] = $1.offset }
    // Failed architectures may have been dropped from one of both.
    let pairs = parts[0].nets.enumerated().compactMap { place, name in order[name].map { (place, $0) } }
    let target = pairs.map { parts[0].columns.seeds.means[$0.0] }, other = pairs.map { parts[1].columns.seeds.means[$0.1] }
    let unlike = zip(target, other).count { $0 != $1 }
    if unlike > 0 {
      remarks.append("The targets differ in \(unlike) of \(target.count) architectures: that of \(first.name) is taken for both.")
    }
    for own in parts[0].columns.predictions {
      guard let partner = parts[1].columns.predictions.first(where: { $0.name == own.name }) else { continue }
      try add(
        own.name, own.only(pairs.map(\.0), called: "first"), partner.only(pairs.map(\.1), called: "second"),
        CorrelationStudy.Columns.Seeds([(parts[0].columns.seeds.title, target.map { $0 })]))
    }
    remarks += parts.flatMap(\.columns.remarks).filter { !remarks.contains($0) }
    adjust()
  }

  /// Two rankings, by the strategies that both have.
  init(_ first: ReportedRanking, _ second: ReportedRanking, level: Double) throws {
    (self.first, self.second, self.level) = (first.name, second.name, level)
    let order = second.study.nets.enumerated().reduce(into: [String: Int]()) { $0[$1.element.architecture] = $1.offset }
    let pairs = first.study.nets.enumerated().compactMap { place, net in order[net.architecture].map { (place, $0) } }
    guard pairs.count > 1, first.study.spaceDigest == second.study.spaceDigest || first.study.space == second.study.space else {
      throw CommandError.nothingJoined(
        first: first.name, second: second.name, column: "architecture", some: first.study.nets.prefix(3).map(\.architecture))
    }
    for (own, all) in [(first, first.study.nets.count), (second, second.study.nets.count)] where all > pairs.count {
      remarks.append("\(all - pairs.count) architectures of \(own.name) are not in the other and were left out.")
    }
    let target = pairs.map { first.study.nets[$0.0].target.mean }, other = pairs.map { second.study.nets[$0.1].target.mean }
    let unlike = zip(target, other).count { $0 != $1 }
    if unlike > 0 {
      remarks.append("The targets differ in \(unlike) of \(target.count) architectures: that of \(first.name) is taken for both.")
    }
    for (place, own) in first.study.strategies.enumerated() {
      guard let partner = second.study.strategies.firstIndex(where: { $0.strategy == own.strategy }) else { continue }
      func scores(_ study: RankingStudy, _ strategy: Int, _ nets: [Int], _ side: String) -> CorrelationStudy.Columns.Prediction {
        let row = study.strategies[strategy]
        let columns = row.seeds.indices.map { seed in
          CorrelationStudy.Columns.Column("\(row.strategy) seed \(row.seeds[seed])", nets.map { study.nets[$0].oneShot[strategy][seed] })
        }
        return CorrelationStudy.Columns.Prediction(side, strategy: columns, seeds: row.seeds)
      }
      try add(
        own.strategy, scores(first.study, place, pairs.map(\.0), "first"), scores(second.study, partner, pairs.map(\.1), "second"),
        CorrelationStudy.Columns.Seeds([(first.study.target.name, target.map { $0 })]))
    }
    guard !rows.isEmpty else {
      throw CommandError.nothingJoined(
        first: first.name, second: second.name, column: "strategy", some: first.study.strategies.map(\.strategy))
    }
    for path in Set(first.declared.keys).union(second.declared.keys).sorted() where first.declared[path] != second.declared[path] {
      declared.append((path, first.declared[path] ?? "–", second.declared[path] ?? "–"))
    }
    adjust()
  }

  private mutating func add(
    _ name: String, _ first: CorrelationStudy.Columns.Prediction, _ second: CorrelationStudy.Columns.Prediction,
    _ target: CorrelationStudy.Columns.Seeds
  ) throws {
    let study = try CorrelationStudy(CorrelationStudy.Columns(name, predictions: [first, second], seeds: target), k: 5, level: level)
    guard let difference = study.differences.first else { return }
    rows.append(
      Row(
        name: name, n: study.count, first: study.predictions[0].ranks.tau().value, second: study.predictions[1].ranks.tau().value,
        difference: difference))
    if rows.count == 1 { remarks += study.remarks }
  }

  /// p of all rows together, by Holm's method.
  private mutating func adjust() {
    let verdicts = Verdict.all(rows.map { Verdict.Contrast($0.name, $0.difference.judged) })
    adjustedP = verdicts.map(\.adjustedP)
  }

  private(set) var adjustedP: [Double] = []

  var table: Table {
    get throws(ReportingError) {
      let percent = "\((100 * level).fixed(level * 100 == (level * 100).rounded() ? 0 : 2)) %",
        both = ["these supernets, \(percent)", "the strategy, \(percent)"]
      func cell(_ two: TwoIntervals?) -> Table.Cell {
        guard let two else { return .missing("no tau") }
        return .estimate(
          two.value, [two.theseSupernets, two.theStrategy].map { $0.interval.map { Table.Span($0.low, $0.high) } })
      }
      let rows = zip(rows, adjustedP).map { row, p in
        Table.Row([
          .text(row.name), .number(Double(row.n)), cell(row.first), cell(row.second), cell(row.difference.tau),
          row.difference.tau.minimumDetectableDifference.map { .number($0) } ?? .text("–"), p < 1e-4 ? .text("< 0.0001") : .number(p),
        ])
      }
      let differences = declared.prefix(30).map { "\($0.path): \($0.first) | \($0.second)." }
      return try Table(
        "comparison", title: "tau-b of \(first) less that of \(second), on the same architectures",
        columns: [
          .text("scores"), .number("n", decimals: 0), .number("first", decimals: 3, intervals: both),
          .number("second", decimals: 3, intervals: both), .number("first − second", decimals: 3, intervals: both),
          .number("minimum detectable", decimals: 3), .number(rows.count > 1 ? "p (Holm)" : "p", decimals: 4),
        ], rows: rows,
        notes: remarks + (declared.isEmpty ? [] : ["\(declared.count) declared values differ, first | second:"]) + differences)
    }
  }

  var json: JSONValue {
    func estimate(_ own: Estimate?) -> JSONValue {
      .object([
        "value": JSONValue(own?.value), "low": JSONValue(own?.interval?.low), "high": JSONValue(own?.interval?.high),
        "reason": JSONValue(own?.absence?.rawValue),
      ])
    }
    func both(_ two: TwoIntervals?) -> JSONValue {
      .object(["these_supernets": estimate(two?.theseSupernets), "the_strategy": estimate(two?.theStrategy)])
    }
    return .answer(
      schema: 1,
      [
        "first": .text(first), "second": .text(second), "level": JSONValue(level),
        "comparisons": .array(
          zip(rows, adjustedP).map { row, p in
            .object([
              "name": .text(row.name), "n": .integer(row.n), "first": both(row.first), "second": both(row.second),
              "difference": both(row.difference.tau),
              "common_seeds": row.difference.commonSeeds.map { .array($0.map { .integer($0) }) } ?? .null,
              "minimum_detectable_difference": JSONValue(row.difference.tau.minimumDetectableDifference), "p_holm": JSONValue(p),
            ])
          }),
        "declared": .array(
          declared.map { .object(["path": .text($0.path), "first": .text($0.first), "second": .text($0.second)]) }),
        "remarks": .array(remarks.map { .text($0) }),
      ])
  }
}

extension CorrelationStudy.Columns.Prediction {
  /// The same on some rows, under the name of its side.
  fileprivate func only(_ rows: [Int], called name: String) -> Self {
    func some(_ own: CorrelationStudy.Columns.Column, _ name: String) -> CorrelationStudy.Columns.Column {
      CorrelationStudy.Columns.Column(name, rows.map { own.values[$0] })
    }
    return isStrategy ? Self(name, strategy: columns.map { some($0, $0.name) }, seeds: seeds) : Self(some(columns[0], name))
  }
}
