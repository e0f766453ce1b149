public import Analysis

extension Table {
  /// Correlations of the same scores under the field's conventions: a row a convention, a column a predictor.
  ///
  /// - Parameter ensembles: predictors that are the mean scores of several supernets.
  public init(conventions audit: ConventionAudit, target: String, ensembles: [String] = []) throws(ReportingError) {
    let ranges = audit.predictors.indices.compactMap { place in
      audit.range(of: place).map { "\(audit.predictors[place]) from \($0.lowerBound.readable(2)) to \($0.upperBound.readable(2))" }
    }
    try self.init(
      "conventions", title: "The same scores under the field's conventions, target \(target)",
      columns: [.text("convention"), .number("n", decimals: 0)]
        + audit.predictors.map { .number($0, decimals: 3, intervals: ["of draws, 90 %"]) },
      rows: audit.rows.map { row in
        Table.Row(
          [.text(row.convention), row.nets.map { .number(Double($0)) } ?? .missing(Self.counts(row, audit.predictors))]
            + row.correlations.map { answer in
              answer.value.map { own -> Table.Cell in
                guard let low = own.low, let high = own.high else { return .number(own.value) }
                return .estimate(own.value, [Table.Span(low, high)])
              } ?? .missing(answer.reason ?? "")
            })
      },
      notes: [
        "tau-b but where the line says otherwise; at random: the mean over draws, and their middle nine tenths.",
        "A convention that lifts a count as it lifts the scores lifts the choice of architectures, not the scores.",
        "Over the lines: \(ranges.joined(separator: "; ")).",
      ]
        + (ensembles.isEmpty
          ? []
          : ["\(ensembles.joined(separator: ", ")): ranked by the mean score of the supernets (ensemble), not the mean of their taus."]))
  }

  /// How many architectures each predictor ranks.
  private static func counts(_ row: ConventionAudit.Row, _ predictors: [String]) -> String {
    let counts = zip(predictors, row.correlations).compactMap { name, answer in answer.value.map { "\($0.nets) by \(name)" } }
    return "ties at the cut all belong: \(counts.joined(separator: ", "))"
  }
}
