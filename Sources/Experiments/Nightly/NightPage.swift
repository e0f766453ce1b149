internal import FoundationEssentials
public import Reporting
internal import Statistics
internal import Store

/// The page of all nights: this night's rows beside their reference, every row night by night with its changes of level, and the canaries.
public struct NightPage: Sendable {
  private let verdict: NightVerdict, history: NightHistory, watch: Watch, identity: String, reference: NightReference?, processor: String

  /// - Parameter history: in which the verdict's night is the last.
  public init(
    _ verdict: NightVerdict, _ history: NightHistory, _ watch: Watch, identity: String, reference: NightReference?, processor: String
  ) {
    (self.verdict, self.history, self.watch, self.identity) = (verdict, history, watch, identity)
    (self.reference, self.processor) = (reference, processor)
  }

  /// Below the folder of reports, beside the page of all claims.
  public static let file = "nights.html"

  /// A row of the night in each line, canaries behind.
  public func table() throws -> Table {
    try Table(
      "night", title: "Night of seed \(history.finished.last ?? 0): \(verdict.finding.rawValue)",
      columns: [
        .text("row"), .text("verdict"), .number("value", decimals: 4), .number("expected", decimals: 4, intervals: [level]),
        .text("unit"), .text("changes of level"),
      ],
      rows: try verdict.rows.map { row in
        let expected: Table.Cell =
          row.expected.map { .estimate($0.mean, [Table.Span($0.low, $0.high)]) } ?? .missing(row.absence ?? "")
        let word: Table.Cell =
          row.expected == nil ? .text("not held") : row.isOutside ? .verdict("outside", .bad) : .verdict("as expected", .good)
        return Table.Row(
          [.text(row.name), word, .number(row.value), expected, .text(row.unit), .text(try changes(of: row))],
          section: row.part == .row ? "watched" : "speeds")
      }
        + verdict.canaries.map { canary in
          let word: Table.Cell =
            switch canary.isMoved {
            case nil: .text("not held")
            case true?: .verdict("moved", .bad)
            case false?: .verdict("same bits", .good)
            }
          return Table.Row(
            [.text(canary.name), word, .text(String(canary.digest.prefix(12))), .text(""), .text(""), .text("")], section: "canaries")
        },
      notes: [
        "Expected: mean of the reference's nights and the interval for one more night, \(NightVerdict.family.percent) over all rows together; "
          + "changes of level: the nights since which it is another, by the penalised piecewise-constant fit of docs/nightly.md."
      ])
  }

  /// What the interval is called: "99.9 %".
  private var level: String { (verdict.rows.compactMap { $0.expected?.level }.first ?? 1 - NightVerdict.family).percent }

  /// Writes `nights.html` and its tables into a folder of reports, figures into `plots/nights`, and the page of all claims anew, which leads
  /// here. Returns the page's path. Throws where a figure cannot be drawn or a file cannot be written.
  public func write(plots: String, to folder: String, with gnuplot: Gnuplot = Gnuplot()) async throws -> String {
    let path = "\(folder)/\(Self.file)", place = ReportFolder(folder, experiment: "nights"), drawn = "\(plots)/nights"
    var illustrations: [NightHistory.Part: [HTMLReport.Illustration]] = [:]
    // Of a row that no night could compute there is nothing to draw.
    for (number, row) in verdict.rows.enumerated() where !series(of: row).isEmpty {
      let figure = try trend(of: row, name: "night-\(number + 1)").figure()
      try await gnuplot.draw(figure, in: drawn, formats: [.svg])
      let svg = String(decoding: try Data(contentsOf: URL(filePath: "\(drawn)/\(figure.name).svg")), as: UTF8.self)
      illustrations[row.part, default: []].append(HTMLReport.Illustration(figure, svg: svg))
    }
    var page = HTMLReport(
      title: "Concord: nights", question: "Did what is measured change, how numbers are computed, or the speed?",
      verdicts: try place.sheet(try table()), findings: findings,
      sections: [HTMLReport.Section("Watched rows", illustrations: illustrations[.row] ?? [])], provenance: provenance,
      links: [HTMLReport.Link("All claims of all experiments", to: ClaimsFolder.page)])
    if let speeds = illustrations[.speed] { page.sections.append(HTMLReport.Section("Speeds on this processor", illustrations: speeds)) }
    try page.write(to: path)
    try ClaimsFolder(folder).writePage()
    return path
  }

  private var findings: [String] {
    let isMoved = verdict.canaries.contains { $0.isMoved == true }
    let outside = verdict.outside.map { "\($0.name) is \($0.value.readable(4))" }
    let words =
      switch verdict.finding {
      case .noReference: "There is no reference yet: this night is recorded and held against nothing."
      case .unchanged: "The bits of the canaries are what they were, and every row lies where ten nights of the reference let expect it."
      case .scienceChanged where isMoved:
        "Bits moved under a new version of the arithmetic, and a row lies outside: what is measured changed with it."
      case .scienceChanged: "The bits of the canaries are what they were and a row lies outside: what is measured changed."
      case .numericsChanged: "Bits moved and no new version of the arithmetic says so: rows cannot be compared until that is known."
      case .numericsRaised: "Bits moved as the new version of the arithmetic says; every row lies where it should: make the reference anew."
      case .repeated:
        "\(verdict.repeated.joined(separator: ", ")): what a night of the reference gave, to the last bit, though the seed is another. Seeds do not move, and nothing is measured."
      case .speedChanged:
        "\(isMoved ? "Bits moved under a new version of the arithmetic" : "Bits are what they were"), and a speed lies outside."
      }
    return [words] + (outside.isEmpty ? [] : ["Outside: \(outside.joined(separator: "; "))."])
  }

  private var provenance: [HTMLReport.Fact] {
    [
      HTMLReport.Fact("nights", "\(history.finished.count)"), HTMLReport.Fact("numerics", "\(verdict.numerics)"),
      HTMLReport.Fact("watch", identity), HTMLReport.Fact("processor", processor),
      HTMLReport.Fact("commit", history.lines.last?.commit ?? ""),
      HTMLReport.Fact("nights of the reference", "\(reference?.rows.first?.values.count ?? 0)"),
    ]
  }

  /// Of nights that measured the same.
  private func series(of row: NightVerdict.Row) -> [(line: NightHistory.Line, value: Double)] {
    row.part == .row ? history.series(row.name, .row, watch: identity) : history.series(row.name, row.part, processor: processor)
  }

  /// "night 12: 0.61 → 0.55 (2026-11-02)"; empty where there are none.
  private func changes(of row: NightVerdict.Row) throws -> String {
    let series = series(of: row)
    return try series.isEmpty
      ? ""
      : PiecewiseConstant(series.map(\.value)).steps.map { step in
        "night \(step.start + 1): \(step.before.readable(3)) → \(step.after.readable(3)) (\(series[step.start].line.date.prefix(10)))"
      }.joined(separator: "; ")
  }

  private func trend(of row: NightVerdict.Row, name: String) throws -> NightTrend {
    let series = series(of: row), fit = try PiecewiseConstant(series.map(\.value))
    let ends = fit.starts.dropFirst() + [series.count]
    return NightTrend(
      name, axis: Axis(row.name, unit: row.unit.isEmpty ? nil : row.unit), values: series.map(\.value),
      band: row.expected.map { $0.low...$0.high },
      levels: zip(fit.starts, zip(ends, fit.means)).map { NightTrend.Level(first: $0 + 1, last: $1.0, mean: $1.1) },
      ends: (String(series.first?.line.date.prefix(10) ?? ""), String(series.last?.line.date.prefix(10) ?? "")))
  }
}
