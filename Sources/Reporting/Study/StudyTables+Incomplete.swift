internal import Analysis
internal import Statistics

/// What tables say about nets that were trained for a while.
extension StudyTables {
  /// tau-b of scores on the way, of the full training and of what is counted; nil where no net was scored on the way.
  public func incomplete() throws(ReportingError) -> Table? {
    guard let own = study.incomplete else { return nil }
    let scope = [Interval.Scope.theseSupernets.rawValue], others = [IncompleteTraining.fullName, Predictor.macsName]
    return try Table(
      "incomplete",
      title:
        "How truly incomplete training ranks: n = \(own.nets.count) nets, seed \(own.seeds[0]) against \(list(Array(own.seeds.dropFirst())))",
      columns: [.text("ranked by"), .number("tau-b", decimals: 3, intervals: scope)]
        + others.map { .number("minus \($0)", decimals: 3, intervals: scope) }
        + [.number("regret@\(study.primary.k)", unit: study.metric.differenceUnit, decimals: 3)],
      rows: own.rows.map { row in
        Table.Row(
          [.text(row.name), .nets(row.tau())] + others.map { row.difference(to: $0).map { .nets($0) } ?? .text("") }
            + [row.top?.value.map { .number($0.regret.value) } ?? .missing(row.top?.reason ?? "")])
      },
      notes: [
        "Scores are the search-validation \(study.metric.name) of seed \(own.seeds[0]) after so many passes, the target the test \(study.metric.name) of the other seeds: "
          + "a checkpoint and the end of one training share a trajectory. Intervals are over nets, each with trainings of its own."
      ])
  }

  /// The quality of nets trained alone beside interpolation, which needs none; nil where images are not enlarged.
  public func quality() throws(ReportingError) -> Table? {
    guard let own = study.incomplete, let bicubic = own.interpolation else { return nil }
    let rising = own.nets.sorted { mean($0.target) < mean($1.target) }
    let picked = [("least", rising[0]), ("median", rising[rising.count / 2]), ("greatest", rising[rising.count - 1])]
    return try Table(
      "quality", title: "Test \(study.metric.name) of nets trained alone, and of bicubic interpolation",
      columns: [
        .text("net"), .text("code"), .number("parameters", decimals: 0), .number("mult-adds", unit: "millions", decimals: 3),
        .number("test \(study.metric.name)", unit: study.metric.unit, decimals: 3),
        .number("over bicubic", unit: study.metric.differenceUnit, decimals: 3),
      ],
      rows: [
        Table.Row([
          .text("bicubic"), .text(""), .number(0), .missing("no multiply-adds of a net"), .number(bicubic), .number(0),
        ])
      ]
        + picked.map { name, net in
          Table.Row([
            .text(name), .text(net.architecture), .number(net.parameters), .number(net.macs / 1e6), .number(mean(net.target)),
            .number(mean(net.target) - bicubic),
          ])
        },
      notes: ["Means over seeds \(list(Array(own.seeds.dropFirst()))). Interpolated images have 8 bits, as Pillow gives them."])
  }

  private func list(_ seeds: [Int]) -> String { seeds.map { "\($0)" }.joined(separator: ", ") }
}
