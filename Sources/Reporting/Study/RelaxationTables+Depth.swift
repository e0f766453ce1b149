import Analysis

extension RelaxationTables {
  /// Stage by stage, what searches that grow find; nil where none does.
  public func depth() throws(ReportingError) -> Table? {
    guard !study.depth.isEmpty else { return nil }
    return try Table(
      "depth", title: "Depth gap: the genotype of each stage, trained alone",
      columns: [
        .text("seed"), .number("stage", decimals: 0), .number("cells", decimals: 0), .number("mixture", unit: "%", decimals: 1),
        .number("skips, normal", decimals: 0), .number("multiply-adds", unit: "M", decimals: 3),
        .number("test alone", unit: "%", decimals: 2, intervals: ["seeds"]),
      ],
      rows: study.depth.flatMap { trajectory in
        trajectory.tracks.flatMap { track in
          track.stages.enumerated().map { number, stage in
            let net = stage.net, none = Table.Cell.missing("a cell keeps nothing, so that there is no network to train")
            return Table.Row(
              [
                .text("\(track.seed)"), .number(Double(number + 1)), .number(Double(stage.cells)), .number(100 * stage.mixture),
                net.map { .number(Double($0.normalSkips)) } ?? none, net.map { .number($0.macs / 1e6) } ?? none,
                net.map { .number(100 * $0.test) } ?? none,
              ], section: trajectory.label)
          }
        } + [
          Table.Row(
            [.text("last − first")] + (0..<5).map { _ in .text("") } + [.single(trajectory.gain, scale: 100)], section: trajectory.label)
        ]
      },
      notes: ["Mixture: accuracy of the stage's whole supernet on search-validation images. Nets have the same channels, cells and recipe."]
    )
  }
}
