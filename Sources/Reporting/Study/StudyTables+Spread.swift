internal import Analysis
internal import Statistics

/// What moves the tau of untrained nets' scores.
extension StudyTables {
  /// Deviations of tau over initial weights, minibatches and nets, a row a proxy and choice of pairs; nil where nothing was crossed.
  public func spreads() throws(ReportingError) -> Table? {
    let rows = study.spreads.flatMap { own in own.rows.compactMap(\.value).map { (own.name, $0) } }
    guard rows.contains(where: { $0.1.components.value != nil }) else { return nil }
    return try Table(
      "proxy-spread", title: "What moves the tau of untrained nets: standard deviations",
      columns: [
        .text("proxy"), .number("mean tau", decimals: 3), .number("initial weights", decimals: 4), .number("minibatch", decimals: 4),
        .number("both together", decimals: 4), .number("nets", decimals: 4), .text("initialisations × minibatches"),
      ],
      rows: rows.map { name, row in
        let parts = row.components.value, none = Table.Cell.missing(row.components.reason ?? "not computed")
        let deviations = parts.map { [$0.rows, $0.columns, $0.residual].map { Table.Cell.number(max($0, 0).squareRoot()) } }
        return Table.Row(
          [.text(name), .number(row.mean.value)] + (deviations ?? [none, none, none]) + [
            row.mean.standardError.map { .number($0) } ?? .missing("all nets are in: none was sampled"),
            .text("\(row.taus.count) × \(row.taus.first?.count ?? 0)"),
          ], section: row.pairs == .all ? "all pairs" : "pairs of equal depth")
      },
      notes: [
        "Components of variance of taus in which every initialisation meets every minibatch, by the analysis of variance; below zero they are shown as 0. "
          + "Nets: the standard error of the mean tau, had other nets been drawn."
      ])
  }
}
