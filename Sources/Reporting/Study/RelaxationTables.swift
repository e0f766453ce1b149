public import Analysis
internal import Statistics

/// The tables of a study of searches.
public struct RelaxationTables: Sendable {
  let study: RelaxationStudy

  public init(_ study: RelaxationStudy) { self.study = study }

  /// Every search: its skips, and what is left of the mixture's accuracy on the way to its genotype.
  public func searches() throws(ReportingError) -> Table {
    try Table(
      "searches", title: "Searches, seed by seed",
      columns: [
        .text("seed"), .text("skips, normal"), .text("skips, reduction"), .text("half skips from epoch"),
        .number("mixture", unit: "%", decimals: 1), .number("one an edge", unit: "%", decimals: 1), .number("kept", unit: "%", decimals: 1),
        .number("weight 1", unit: "%", decimals: 1),
        .number("gap", unit: "points", decimals: 1), .number("trained alone", unit: "%", decimals: 1),
        .number("random, weight 1", unit: "%", decimals: 1), .number("CPU", unit: "min", decimals: 1),
      ],
      rows: study.groups.flatMap { group in
        group.rows.map { row in
          Table.Row(
            [
              .text("\(row.seed)"), .text(Self.share(row.normal)), .text(Self.share(row.reduce)), .text(Self.epoch(row.normal.lastingHalf)),
              .number(100 * row.mixture), .number(100 * row.operations), .number(100 * row.chosen.weighted),
              .number(100 * row.chosen.unweighted),
              .number(100 * (row.mixture - row.chosen.unweighted)),
              row.chosen.alone.map { .number(100 * $0) } ?? .missing("a cell keeps nothing, so that there is no network to train"),
              row.random.isEmpty
                ? .missing("no random genotype was scored")
                : .number(100 * row.random.reduce(0) { $0 + $1.unweighted } / Double(row.random.count)),
              .number(row.cpuSeconds / 60),
            ], section: group.label)
        }
      },
      notes: [
        "Accuracy on search-validation images. One an edge: its strongest operation alone, under its weight. Kept: the genotype's operations under the mixture's weights; weight 1: each once, as in the "
          + "network that is trained alone. Gap: mixture − weight 1.",
        "Skips of the operations that the rule keeps after the last epoch, and the epoch from which on they are half of them or more.",
      ])
  }

  /// Method by method: skips against chance, the gap with its interval, how far the weights are from a decision.
  public func methods() throws(ReportingError) -> Table {
    let classes = study.groups.first?.gap.classes ?? 0
    return try Table(
      "methods", title: "Skips and the discretisation gap",
      columns: [
        .number("seeds", decimals: 0), .number("mean skips, normal", decimals: 2), .number("their mean share", decimals: 2),
        .number("by chance", decimals: 2),
        .number("as many by chance", decimals: 4),
        .number("gap", unit: "points", decimals: 1, intervals: ["seeds"]),
        .number("relative gap", unit: "%", decimals: 1, intervals: ["seeds"]),
        .number("pruned operations", unit: "points", decimals: 1), .number("pruned edges", unit: "points", decimals: 1),
        .number("rescaling", unit: "points", decimals: 1),
        .number("beyond random genotypes", unit: "points", decimals: 1, intervals: ["seeds"]),
        .number("recovered alone", unit: "points", decimals: 1, intervals: ["seeds"]),
        .number("distance from {0, 1}", decimals: 3), .number("margin", decimals: 3), .number("entropy", decimals: 3),
      ],
      rows: study.groups.map { group in
        let n = Double(group.rows.count), skips = group.rows.reduce(0) { $0 + $1.normal.last.skips }
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(values.count, 1)) }
        func value(_ own: Measured<Estimate>) -> Table.Cell { own.value.map { .number(100 * $0.value) } ?? .missing(own.reason ?? "") }
        func estimate(_ own: Measured<Estimate>) -> Table.Cell {
          guard let estimate = own.value else { return .missing(own.reason ?? "") }
          return .estimate(100 * estimate.value, [estimate.interval.map { Table.Span(100 * $0.low, 100 * $0.high) }])
        }
        let entropies = group.rows.compactMap(\.entropy), shares = group.rows.compactMap(\.normal.lastShare)
        return Table.Row(
          [
            .number(n), .number(Double(skips) / n),
            shares.count == group.rows.count ? .number(mean(shares)) : .missing("none kept in some seed: a share of nothing is none"),
            .number(group.nulls.normal.meanSkips),
            group.nulls.normal.meanKept == 0
              ? .missing("the rule keeps nothing of the initial α")
              : .probability(group.nulls.normal.tail(sum: skips, of: group.rows.count)),
            estimate(group.gap.gap), estimate(group.gap.relative),
            value(group.gap.prunedOperations), value(group.gap.prunedEdges), value(group.gap.rescaling), estimate(group.gap.beyondRandom),
            estimate(group.gap.recovered),
            .number(mean(group.rows.map(\.distance))), .number(mean(group.rows.map(\.margin))),
            entropies.isEmpty ? .missing("weights do not add up to 1") : .number(mean(entropies)),
          ], section: group.label)
      },
      notes: [
        "Gap: mixture − weight 1, of which pruning operations, then edges, and giving weight 1 take their parts. Beyond random genotypes: "
          + "above 0 where the chosen one loses more than random ones of the same supernet. Recovered: trained alone − weight 1. Relative gap: gap/(mixture − 1/K), K = \(classes), mean over seeds.",
        "By chance: the same rule on the initial α, exactly where the law has a closed form (two strongest edges of equally many operations), else on "
          + "\(study.claim.draws.grouped) draws; how often skips, summed over as many seeds, are no fewer.",
      ])
  }

  /// The declared claim and what became of it.
  public func claim() throws(ReportingError) -> Table {
    try Table(
      "claim", title: "The claim", columns: [.text("claim"), .text("source"), .text("finding"), .text("why")],
      rows: [
        Table.Row([
          .text(study.claim.text), .text(study.claim.source), study.decision.map { .verdict($0.finding) } ?? .text("not computed"),
          .text(study.decision?.reason ?? "a method of the claim has no search"),
        ]),
        Table.Row([
          .text("the same, as shares of what is kept"), .text("beside the claim"),
          study.decision.map { .verdict($0.shareFinding) } ?? .text("not computed"),
          .text(study.decision?.shareReason ?? "a method of the claim has no search"),
        ]),
      ],
      notes: [
        "Exact permutation of the seeds' skips in the normal cell after the last epoch; other data and sizes than the source's: direction only."
      ])
  }

  private static func share(_ trajectory: SkipTrajectory) -> String {
    trajectory.last.kept == 0 ? "none kept" : "\(trajectory.last.skips) of \(trajectory.last.kept)"
  }

  private static func epoch(_ epoch: SkipTrajectory.Epoch) -> String {
    switch epoch {
    case .at(let epoch): "\(epoch)"
    case .notWithin(let epochs): "> \(epochs - 1)"
    }
  }
}
