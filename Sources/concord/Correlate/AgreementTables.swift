import ArgumentParser
import Reporting
import Statistics

/// The tables that `concord correlate` prints.
extension Agreement {
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
      let k = predictions[0].top.map { "\($0.k)" } ?? "k"
      // Accuracies are shares or per cent: regret shows three digits or so either way.
      let regretDecimals = predictions[0].top.map { abs($0.randomRegret) >= 1 ? 2 : 4 } ?? 2
      var columns: [Table.Column] = [.text("scores"), .number("tau-b", decimals: 3, intervals: [percent])]
      if let strata = study.strata { columns.append(.number("within \(strata.name)", decimals: 3, intervals: [percent])) }
      columns += ["tau-a", "weighted tau", "Spearman", "Pearson"].map { .number($0, decimals: 3) }
      columns += [.number("P@\(k)", decimals: 2), .number("BR@\(k)", decimals: 3), .number("regret@\(k)", decimals: regretDecimals)]
      func blank(_ count: Int) -> [Table.Cell] { [Table.Cell](repeating: .text(""), count: count) }
      var rows = (predictions.map { ($0, "") } + baselines.map { ($0, "baselines") }).map { Table.Row(cells($0), section: $1) }
      for (name, estimate) in [("replicate", replicate), ("oracle", oracle)] {
        guard let estimate else { continue }
        rows.append(Table.Row([.text(name), cell(estimate)] + blank(columns.count - 2), section: "reference lines"))
      }
      if let top = predictions[0].top {
        let numbers: [Table.Cell] = [.number(top.randomPrecision), .number(top.randomBestRank), .number(top.randomRegret)]
        rows.append(Table.Row([.text("random choice")] + blank(columns.count - 4) + numbers, section: "reference lines"))
      }
      return try Table(
        "correlation", title: "\(study.source): n = \(study.count) architectures, target \(study.targetName)", columns: columns, rows: rows,
        notes: notes)
    }
  }

  private func cells(_ association: Association) -> [Table.Cell] {
    var cells: [Table.Cell] = [.text(association.name), cell(association.tauB)]
    if let strata = study.strata {
      cells.append(
        association.withinStrata.map(cell) ?? .missing("no two architectures of equal \(strata.name) differ in scores and target"))
    }
    cells += [association.tauA, association.weightedTau, association.spearman, association.pearson].map { .number($0) }
    guard let top = association.top else { return cells + [Table.Cell](repeating: .missing("fewer than k architectures"), count: 3) }
    return cells + [.number(top.precision), .number(top.bestRank), .number(top.regret)]
  }

  private func cell(_ estimate: Estimate) -> Table.Cell {
    .estimate(estimate.value, [estimate.interval.map { Table.Span($0.low, $0.high) }])
  }

  private var percent: String { level == (level * 100).rounded() / 100 ? "\(Int((level * 100).rounded())) %" : "\(level * 100) %" }

  /// What a reader must know besides.
  private var notes: [String] {
    var notes = ["Intervals: jackknife over these architectures; they say nothing of another training of the same method."]
    if study.seeds.count > 1 {
      let line = oracle == nil ? "no oracle line, for noise explains all differences" : "oracle from \(oracleDraws) draws"
      let share = resolvableShare.map { "; \((100 * $0).fixed(0)) % of pairs differ by more than twice their noise" } ?? ""
      notes.append("R = \(study.seeds.count) seeds, \(line)\(share).")
    }
    if let reason = predictions[0].tauB.absence { notes.append("No interval: \(reason.rawValue).") }
    if (predictions + baselines).contains(where: { $0.tauB.interval?.flags.contains(.degenerate) ?? false }) {
      notes.append("An interval is degenerate: tau is ±1 or does not vary, and the two closest architectures were swapped to get one.")
    }
    return notes
  }
}
