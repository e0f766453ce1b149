internal import Analysis
internal import Statistics

extension StudyTables {
  /// tau-b by BatchNorm policy on the same supernets and nets; none where one policy was evaluated.
  public func policies() throws(ReportingError) -> [Table] {
    guard let own = study.policies else { return [] }
    let scopes = [Interval.Scope.theseSupernets, .theStrategy].map(\.rawValue), supernets = own.rows.map(\.seeds.count).max() ?? 0
    return [
      try Table(
        "policies",
        title:
          "tau-b by BatchNorm policy: the same supernets of \(own.strategy), n = \(own.nets) nets, S = \(supernets), R = \(own.runsPerNet)",
        columns: [
          .text("policy"), .number("tau-b", decimals: 2, intervals: scopes),
          .number("minus \(own.reference)", decimals: 2, intervals: scopes),
          .number("within depth", decimals: 2, intervals: scopes),
          .number("mean one-shot \(study.metric.name)", unit: study.metric.unit, decimals: 1),
        ],
        rows: zip(own.rows, own.means).map { row, score in
          Table.Row([
            .text(row.name), .both(row.tau()), row.difference(to: own.reference).map { .both($0) } ?? .text(""),
            .both(row.tau(over: .withinStrata)), .number(study.metric.scale * score),
          ])
        },
        notes: [
          "Nothing is trained for this table: the policies differ in the evaluation alone, and differences are paired by supernet and net."
        ])
    ]
  }
}
