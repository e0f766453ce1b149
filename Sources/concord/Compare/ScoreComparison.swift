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
    let name: String, n: Int, areStrategies: Bool
    let first: TwoIntervals?, second: TwoIntervals?
    let difference: CorrelationStudy.Difference
  }

  let first: String, second: String, level: Double
  private(set) var rows: [Row] = []
  /// p of the rows, together by Holm's method.
  private let adjustedP: [Double?]
  let remarks: [String]
  /// What was declared differently, by path.
  private(set) var declared: [(path: String, first: String, second: String)] = []

  /// Two files, joined by what names an architecture.
  init(_ first: ScoreTable, _ second: ScoreTable, _ roles: ColumnRoles, level: Double) throws {
    let join = try ScoreJoin([first, second], by: roles.keys), common = Set(join.common)
    let own = try ComparedScores.rows(of: first, roles, where: common.contains),
      other = try ComparedScores.rows(of: second, roles, where: common.contains)
    let lost = [join.lost(of: 0), join.lost(of: 1)].compactMap(\.self)
    try self.init(own.0, other.0, by: .prediction, level: level, remarks: lost + own.remarks + other.remarks)
  }

  /// Two rankings, by the strategies that both have.
  ///
  /// - Throws: `CommandError.unlikeSpaces`, `.nothingCommon`.
  init(_ first: ReportedRanking, _ second: ReportedRanking, level: Double) throws {
    guard first.study.spaceDigest == second.study.spaceDigest || first.study.space == second.study.space else {
      throw CommandError.unlikeSpaces(first: first.name, space: first.study.space, second: second.name, other: second.study.space)
    }
    let sides = [ComparedScores(first), ComparedScores(second)], nets = sides.map { Set($0.nets) }
    let lost = sides.compactMap { own in
      ScoreJoin.lost(own.nets.filter { name in nets.contains { !$0.contains(name) } }, of: own.nets.count, in: own.name)
    }
    let old = [first, second].filter { $0.declared == nil }.map(\.name)
    let part = old.isEmpty ? [] : ["\(listed(old)): no experiment.json beside the study, so that only what the studies hold was compared."]
    try self.init(sides[0], sides[1], by: .strategy, level: level, remarks: lost + part)
    let (own, other) = old.isEmpty ? (first.declared ?? [:], second.declared ?? [:]) : (first.held, second.held)
    for path in Set(own.keys).union(other.keys).sorted() where own[path] != other[path] {
      declared.append((path, own[path] ?? "–", other[path] ?? "–"))
    }
  }

  /// The most differences that a table shows.
  private static let most = 50

  /// - Parameter matter: what both must have some of.
  private init(
    _ first: ComparedScores, _ second: ComparedScores, by matter: CommandError.Matter, level: Double, remarks: [String]
  ) throws {
    var remarks = remarks.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    func refuse(_ matter: CommandError.Matter, _ names: [String], _ others: [String]) -> CommandError {
      .nothingCommon(first: first.name, second: second.name, matter, names: names, others: others)
    }
    // Failed architectures may have been dropped from one of both.
    let known = Set(second.nets), nets = first.nets.filter(known.contains)
    guard !nets.isEmpty else { throw refuse(.architecture, first.nets, second.nets) }
    let places = (first.positions(of: nets), second.positions(of: nets))
    let target = places.0.map { first.target[$0] }, unlike = zip(target, places.1.map { second.target[$0] }).count { $0 != $1 }
    if unlike > 0 {
      remarks.append("The targets differ in \(unlike) of \(target.count) architectures: that of \(first.name) is taken for both.")
    }
    let names = (first.predictions.map(\.name), second.predictions.map(\.name))
    guard names.0.contains(where: names.1.contains) else { throw refuse(matter, names.0, names.1) }
    for (own, all, others) in [(first, names.0, names.1), (second, names.1, names.0)] {
      let alone = all.filter { !others.contains($0) }
      if !alone.isEmpty { remarks.append("\(matter.plural) that \(own.name) alone has were left out: \(listed(alone)).") }
    }
    for own in first.predictions {
      guard let partner = second.predictions.first(where: { $0.name == own.name }) else { continue }
      let study = try CorrelationStudy(
        CorrelationStudy.Columns(
          own.name, predictions: [own.only(places.0, of: first.name), partner.only(places.1, of: second.name)],
          seeds: CorrelationStudy.Columns.Seeds([(first.targetName, target.map { $0 })])), k: 5, level: level)
      remarks += study.remarks.filter { !remarks.contains($0) }
      rows += study.differences.map { difference in
        Row(
          name: own.name, n: study.count, areStrategies: own.isStrategy && partner.isStrategy,
          first: study.predictions[0].ranks.tau().value, second: study.predictions[1].ranks.tau().value,
          difference: difference)
      }
    }
    adjustedP = CorrelationStudy.adjusted(rows.map(\.difference.judged))
    (self.first, self.second, self.level, self.remarks) = (first.name, second.name, level, remarks)
  }

  var table: Table {
    get throws(ReportingError) {
      let both = ["these supernets, \(level.percent)", "the strategy, \(level.percent)"]
      func cell(_ two: TwoIntervals?) -> Table.Cell {
        two.map { .estimate($0.value, [Table.Span($0.theseSupernets), Table.Span($0.theStrategy)]) } ?? .missing("no tau")
      }
      let rows = zip(rows, adjustedP).map { row, p in
        Table.Row([
          .text(row.name), .number(Double(row.n)), cell(row.first), cell(row.second), cell(row.difference.tau),
          row.difference.tau.minimumDetectableDifference.map { .number($0) } ?? .text("–"), p.map { .probability($0) } ?? .text("–"),
        ])
      }
      let differences = declared.prefix(Self.most).map { "\($0.path): \($0.first.shortened) → \($0.second.shortened)" }
      let count = "\(declared.count) declared values differ, first → second"
      let more = declared.count > Self.most ? "; the first \(Self.most) are shown, and --json has all" : ""
      // Two strategies of other seeds are two sentences.
      let pairings = self.rows.filter(\.areStrategies).map { (name: $0.name, text: [$0.difference].pairing ?? "") }
      // What p is of: with a strategy's interval it speaks of the next training.
      let judged =
        self.rows.isEmpty
        ? nil
        : self.rows.contains { $0.difference.tau.theStrategy.interval != nil }
          ? "p and the minimum detectable difference are of the strategy's interval, over supernets and architectures, where there is one."
          : CorrelationStudy.Difference.overNets
      let isOne = Set(pairings.map(\.text)).count < 2
      let seeds = isOne ? Array(pairings.prefix(1).map(\.text)) : pairings.map { "\($0.name): \($0.text)" }
      return try Table(
        "comparison", title: "tau-b of \(first) less that of \(second), on the same architectures",
        columns: [
          .text("scores"), .number("n", decimals: 0), .number("first", decimals: 3, intervals: both),
          .number("second", decimals: 3, intervals: both), .number("first − second", decimals: 3, intervals: both),
          .number("minimum detectable", decimals: 3), .number(rows.count > 1 ? "p (Holm)" : "p", decimals: 4),
        ], rows: rows,
        notes: seeds + [judged].compactMap(\.self) + remarks + (declared.isEmpty ? [] : ["\(count)\(more):"]) + differences)
    }
  }

  var json: JSONValue {
    func both(_ two: TwoIntervals?) -> JSONValue {
      .object(["these_supernets": two?.theseSupernets.json(level) ?? .null, "the_strategy": two?.theStrategy.json(level) ?? .null])
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
  /// The same on some rows, whose columns say of which side they are.
  fileprivate func only(_ rows: [Int], of side: String) -> Self {
    let own = columns.map { column in
      CorrelationStudy.Columns.Column("\(column.name) (\(side))", rows.map { column.values[$0] })
    }
    return isStrategy ? Self("\(name) (\(side))", strategy: own, seeds: seeds) : Self(own[0])
  }
}
