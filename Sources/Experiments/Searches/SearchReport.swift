public import Analysis
internal import FoundationEssentials
public import Reporting

/// What a study of searches leaves for readers: figures under plots; tables, numbers and a page of its own under results/report.
public struct SearchReport: Sendable {
  public let experiment: SearchExperiment, study: SearchStudy

  public init(_ experiment: SearchExperiment, study: SearchStudy) { (self.experiment, self.study) = (experiment, study) }

  /// Draws all figures into `plots/NAME` and writes `folder/NAME.html` and `folder/NAME/…`. Throws where a figure cannot be drawn or a file
  /// cannot be written; what was written before stays.
  public func write(plots: String, to folder: String, with gnuplot: Gnuplot = Gnuplot()) async throws -> Report.Outcome {
    var illustrations: [HTMLReport.Illustration] = [], paths: [String] = []
    let drawn = "\(plots)/\(experiment.name)"
    for figure in try SearchFigures(study).drawings.map({ try $0.figure() }) {
      try await gnuplot.draw(figure, in: drawn)
      let svg = "\(drawn)/\(figure.name).svg"
      illustrations.append(HTMLReport.Illustration(figure, svg: String(decoding: try Data(contentsOf: URL(filePath: svg)), as: UTF8.self)))
      paths.append(svg)
    }
    let pages = ReportFolder(folder, experiment: experiment.name), tables = SearchTables(study)
    let page = HTMLReport(
      title: "Concord: \(experiment.name)", question: experiment.title, verdicts: try pages.sheet(try tables.claim()),
      findings: [],
      sections: [
        HTMLReport.Section("Searches", sheets: [try pages.sheet(try tables.methods()), try pages.sheet(try tables.searches())]),
        HTMLReport.Section(
          "Networks trained alone", sheets: try [try tables.nets(), try tables.depth()].compactMap(\.self).map { try pages.sheet($0) }),
        HTMLReport.Section("Random genotypes", sheets: try tables.random().map { try pages.sheet($0) }),
        HTMLReport.Section("What papers print", sheets: [try pages.sheet(try tables.comparison())]),
        HTMLReport.Section("Figures", illustrations: illustrations),
      ],
      provenance: study.groups.flatMap { group in group.rows.map { HTMLReport.Fact("\(group.label), seed \($0.seed)", $0.digest) } },
      links: [HTMLReport.Link("All numbers (JSON)", to: "\(experiment.name)/study.json")]
        + (study.ranking == nil ? [] : [HTMLReport.Link("Scores of random genotypes (CSV)", to: "\(experiment.name)/genotype-scores.csv")]))
    let path = "\(folder)/\(experiment.name).html"
    try page.write(to: path)
    try pages.write(study, as: "study.json")
    if let scores = try tables.rankingScores() { try pages.write(scores.csv, as: "\(scores.name).csv") }
    return Report.Outcome(page: path, figures: paths, absent: [])
  }

  /// Whether `folder` holds the report of exactly this study.
  public func isWritten(in folder: String) throws -> Bool { try ReportFolder(folder, experiment: experiment.name).holds(study) }

  /// Draws the named figures, all where none is named, in the given formats; returns the paths. Throws `ExperimentError.value` for a name
  /// that no figure has.
  public func draw(
    _ names: [String], plots: String, formats: [Gnuplot.Format] = Gnuplot.Format.allCases, with gnuplot: Gnuplot = Gnuplot()
  ) async throws -> [String] {
    try await gnuplot.draw(try SearchFigures(study).drawings.map { try $0.figure() }, names, in: "\(plots)/\(experiment.name)", formats)
  }

  /// The tables that a terminal shows.
  public func summary() throws(ReportingError) -> [Table] {
    let tables = SearchTables(study)
    return [try tables.searches(), try tables.methods(), try tables.alone(), try tables.depth(), try tables.ranking(), try tables.claim()]
      .compactMap(\.self)
  }
}
