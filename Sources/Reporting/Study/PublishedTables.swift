public import Analysis
internal import Statistics

/// The tables of a study of published tables.
public struct PublishedTables: Sendable {
  let study: TablesStudy

  public init(_ study: TablesStudy) { self.study = study }

  /// In the order in which a report shows them.
  public func all() throws(ReportingError) -> [Table] {
    [
      try statements(), try cells(), try conventions(), try seeds(), try top(),
      try angles(), try searched(), try random(), try skips(), try endings(),
    ]
  }

  /// The files that all of this rests on.
  public func sources() throws(ReportingError) -> Table {
    try Table(
      "sources", title: "Files", columns: [.text("file"), .text("published by"), .text("SHA-256")],
      rows: study.sources.map { Table.Row([.text($0.name), .text($0.source), .text($0.digest)]) })
  }

  /// What papers state, beside the same numbers from their data.
  public func statements() throws(ReportingError) -> Table {
    try Table(statements: study.statements)
  }

  /// NAS-Bench-201's scores under the field's conventions.
  public func conventions() throws(ReportingError) -> Table {
    try Table(conventions: study.conventions, target: "CIFAR-10 accuracy")
  }

  /// tau-b of supernets and of counts, by population and images.
  public func cells() throws(ReportingError) -> Table {
    let cells = study.cells, over = "over cells"
    var notes = [
      "The cells are all of the space: these intervals say how much tau hangs on single cells; how much it moves with the seed is in the table of seeds.",
      "Best by the target itself: the slice is chosen by the outcome, which reads too low; best on CIFAR-100: chosen by other trainings of the same cells.",
      "Distinct cells: accuracies are means over the codes of one function.",
    ]
    if let noise = cells.noise.value {
      notes.append(
        "Codes of one cell differ after training by \(noise.readable(2)) points (sd), under the one-shot supernet by \(cells.spreadWithinClasses.readable(2))."
      )
    }
    if let oracle = cells.oracle.value, let share = cells.resolvableShare.value {
      notes.append(
        "With that noise a perfect predictor would reach \(oracle.value.readable(3)) on the distinct cells, and training tells \((100 * share).readable(0)) % of pairs apart."
      )
    }
    return try Table(
      "cells", title: "NAS-Bench-201: rank correlation with accuracy after training",
      columns: [.text("population"), .number("cells", decimals: 0)]
        + (cells.predictors.prefix(2) + ["few-shot − one-shot"] + cells.predictors.dropFirst(2)).map {
          .number($0, decimals: 3, intervals: [over])
        },
      rows: cells.rows.map { row in
        let taus = row.taus.map(cell)
        return Table.Row(
          [.text(row.population), .number(Double(row.cells))] + taus.prefix(2) + [cell(row.difference)] + taus.dropFirst(2),
          section: row.images.rawValue)
      }, notes: notes)
  }

  /// tau of ten seeds, and what one supernet's tau says were its seeds to spread so.
  public func seeds() throws(ReportingError) -> Table {
    let spreads = study.seeds, none = Table.Cell.text("")
    var rows = spreads.map { own in
      Table.Row(
        [
          .text(own.images.rawValue), .text(own.measure), .number(Double(own.taus.count)), cell(own.mean), .number(own.deviation),
          .number(own.taus.reduce(1) { min($0, $1) }), .number(own.taus.reduce(-1) { max($0, $1) }), .number(own.leastRemarkableDifference),
        ], section: "published seeds")
    }
    for row in study.cells.rows where row.population == CellStudy.allName {
      guard let tau = row.taus.first?.value?.value,
        let spread = spreads.first(where: { $0.images == row.images && $0.measure == SeedSpread.accuracyName })
      else { continue }
      let interval = spread.interval(around: tau)
      rows.append(
        Table.Row(
          [
            .text(row.images.rawValue), .text("one-shot accuracy of few-shot NAS's supernet"), .number(1),
            .estimate(tau, [Table.Span(interval.low, interval.high)]), none, none, none, none,
          ], section: "one supernet, with that spread"))
    }
    for own in spreads where own.measure == SeedSpread.angleName {
      guard let row = study.cells.rows.first(where: { $0.images == own.images && $0.population == CellStudy.allName }),
        let place = study.cells.predictors.firstIndex(of: CellStudy.convolutionsName), let tau = row.taus[place].value?.value
      else { continue }
      rows.append(
        Table.Row(
          [
            .text(own.images.rawValue), .text("angle"), .number(Double(own.taus.count)), .single(Measured { own.gain(over: tau) }), none,
            none, none, none,
          ], section: "less counting convolutions"))
    }
    return try Table(
      "seeds", title: "NAS-Bench-201: how much tau moves with the supernet's seed",
      columns: [
        .text("images"), .text("ranked by"), .number("S", decimals: 0),
        .number("tau", decimals: 3, intervals: [Interval.Scope.theStrategy.rawValue]),
        .number("sd", decimals: 3), .number("least", decimals: 3), .number("largest", decimals: 3),
        .number("remarkable difference", decimals: 3),
      ], rows: rows,
      notes: [
        "Seeds: \(SeedSpread.source); another code, recipe and BatchNorm than few-shot NAS's, so direction only.",
        "Remarkable difference: what two single supernets of equally good methods exceed once in twenty times.",
        "Less counting convolutions: the seeds' tau by angle less that of the number of convolutions in a cell, on all codes.",
        "The accuracy of few-shot NAS's supernet is that on CIFAR-10, for all three sets of images.",
      ])
  }

  /// What is lost when only the best predictions are trained.
  public func top() throws(ReportingError) -> Table {
    let top = study.cells.top, k = study.cells.k
    var rows = top.map { own in
      Table.Row(
        [.text(own.predictor)]
          + (own.top.value.map { [.number($0.precision), .number($0.bestRank), .number($0.regret)] }
            ?? [Table.Cell](repeating: .missing(own.top.reason ?? ""), count: 3)))
    }
    if let random = top.first?.top.value {
      rows.append(
        Table.Row([.text("random choice"), .number(random.randomPrecision), .number(random.randomBestRank), .number(random.randomRegret)]))
    }
    return try Table(
      "top", title: "NAS-Bench-201, CIFAR-10: the \(k) cells of the best predictions",
      columns: [
        .text("predictor"), .number("P@\(k)", decimals: 3), .number("BR@\(k)", decimals: 4),
        .number("regret@\(k)", unit: "points", decimals: 2),
      ], rows: rows, notes: ["Cells tied at the cut count by expectation."])
  }

  /// AngleNAS's rank lists.
  public func angles() throws(ReportingError) -> Table {
    try Table(
      "angles", title: "AngleNAS: ranks by angle against ranks after training",
      columns: [
        .text("images"), .number("cells", decimals: 0), .number("tau-b", decimals: 4, intervals: ["over cells"]),
        .number("concordant", decimals: 0), .number("discordant", decimals: 0), .number("cells outside their ten", decimals: 0),
        .number("within tens", decimals: 3, intervals: ["over cells"]),
      ],
      rows: study.angles.columns.map { own in
        Table.Row([
          .text(own.images.rawValue), .number(Double(own.trained.count)), cell(own.tau), .number(Double(own.concordant)),
          .number(Double(own.discordant)), .number(Double(own.outsideTens)), cell(own.withinTens),
        ])
      },
      notes: [
        "Where no cell leaves its ten ranks, all pairs of different tens are ordered alike, as for cells chosen from groups far apart: tau-b is that of the choice, and tau within tens says what the angle knows of similar cells."
      ])
  }

  func cell(_ answer: Measured<Estimate>) -> Table.Cell { answer.value.map(cell) ?? .missing(answer.reason ?? "") }

  func cell(_ estimate: Estimate) -> Table.Cell {
    .estimate(estimate.value, [estimate.interval.map { Table.Span($0.low, $0.high) }])
  }
}

extension Table {
  /// Statements of papers held against the data.
  init(statements: [TablesStudy.Statement]) throws(ReportingError) {
    try self.init(
      "statements", title: "What was published, and what its data gives here",
      columns: [.text("number"), .text("stated by"), .number("stated", decimals: 3), .number("here", decimals: 4), .text("verdict")],
      rows: statements.map { own in
        Table.Row([
          .text(own.what), .text(own.source), .number(own.published), .number(own.here),
          own.isReproduced ? .verdict("reproduced", .good) : .verdict("differs by \((own.here - own.published).readable(3))", .bad),
        ])
      }, notes: ["Reproduced: equal to the last digit that was stated."])
  }
}
