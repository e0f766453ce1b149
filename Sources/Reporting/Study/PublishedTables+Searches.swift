internal import Analysis
internal import Statistics

/// The tables of published searches: nets that a search found, and the skips in their cells.
extension PublishedTables {
  /// Whether the nets of repeated searches can be ranked.
  public func searched() throws(ReportingError) -> Table {
    try Table(
      "searched", title: "Nets of repeated searches, CIFAR-10 accuracy as published",
      columns: [
        .text("nets"), .number("n", decimals: 0), .number("mean", unit: "%", decimals: 2), .number("sd", unit: "points", decimals: 3),
        .number("tau-b with multiply-adds", decimals: 4, intervals: ["over nets"]),
        .number("tau-b with counted parameters", decimals: 4, intervals: ["over nets"]),
        .number("pairs beyond noise", unit: "%", decimals: 0), .number("oracle", decimals: 2),
      ],
      rows: study.searched.map { row in
        Table.Row([
          .text(row.nets.name), .number(Double(row.nets.nets.count)), .number(row.mean), .number(row.deviation), cell(row.macs),
          cell(row.counted), .number(100 * row.resolvableShare),
          row.oracle.value.map { .number($0.value) } ?? .missing(row.oracle.reason ?? ""),
        ])
      },
      notes: [
        "Noise: sd \(SearchedNets.noise.readable(3)) points between \(SearchedNets.retrained.count) trainings of one net (PR-DARTS, another recipe: direction only); a pair is beyond it where it differs by more than twice the noise of a difference.",
        "Multiply-adds are those printed; parameters are counted here without an auxiliary head. With printed parameters tau-b is \(printed).",
        "Below 10 nets there is no interval. Sd: n − 1; FairDARTS's table calls the population's \(fairDeviation) \"var\".",
      ])
  }

  private var printed: String {
    study.searched.map { "\($0.parameters.value?.value.readable(4) ?? "–") for \($0.nets.name)" }.joined(separator: " and ")
  }

  private var fairDeviation: String { study.searched.first.map { $0.populationDeviation.readable(4) } ?? "–" }

  /// What the cells of random nets tell of their accuracy.
  public func random() throws(ReportingError) -> Table {
    let nets = study.random
    let oracle = nets.oracle.value.map { "a perfect predictor would reach \($0.value.readable(2))" } ?? nets.oracle.reason ?? ""
    return try Table(
      "random-nets", title: "\(nets.accuracies.count) random nets of the DARTS space: rank correlation with CIFAR-10 accuracy",
      columns: [.text("predictor"), .number("tau-b", decimals: 3, intervals: ["over nets"])],
      rows: nets.predictors.map { Table.Row([.text($0.name), cell($0.tau)]) },
      notes: [
        "Accuracies are the best of all epochs on test images, one training a net; their sd is \(nets.deviation.readable(3)) points.",
        "With the noise of retraining, sd \(SearchedNets.noise.readable(3)) (another recipe: direction only), \((100 * nets.resolvableShare).readable(0)) % of pairs are beyond it, and \(oracle).",
        "\(nets.predictors.count) predictors, not adjusted for their number: exploratory.",
      ])
  }

  /// Skips at the last epoch and the first epoch at which they are half, seed by seed.
  public func skips() throws(ReportingError) -> Table {
    try Table(
      "skips", title: "Skips that DARTS would keep, by seed, against the same rule on the initial α",
      columns: [
        .text("seed"), .number("skips at the end", decimals: 0), .number("kept", decimals: 0), .text("first half skips"),
        .text("for good from"),
        .number("chance: mean", decimals: 2), .number("as many by chance", decimals: 4),
      ],
      rows: study.skips.groups.flatMap { group in
        let section = group.name
        let rows = zip(group.trajectories, group.tails).map { trajectory, tail in
          Table.Row(
            [
              .text("\(trajectory.seed)"), .number(Double(trajectory.last.skips)), .number(Double(trajectory.last.kept)),
              .text(text(trajectory.firstHalf)),
              .text(text(trajectory.lastingHalf)), .number(group.chance), .probability(tail),
            ], section: section)
        }
        let sum = group.trajectories.reduce(0) { $0 + $1.last.skips }, kept = group.trajectories.reduce(0) { $0 + $1.last.kept }
        return rows + [
          Table.Row(
            [
              .text("all \(rows.count)"), .number(Double(sum)), .number(Double(kept)), .text(""), .text(""),
              .number(group.chance * Double(rows.count)), .probability(group.tail),
            ], section: section)
        ]
      },
      notes: [
        "Epochs count from 0, the initial α, at which half may be skips by chance (\(chances)); \"> 49\": not within 50 epochs.",
        "Source: RobustDARTS's logs, second-order DARTS without drop path at weight decay 3e-4. Three seeds are too few to compare settings.",
      ])
  }

  /// Skips at the end of all settings.
  public func endings() throws(ReportingError) -> Table {
    try Table(
      "skip-endings", title: "Skips at the last epoch by drop path and weight decay",
      columns: [
        .number("drop path", decimals: 1), .number("weight decay", decimals: 4), .text("normal cell, by seed"),
        .text("reduction cell, by seed"),
        .number("search accuracy", unit: "%", decimals: 1), .number("as many by chance, normal cell", decimals: 4),
      ],
      rows: study.skips.endings.map { own in
        Table.Row(
          [
            .number(own.setting.dropPath), .number(own.setting.weightDecay), .text(list(own.normal)), .text(list(own.reduction)),
            .number(own.accuracies.reduce(0, +) / Double(own.accuracies.count)), .probability(own.tail),
          ], section: own.setting.name)
      }, notes: ["Of eight operations each. Search accuracies near chance are searches that learned nothing."])
  }

  private var chances: String {
    study.skips.groups.map { "\($0.name): \((100 * $0.chanceOfHalf).readable(0)) %" }.joined(separator: "; ")
  }

  private func list(_ counts: [Int]) -> String { counts.map { "\($0)" }.joined(separator: ", ") }

  private func text(_ epoch: SkipTrajectory.Epoch) -> String {
    switch epoch {
    case .at(let epoch): "\(epoch)"
    case .notWithin(let epochs): "> \(epochs - 1)"
    }
  }
}
