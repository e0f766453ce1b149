import Statistics

/// The tables that `concord correlate` prints.
extension Agreement {
  func rendered(bold: Bool) -> String {
    let percent = "\((100 * level).short) % interval"
    let k = predictions[0].top.map { "\($0.k)" } ?? "k"
    var columns: [TextTable.Column] = [.text(""), .number("tau-b"), .number(percent)]
    if let strata = study.strata { columns += [.number("within \(strata.name)"), .number(percent)] }
    columns += ["tau-a", "weighted", "Spearman", "Pearson", "P@\(k)", "BR@\(k)", "regret@\(k)"].map { .number($0) }
    var table = TextTable(columns)
    for (association, kind) in predictions.map({ ($0, "") }) + baselines.map({ ($0, " (baseline)") }) {
      var row = [association.name + kind] + association.tauB.cells
      if study.strata != nil { row += association.withinStrata?.cells ?? ["–", "–"] }
      row += [association.tauA, association.weightedTau, association.spearman, association.pearson].map { $0.fixed(3) }
      row += association.top.map { [$0.precision.fixed(2), $0.bestRank.fixed(3), $0.regret.significant] } ?? ["–", "–", "–"]
      table.add(row)
    }
    func reference(_ name: String, _ estimate: Estimate?) {
      guard let estimate else { return }
      table.add([name] + estimate.cells + [String](repeating: "", count: columns.count - 3))
    }
    reference("replicate line", replicate)
    reference("oracle line", oracle)
    if let top = predictions[0].top {
      var row = [String](repeating: "", count: columns.count)
      row[0] = "random choice"
      row.replaceSubrange(
        row.count - 3..<row.count, with: [top.randomPrecision.fixed(2), top.randomBestRank.fixed(3), top.randomRegret.significant])
      table.add(row)
    }
    var parts = ["\(study.source): n = \(study.count.grouped) architectures, target \(study.targetName)", table.rendered(bold: bold)]
    if !differences.isEmpty {
      var table = TextTable([.text("paired difference of tau-b"), .number(""), .number(percent)])
      for difference in differences { table.add(["\(difference.first) − \(difference.second)"] + difference.estimate.cells) }
      parts.append(table.rendered(bold: bold))
    }
    parts.append(notes.joined(separator: "\n"))
    return parts.joined(separator: "\n\n")
  }

  /// What a reader must know besides.
  private var notes: [String] {
    var notes = ["Intervals: jackknife over these architectures; they say nothing of another training of the same method."]
    if study.seeds.count > 1 {
      let share = resolvableShare.map { "; \((100 * $0).fixed(0)) % of pairs differ by more than twice their noise" } ?? ""
      notes.append(
        "R = \(study.seeds.count) seeds, \(oracle == nil ? "no oracle line: noise explains all differences" : "oracle from \(oracleDraws.grouped) draws")\(share)."
      )
    }
    if study.strata != nil && (predictions + baselines).contains(where: { $0.withinStrata == nil }) {
      notes.append("–: no two architectures of one stratum differ in this column and in the target.")
    }
    if let reason = predictions[0].tauB.absence { notes.append("No interval: \(reason.rawValue).") }
    if (predictions + baselines).contains(where: { $0.tauB.interval?.flags.contains(.degenerate) ?? false }) {
      notes.append("An interval is degenerate: tau is ±1 or does not vary, and two closest architectures were swapped to get one.")
    }
    if differences.count > 1 { notes.append("\(differences.count) differences are shown, not adjusted for their number: exploratory.") }
    return notes
  }
}

extension Estimate {
  fileprivate var cells: [String] {
    [value.fixed(3), interval.map { "[\($0.low.fixed(3)), \($0.high.fixed(3))]" } ?? "–"]
  }
}

extension Double {
  /// Without a point where it is whole: 95, 97.5.
  fileprivate var short: String { self == rounded() ? "\(Int(self))" : "\(self)" }
  /// Three digits that say something, whatever the unit.
  fileprivate var significant: String { abs(self) >= 100 ? fixed(0) : abs(self) >= 1 ? fixed(2) : fixed(4) }
}
