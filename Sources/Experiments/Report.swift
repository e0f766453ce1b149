public import Analysis
internal import FoundationEssentials
internal import Statistics
public import Reporting

/// What an experiment leaves for readers: figures under plots; tables, study, checklist and one page under results/report.
public struct Report: Sendable {
  public let experiment: Experiment, study: RankingStudy, pilots: [Reproduction.Pilot], ledger: Ledger

  public init(_ experiment: Experiment, study: RankingStudy, pilots: [Reproduction.Pilot], ledger: Ledger) {
    (self.experiment, self.study, self.pilots, self.ledger) = (experiment, study, pilots, ledger)
  }

  /// Where things were written, and which figures the data cannot give.
  public struct Outcome: Codable, Hashable, Sendable {
    public let page: String, figures: [String], absent: [String]
  }

  /// Draws all figures into `plots/NAME` and writes `folder/index.html`, `folder/NAME/…`. Throws where a figure cannot be drawn or a file
  /// cannot be written; what was written before stays.
  public func write(plots: String, to folder: String, with gnuplot: Gnuplot = Gnuplot()) async throws -> Outcome {
    let digests = ledger.digests, figures = StudyFigures(study, digests: digests), drawn = "\(plots)/\(experiment.name)"
    var illustrations: [HTMLReport.Illustration] = [], paths: [String] = []
    for drawing in figures.drawings {
      let figure = try drawing.figure()
      try await gnuplot.draw(figure, in: drawn)
      let svg = "\(drawn)/\(figure.name).svg"
      illustrations.append(HTMLReport.Illustration(figure, svg: String(decoding: try Data(contentsOf: URL(filePath: svg)), as: UTF8.self)))
      paths.append(svg)
    }
    let tables = StudyTables(study), pages = ReportFolder(folder, experiment: experiment.name)
    try pages.write(study, as: "study.json")
    let method = Method(experiment: experiment, pilots: pilots)
    try pages.write(method.checklist(ledger), as: "checklist.md")
    let page = HTMLReport(
      title: "Concord: \(experiment.name)", question: experiment.title, verdicts: try pages.sheet(tables.claims()), findings: findings,
      sections: [
        HTMLReport.Section(
          "How truly supernets rank",
          sheets: [
            try pages.sheet(tables.strategies()), try pages.sheet(tables.populations()), try pages.sheet(tables.supernetAgreement()),
            try pages.sheet(tables.expenses()),
          ]),
        HTMLReport.Section("Figures", paragraphs: figures.absent.map { "Not drawn: \($0)." }, illustrations: illustrations),
      ], method: method.sentences, provenance: provenance,
      links: [
        HTMLReport.Link("All numbers (JSON)", to: "\(experiment.name)/study.json"),
        HTMLReport.Link("Checklist", to: "\(experiment.name)/checklist.md"),
      ])
    try write(try page.html(), to: "\(folder)/index.html")
    return Outcome(page: "\(folder)/index.html", figures: paths, absent: figures.absent)
  }

  /// Draws the named figures, all where none is named, in the given formats; returns the paths. Throws `ExperimentError.value` for a name
  /// that no figure has.
  public func draw(
    _ names: [String], plots: String, formats: [Gnuplot.Format] = Gnuplot.Format.allCases, with gnuplot: Gnuplot = Gnuplot()
  ) async throws -> [String] {
    try await gnuplot.draw(
      try StudyFigures(study, digests: ledger.digests).drawings.map { try $0.figure() }, names, in: "\(plots)/\(experiment.name)", formats)
  }

  /// The tables that a terminal shows at the end of a run.
  public func summary() throws(ReportingError) -> [Table] { [try StudyTables(study).strategies(), try StudyTables(study).claims()] }

  private var findings: [String] {
    study.claims.map { row in
      let least = row.contrast.value?.minimumDetectableDifference.map { "; the least detectable difference is \(Self.rounded($0))" } ?? ""
      return
        "\(row.claim.text): \(row.verdict?.finding.rawValue ?? "not computed")\(least). Published values come from other data and nets: direction only."
    }
  }

  var provenance: [HTMLReport.Fact] {
    [
      HTMLReport.Fact("commit", ledger.commits.joined(separator: ", ")),
      HTMLReport.Fact("compiler", ledger.compilers.joined(separator: ", ")),
      HTMLReport.Fact("CPU", ledger.processors.joined(separator: ", ")), HTMLReport.Fact("kernels", ledger.kernels.joined(separator: ", ")),
      HTMLReport.Fact("BLAS", ledger.blas.joined(separator: ", ")), HTMLReport.Fact("jobs", "\(ledger.jobs)"),
      HTMLReport.Fact("CPU-hours, pilots included", Self.rounded(ledger.cpuSeconds / 3600)),
      HTMLReport.Fact("largest memory of a job", "\(ledger.peakBytes >> 20) MB"),
      HTMLReport.Fact("target", [study.target.what, study.target.source, study.target.digest].compactMap(\.self).joined(separator: ", ")),
      HTMLReport.Fact("space", "\(study.space), \(study.spaceDigest)"),
      HTMLReport.Fact("supernets", study.strategies.flatMap(\.digests).joined(separator: " ")),
    ]
  }

  private static func rounded(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }

  func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
  }
}
