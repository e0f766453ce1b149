import Analysis
import Statistics

/// Tables of the nets that searches lead to, and of what papers print of such searches.
extension RelaxationTables {
  /// As FairDARTS's README has them: model, cost, accuracy, their mean, and which standard deviation it is.
  public func nets() throws(ReportingError) -> Table {
    try Table(
      "nets", title: "Networks of the genotypes, trained alone",
      columns: [
        .text("seed"), .number("multiply-adds", unit: "M", decimals: 3), .number("parameters", unit: "k", decimals: 2),
        .number("search-validation", unit: "%", decimals: 2), .number("test", unit: "%", decimals: 2),
      ],
      rows: study.groups.flatMap { group in
        group.rows.map { Self.row("\($0.seed)", $0.chosen.net.map { [$0] } ?? [], group.label, lack: Self.noNet) { $0.mean } }
          + Self.summary(group.rows.compactMap(\.chosen.net), group.label)
      },
      notes: [
        "Channels, cells and images of the search; parameters without an auxiliary head. One training a genotype: the deviation over seeds has both "
          + "the search's and the training's part. It is that of a sample (n − 1); FairDARTS's README prints that of a population (n).",
        "α learned on the search-validation images; the test images took part in nothing.",
      ])
  }

  private static let noNet = "a cell keeps nothing, so that there is no network to train"

  private static func summary(_ nets: [AloneNet], _ section: String) -> [Table.Row] {
    [
      row("mean", nets, section, lack: noNet) { $0.mean },
      row("sd over seeds (n − 1)", nets, section, least: 2, lack: "fewer than two nets") { $0.variance.squareRoot() },
    ]
  }

  /// A statistic of each column over nets.
  private static func row(
    _ name: String, _ nets: [AloneNet], _ section: String, least: Int = 1, lack: String, _ statistic: ([Double]) -> Double
  ) -> Table.Row {
    let rows = nets.map { [$0.macs / 1e6, $0.parameters / 1e3, 100 * $0.validation, 100 * $0.test] }
    let cells = (0..<4).map { column in
      rows.count < least ? Table.Cell.missing(lack) : .number(statistic(rows.map { $0[column] }))
    }
    return Table.Row([.text(name)] + cells, section: section)
  }

  /// Published numbers beside measured ones, with findings that intervals give.
  public func comparison() throws(ReportingError) -> Table {
    try Table(
      "published", title: "Published and measured (exploratory but for the claim)",
      columns: [
        .text("statement"), .text("published"), .number("measured here", decimals: 2, intervals: ["seeds"]), .text("unit"),
        .text("finding"), .text("why"), .text("source"),
      ],
      rows: PublishedComparison(study).rows.map { row in
        let tone: Table.Tone = row.finding == .supported ? .good : row.finding == .contradicted ? .bad : .neutral
        return Table.Row([
          .text(row.statement), .text(row.published), .single(row.measured),
          .text(row.quantity.rawValue), .verdict(row.finding?.rawValue ?? "not comparable", tone), .text(row.reason), .text(row.source),
        ])
      },
      notes: [
        "Other images, sizes and epochs than the papers': a finding is of direction alone. It comes from the interval over seeds at Holm's level "
          + "(supported above 0, a ratio above 1; contradicted below; else inconclusive), of the declared claim from its exact permutation. "
          + "Brackets: 95 % intervals over seeds, unadjusted."
      ])
  }
}
