public import Analysis
internal import Statistics

/// The tables of searches on supernets.
public struct SupernetSearchTables: Sendable {
  let study: SupernetSearchStudy

  public init(_ study: SupernetSearchStudy) { self.study = study }

  /// The declared contrasts with their verdicts.
  public func claims() throws(ReportingError) -> Table {
    try Table(
      "claims", title: "What was declared",
      columns: [
        .text("claim"), .text("source"), .number("difference", unit: "points", decimals: 2, intervals: ["the strategy"]),
        .number("δ", decimals: 2),
        .number("S", decimals: 0), .text("verdict"),
      ],
      rows: study.claims.map { row in
        Table.Row([
          .text("\(row.claim.text) (\(row.claim.first) − \(row.claim.second))"), .text(row.claim.source), .single(row.difference),
          .number(row.claim.margin), .number(Double(row.difference.value?.count ?? 0)),
          row.verdict.map { .verdict($0.finding) } ?? .text("not computed"),
        ])
      },
      notes: [
        "True accuracy of the net that is found, over S supernets. A random net is drawn with equal chances from all with at most \((study.bound / 1e6).readable(2)) M multiply-adds: "
          + "\(study.reference.nets) of them are known, with a mean of \(study.reference.mean.readable(2)) %"
          + (study.reference.variance > 0
            ? " ± \(study.reference.variance.squareRoot().readable(2)) (standard error, part of the interval)." : ".")
          + " Verdicts come from intervals at Holm's level."
      ])
  }

  /// Each searcher over its supernets.
  public func searchers() throws(ReportingError) -> Table {
    try Table(
      "searchers", title: "What searchers find",
      columns: [
        .text("searcher"), .number("true accuracy", unit: "%", decimals: 2, intervals: ["the strategy"]),
        .number("above a random net", unit: "points", decimals: 2, intervals: ["the strategy"]),
        .number("regret", unit: "points", decimals: 2),
      ],
      rows: study.rows.map { row in
        Table.Row([
          .text(row.label), .single(Measured { row.accuracy }), .single(Measured { row.gain }), .number(row.regret),
        ])
      },
      notes: [
        "Regret: the best known accuracy within the bound less that of what was found, mean over supernets. The best of a sample is a lower bound of the best of all."
      ])
  }

  /// Every net that was found.
  public func found() throws(ReportingError) -> Table {
    try Table(
      "found", title: "Nets found, supernet by supernet",
      columns: [
        .text("net"), .number("supernet's seed", decimals: 0), .number("score", unit: "%", decimals: 2),
        .number("true accuracy", unit: "%", decimals: 2), .number("multiply-adds", unit: "M", decimals: 2),
        .number("parameters", unit: "M", decimals: 3), .number("evaluated", decimals: 0), .number("CPU", unit: "s", decimals: 0),
      ],
      rows: study.found.map { own in
        Table.Row(
          [
            .text(own.net), .number(Double(own.supernet)), .number(own.score), .number(own.accuracy), .number(Double(own.macs) / 1e6),
            .number(Double(own.parameters) / 1e6), .number(Double(own.evaluations)), .number(own.cpuSeconds),
          ], section: own.label)
      }, notes: ["Score: one-shot accuracy on search-validation images. True accuracy: on test images, published or trained alone."])
  }
}
