import Analysis
import ArgumentParser
import Reporting
import Statistics

/// The tables that `concord correlate` prints.
extension CorrelationStudy {
  /// How tables are written.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case terminal, markdown, latex, csv
  }

  func rendered(_ format: Format) throws(ReportingError) -> String {
    try tables.map { table in
      switch format {
      case .terminal: Console.rendered(table)
      case .markdown: table.markdown
      case .latex: table.latex
      case .csv: table.csv
      }
    }.joined(separator: "\n")
  }

  private var tables: [Table] {
    get throws(ReportingError) {
      var tables = [try scores]
      if !differences.isEmpty {
        let rows = differences.map { Table.Row([.text("\($0.first) − \($0.second)"), cell($0.estimate)]) }
        let notes = rows.count > 1 ? ["\(rows.count) differences, not adjusted for their number: exploratory."] : []
        tables.append(
          try Table(
            "differences", title: "Paired differences of tau-b on the same architectures",
            columns: [.text("scores"), .number("difference", decimals: 3, intervals: [percent])], rows: rows, notes: notes))
      }
      return tables
    }
  }

  private var scores: Table {
    get throws(ReportingError) {
      let top = predictions[0].ranks.top?.value, k = top.map { "\($0.k)" } ?? "k"
      // Accuracies are shares or per cent: regret shows three digits or so either way.
      let regretDecimals = top.map { abs($0.randomRegret) >= 1 ? 2 : 4 } ?? 2
      var columns: [Table.Column] = [.text("scores"), .number("tau-b", decimals: 3, intervals: [percent])]
      if let strata = self.columns.strata { columns.append(.number("within \(strata.name)", decimals: 3, intervals: [percent])) }
      columns += ["tau-a", "weighted tau", "Spearman", "Pearson"].map { .number($0, decimals: 3) }
      columns += [.number("P@\(k)", decimals: 2), .number("BR@\(k)", decimals: 3), .number("regret@\(k)", decimals: regretDecimals)]
      func blank(_ count: Int) -> [Table.Cell] { [Table.Cell](repeating: .text(""), count: count) }
      var rows = (predictions.map { ($0, "") } + baselines.map { ($0, "baselines") }).map { Table.Row(cells($0), section: $1) }
      for (name, line) in [("replicate", lines.replicate), ("oracle", lines.oracle)] {
        guard let estimate = line.value else { continue }
        rows.append(Table.Row([.text(name), cell(estimate)] + blank(columns.count - 2), section: "reference lines"))
      }
      if let top {
        let numbers: [Table.Cell] = [.number(top.randomPrecision), .number(top.randomBestRank), .number(top.randomRegret)]
        rows.append(Table.Row([.text("random choice")] + blank(columns.count - 4) + numbers, section: "reference lines"))
      }
      return try Table(
        "correlation", title: "\(self.columns.source): n = \(count) architectures, target \(self.columns.targetName)", columns: columns,
        rows: rows,
        notes: notes)
    }
  }

  private func cells(_ row: Row) -> [Table.Cell] {
    let own = row.correlations
    var cells: [Table.Cell] = [.text(row.name), row.ranks.tau().value.map { cell($0.theseSupernets) } ?? .missing("")]
    if let strata = columns.strata {
      cells.append(
        row.ranks.tau(over: .withinStrata).value.map { cell($0.theseSupernets) }
          ?? .missing("no two architectures of equal \(strata.name) differ in scores and target"))
    }
    cells += [own.tauA, own.weightedTau, own.spearman, own.pearson].map { .number($0) }
    guard let top = row.ranks.top?.value else { return cells + [Table.Cell](repeating: .missing("fewer than k architectures"), count: 3) }
    return cells + [.number(top.precision.value), .number(top.bestRank.value), .number(top.regret.value)]
  }

  private func cell(_ estimate: Estimate) -> Table.Cell {
    .estimate(estimate.value, [estimate.interval.map { Table.Span($0.low, $0.high) }])
  }

  private var percent: String { level == (level * 100).rounded() / 100 ? "\(Int((level * 100).rounded())) %" : "\(level * 100) %" }

  /// What a reader must know besides.
  private var notes: [String] {
    var notes = ["Intervals: jackknife over these architectures; they say nothing of another training of the same method."]
    if columns.seeds.count > 1 {
      let line =
        lines.oracle.value == nil ? "no oracle line, for noise explains all differences" : "oracle from \(effort.oracleDraws) draws"
      let share = lines.resolvableShare.value.map { "; \((100 * $0).fixed(0)) % of pairs differ by more than twice their noise" } ?? ""
      notes.append("R = \(columns.seeds.count) seeds, \(line)\(share).")
    }
    if let reason = predictions[0].ranks.tau().value?.theseSupernets.absence { notes.append("No interval: \(reason.rawValue).") }
    if (predictions + baselines).contains(where: { $0.ranks.tau().value?.theseSupernets.interval?.flags.contains(.degenerate) ?? false }) {
      notes.append("An interval is degenerate: tau is ±1 or does not vary, and the two closest architectures were swapped to get one.")
    }
    return notes
  }
}
