public import Analysis
internal import Statistics

/// The tables of searches on supernets.
public struct SupernetSearchTables: Sendable {
  let study: SupernetSearchStudy

  public init(_ study: SupernetSearchStudy) { self.study = study }

  /// The declared contrasts with their verdicts.
  public func claims() throws(ReportingError) -> Table {
    try contrasts("claims", "What was declared", study.claims, "Verdicts come from intervals at Holm's level.")
  }

  /// Contrasts that are read without a verdict; nil where there are none.
  public func exploratory() throws(ReportingError) -> Table? {
    study.exploratory.isEmpty
      ? nil
      : try contrasts("exploratory", "Exploratory contrasts", study.exploratory, "No verdict: nothing here was declared to be tested.")
  }

  private func contrasts(_ name: String, _ title: String, _ rows: [SupernetSearchStudy.ClaimRow], _ verdicts: String) throws(ReportingError)
    -> Table
  {
    try Table(
      name, title: title,
      columns: [
        .text("claim"), .text("source"), .number("difference", unit: "points", decimals: 2, intervals: ["the strategy"]),
        .number("δ", decimals: 2),
        .number("S", decimals: 0), .text("verdict"),
      ],
      rows: rows.map { row in
        Table.Row([
          .text("\(row.claim.text) (\(row.claim.first) − \(row.claim.second))"), .text(row.claim.source), .single(row.difference),
          .number(row.claim.margin), .number(Double(row.difference.value?.count ?? 0)),
          row.verdict.map { .verdict($0.finding) } ?? .text("exploratory"),
        ])
      },
      notes: [
        "True accuracy of the net that is found, over S supernets. \(words(SupernetSearchStudy.randomNet, study.reference, "at most")) "
          + "\(words(SupernetSearchStudy.largeNet, study.largeReference, "from \((SupernetSearchStudy.large * study.bound / 1e6).readable(2)) to")) \(verdicts)"
      ])
  }

  private func words(_ name: String, _ reference: SupernetSearchStudy.Reference, _ range: String) -> String {
    "A \(name) is drawn with equal chances from all with \(range) \((study.bound / 1e6).readable(2)) M multiply-adds: \(reference.nets) of them are known, with a mean of "
      + "\(reference.mean.readable(2)) %"
      + (reference.variance > 0 ? " ± \(reference.variance.squareRoot().readable(2)) (standard error, part of the interval)." : ".")
  }

  /// Each searcher over its supernets.
  public func searchers() throws(ReportingError) -> Table {
    try Table(
      "searchers", title: "What searchers find",
      columns: [
        .text("searcher"), .number("true accuracy", unit: "%", decimals: 2, intervals: ["the strategy"]),
        .number("above a random net", unit: "points", decimals: 2, intervals: ["the strategy"]),
        .number("above a large one", unit: "points", decimals: 2, intervals: ["the strategy"]),
        .number("regret", unit: "points", decimals: 2),
      ],
      rows: study.rows.map { row in
        Table.Row([
          .text(row.label), .single(Measured { row.accuracy }), .single(Measured { row.gain }), .single(Measured { row.gainOverLarge }),
          .number(row.regret),
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
