public import Analysis
internal import Statistics

/// The tables of a study of shrinking.
public struct ShrinkingTables: Sendable {
  let study: ShrinkingStudy

  public init(_ study: ShrinkingStudy) { self.study = study }

  /// In the order in which a report shows them.
  public func all() throws(ReportingError) -> [Table] { [try claims(), try ends(), try steps(), try operations()] }

  /// The declared contrasts with their verdicts.
  public func claims() throws(ReportingError) -> Table {
    try Table(
      "claims", title: "What was declared",
      columns: [
        .text("claim"), .text("source"), .text("measure"), .number("difference", decimals: 3, intervals: ["the strategy"]),
        .number("δ", decimals: 2), .number("S", decimals: 0), .text("verdict"),
      ],
      rows: study.claims.map { row in
        Table.Row([
          .text("\(row.claim.text) (\(row.claim.first) − \(row.claim.second))"), .text(row.claim.source), .text(row.claim.measure.rawValue),
          .single(row.difference), .number(row.claim.margin), .number(Double(row.difference.value?.count ?? 0)),
          row.verdict.map { .verdict($0) } ?? .missing("no difference was computed"),
        ])
      },
      notes: [
        "mean, best: true accuracy of the nets that are left, in points; tau: of operations' scores before the first step against the true means of the nets that have them; found: true accuracy of what searches found, in points. Verdicts come from intervals over S supernets at Holm's level."
      ] + Verdict.notes(on: study.claims.map(\.verdict)))
  }

  /// What each score leaves at the end.
  public func ends() throws(ReportingError) -> Table {
    let searched = study.rows.contains { $0.found.value != nil }
    return try Table(
      "ends", title: "What is left at the end, by score",
      columns: [
        .text("score"), .number("mean", unit: "%", decimals: 2, intervals: ["the strategy"]),
        .number("best", unit: "%", decimals: 2, intervals: ["the strategy"]),
        .number("regret", unit: "points", decimals: 3, intervals: ["the strategy"]),
        .number("tau of operations", decimals: 3, intervals: ["the strategy"]), .number("nets", decimals: 0),
      ] + (searched ? [.number("found", unit: "%", decimals: 2, intervals: ["the strategy"])] : []),
      rows: study.rows.map { row in
        Table.Row(
          [
            .text(row.score), .single(Measured { row.mean }), .single(Measured { row.best }), .single(Measured { row.regret }),
            .single(row.tau), .number(row.nets),
          ] + (searched ? [.single(row.found)] : []))
      },
      notes: [
        "\(study.nets) nets of \(study.space) in all, with a mean of \(study.mean.readable(2)) % and a best of \(study.best.readable(2)) %. Intervals: over supernets; of counts and exact scores over draws of nets alone, of chance over shrinkings that take operations at random."
      ]
        + (searched
          ? [
            "found: true accuracy of the best-scored net of a search in what is left, the mean over searches; all searches of a supernet are told the same scores of it."
          ] : []))
  }

  /// The course of every score, the mean over supernets.
  public func steps() throws(ReportingError) -> Table {
    var rows: [Table.Row] = []
    for row in study.rows where study.courses.contains(where: { $0.score == row.score }) {
      let courses = study.courses.filter { $0.score == row.score }
      for step in 0..<(courses.map(\.steps.count).min() ?? 0) {
        func mean(_ number: (ShrinkingStudy.Step) -> Double) -> Table.Cell {
          .number(courses.reduce(0) { $0 + number($1.steps[step]) } / Double(courses.count))
        }
        rows.append(
          Table.Row(
            [mean { Double($0.gone) }, mean { Double($0.codes) }, mean { Double($0.nets) }, mean(\.mean), mean(\.best)], section: row.score)
        )
      }
    }
    return try Table(
      "steps", title: "Step by step, mean over supernets",
      columns: [
        .number("operations gone", decimals: 0), .number("codes", decimals: 0), .number("nets", decimals: 0),
        .number("mean", unit: "%", decimals: 2), .number("best", unit: "%", decimals: 2),
      ], rows: rows, notes: ["As many steps as the shortest course of a score has."])
  }

  /// What operations are worth in truth.
  public func operations() throws(ReportingError) -> Table {
    let rows = study.means.enumerated().flatMap { choice, means in
      means.enumerated().map { candidate, mean in
        Table.Row([
          .text("\(choice):\(candidate)"), .text(study.operations[choice][candidate]),
          mean.map { .number($0) } ?? .missing("no net has it"),
        ])
      }
    }
    return try Table(
      "operations", title: "Mean true accuracy of the nets that have an operation",
      columns: [.text("choice and candidate"), .text("operation"), .number("mean", unit: "%", decimals: 3)], rows: rows)
  }
}
