internal import Analysis
internal import Statistics

/// The page of all claims of all experiments whose reports lie in one folder, and its table for papers, pages and programs.
public struct ClaimsPage: Sendable {
  private let reports: [ReportedClaims]

  /// In the order of names.
  public init(_ reports: [ReportedClaims]) { self.reports = reports.sorted { $0.experiment < $1.experiment } }

  /// A row a claim, in sections of experiments.
  public func claims() throws(ReportingError) -> Table {
    try Table(
      "claims", title: "Declared claims and what was measured of them",
      columns: [
        .text("claim"), .text("verdict"), .number("difference", decimals: 2, intervals: ["95 %"]), .text("contrast"),
        .number("δ", decimals: 2), .number("repetitions", decimals: 0), .text("n"), .text("R"), .number("least detectable", decimals: 2),
        .number("exact p", decimals: 3), .text("positive control"), .number("CPU-hours", decimals: 2), .text("source, direction only"),
        .text("report"),
      ],
      rows: reports.flatMap { report in report.claims.map { row($0, of: report) } },
      notes: [
        "Differences are the first less the second, with intervals over repetitions of the whole study (supernets, searches or seeds) at 95 %, over nets where no number of repetitions stands; verdicts are judged at Holm's level over the claims of one experiment, and claims about skips by an exact permutation, which has a p and no interval, once of counts and once of their share. Published values come from other data and nets.",
        "Positive control: whether the experiment detected a difference that is known to be there, without which nothing is called equivalent. CPU-hours are those of the whole experiment, all its claims together.",
        "n nets, R stand-alone runs a net; a difference below the least detectable one would have been missed more often than once in five times.",
      ])
  }

  /// The claims as a README has them: a row a claim, without the columns that only its report needs.
  public func brief() throws(ReportingError) -> Table {
    try Table(
      "claims-brief", title: "Declared claims and what was measured of them",
      columns: [
        .text("claim"), .text("source, direction only"), .number("difference", decimals: 2, intervals: ["95 %"]), .text("verdict"),
        .text("experiment"),
      ],
      rows: reports.flatMap { report in
        report.claims.map { own in
          Table.Row([.text(own.text), .text(own.source), difference(own), Self.verdict(own), .text(report.experiment)])
        }
      })
  }

  /// Numbers of papers computed again; nil where there are none.
  public func statements() throws(ReportingError) -> Table? {
    let statements = reports.flatMap(\.statements)
    return statements.isEmpty ? nil : try Table(statements: statements)
  }

  /// What was run, and what it cost.
  public func experiments() throws(ReportingError) -> Table {
    try Table(
      "experiments", title: "Experiments",
      columns: [
        .text("experiment"), .text("question"), .number("claims", decimals: 0), .text("positive control"),
        .number("CPU-hours", decimals: 2), .text("processors"),
      ],
      rows: reports.map { report in
        Table.Row([
          .link(report.experiment, to: report.page), .text(report.question), .number(Double(report.claims.count)),
          .text(report.control ?? (report.claims.isEmpty ? "" : "none")),
          cost(report), .text(report.processors.joined(separator: ", ")),
        ])
      })
  }

  /// Claims first, then published numbers and experiments. Each table's CSV lies beside the page.
  public func page() throws(ReportingError) -> HTMLReport {
    func sheet(_ table: Table) -> HTMLReport.Sheet { HTMLReport.Sheet(table, csv: "\(table.name).csv") }
    var sections = [HTMLReport.Section("Experiments", sheets: [sheet(try experiments())])]
    if let statements = try statements() {
      sections.insert(HTMLReport.Section("Published numbers computed again", sheets: [sheet(statements)]), at: 0)
    }
    return HTMLReport(
      title: "Concord: all claims", question: "What papers say of weight sharing, and what was measured of it here",
      verdicts: sheet(try claims()), findings: [tally], sections: sections,
      links: reports.map { HTMLReport.Link("Report of \($0.experiment)", to: $0.page) })
  }

  /// "22 claims of 7 experiments: 9 supported, …".
  private var tally: String {
    let claims = reports.flatMap(\.claims), own = reports.count { !$0.claims.isEmpty }
    var findings: [String] = []
    for claim in claims {
      let word = Self.kind(claim)
      if !findings.contains(word) { findings.append(word) }
    }
    let parts = findings.sorted().map { word in "\(claims.count { Self.kind($0) == word }) \(word)" }
    return "\(claims.count) claims of \(own) experiments" + (parts.isEmpty ? "." : ": \(parts.joined(separator: ", ")).")
  }

  private static let absent = "not computed"

  /// Its finding, whatever its δ.
  private static func kind(_ own: ClaimOutcome) -> String { own.finding?.words(margin: nil, isWithinMargin: false) ?? absent }

  private static func verdict(_ own: ClaimOutcome) -> Table.Cell { own.finding.map { .verdict($0, own.words) } ?? .text(absent) }

  private func row(_ own: ClaimOutcome, of report: ReportedClaims) -> Table.Row {
    func number(_ value: Double?) -> Table.Cell { value.map { .number($0) } ?? .text("") }
    return Table.Row(
      [
        .text(own.text), Self.verdict(own), difference(own), .text(own.unit.isEmpty ? own.contrast : "\(own.contrast) (\(own.unit))"),
        number(own.margin), number(own.repetitions.map(Double.init)), .text(own.nets.map { "\($0)" } ?? ""), .text(own.runsPerNet ?? ""),
        number(own.leastDetectable), number(own.difference.value?.p), .text(report.controlWord), cost(report), .text(own.source),
        .link(report.experiment, to: report.page),
      ], section: report.experiment)
  }

  private func cost(_ report: ReportedClaims) -> Table.Cell { report.cpuHours.map { .number($0) } ?? .missing("nothing was run") }

  private func difference(_ own: ClaimOutcome) -> Table.Cell {
    guard let value = own.difference.value else { return .missing(own.difference.reason ?? "") }
    guard let low = value.low, let high = value.high else { return .estimate(value.value, [nil]) }
    return .estimate(value.value, [Table.Span(low, high)])
  }
}

extension ReportedClaims {
  /// What became of the positive control, in a word or two.
  fileprivate var controlWord: String { control == nil ? "none" : detectsControl == true ? "detected" : "not detected" }
}
