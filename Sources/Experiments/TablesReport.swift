public import Analysis
internal import FoundationEssentials
public import Reporting

/// What a study of published tables leaves for readers: figures under plots; tables, numbers and a page of its own under results/report.
public struct TablesReport: Sendable {
  public let experiment: TablesExperiment, study: TablesStudy

  public init(_ experiment: TablesExperiment, study: TablesStudy) { (self.experiment, self.study) = (experiment, study) }

  /// Draws all figures into `plots/NAME` and writes `folder/NAME.html` and `folder/NAME/…`. Throws where a figure cannot be drawn or a file
  /// cannot be written; what was written before stays.
  public func write(plots: String, to folder: String, with gnuplot: Gnuplot = Gnuplot()) async throws -> Report.Outcome {
    var illustrations: [String: HTMLReport.Illustration] = [:], paths: [String] = []
    let drawn = "\(plots)/\(experiment.name)", figures = try PublishedFigures(study).drawings.map { try $0.figure() }
    for figure in figures {
      try await gnuplot.draw(figure, in: drawn)
      let svg = "\(drawn)/\(figure.name).svg"
      illustrations[figure.name] = HTMLReport.Illustration(
        figure, svg: String(decoding: try Data(contentsOf: URL(filePath: svg)), as: UTF8.self))
      paths.append(svg)
    }
    let pages = ReportFolder(folder, experiment: experiment.name), tables = PublishedTables(study)
    func section(_ heading: String, _ sheets: [Table], _ names: [String]) throws -> HTMLReport.Section {
      HTMLReport.Section(heading, sheets: try sheets.map { try pages.sheet($0) }, illustrations: names.compactMap { illustrations[$0] })
    }
    let page = HTMLReport(
      title: "Concord: \(experiment.name)", question: experiment.title, verdicts: try pages.sheet(try tables.statements()),
      findings: ["All numbers were known when this study was declared: nothing here is a test of a claim made before."],
      sections: [
        try section(
          "Supernets of NAS-Bench-201", [try tables.cells(), try tables.seeds(), try tables.top()], ["one-shot-scatter", "tau-by-slice"]),
        try section("Ranks by angle", [try tables.angles()], ["rank-lists"]),
        try section("Nets of repeated searches", [try tables.searched(), try tables.random()], ["searched-nets"]),
        try section("Skips", [try tables.skips(), try tables.endings()], ["skips-by-epoch"]),
      ], provenance: study.sources.map { HTMLReport.Fact($0.name, "\($0.source), SHA-256 \($0.digest)") },
      links: [HTMLReport.Link("All numbers (JSON)", to: "\(experiment.name)/study.json")])
    let path = "\(folder)/\(experiment.name).html"
    try page.write(to: path)
    try pages.write(study, as: "study.json")
    return Report.Outcome(page: path, figures: paths, absent: [])
  }

  /// Writes `folder/NAME`, small enough to commit and to compare by `diff -r`: README.md, sources.csv, each table as CSV and Markdown, each
  /// figure as SVG and PDF. Returns its path. No accuracy of a single cell is in it.
  public func export(to folder: String, with gnuplot: Gnuplot = Gnuplot()) async throws -> String {
    let place = "\(folder)/\(experiment.name)", tables = PublishedTables(study)
    func write(_ text: String, as name: String) throws {
      try Data(text.utf8).write(to: URL(filePath: "\(place)/\(name)"), options: .atomic)
    }
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    for table in try tables.all() {
      try write(table.csv, as: "\(table.name).csv")
      try write(table.markdown, as: "\(table.name).md")
    }
    let sources = try tables.sources()
    try write(sources.csv, as: "sources.csv")
    for figure in try PublishedFigures(study).drawings.map({ try $0.figure() }) {
      try await gnuplot.draw(figure, in: "\(place)/figures", formats: [.svg, .pdf])
      for suffix in ["gp", "dat"] { try FileManager.default.removeItem(atPath: "\(place)/figures/\(figure.name).\(suffix)") }
    }
    try write(
      """
      # \(experiment.name): what the tables say

      \(experiment.title) To compare: `concord report \(experiment.name) --export FOLDER` on the same files, and `diff -r FOLDER/\(experiment.name)`
      with this folder.

      \(try tables.statements().markdown)
      \(sources.markdown)
      """, as: "README.md")
    return place
  }

  /// Whether `folder` holds the report of exactly this study.
  public func isWritten(in folder: String) throws -> Bool { try ReportFolder(folder, experiment: experiment.name).holds(study) }

  /// Draws the named figures, all where none is named, in the given formats; returns the paths. Throws `ExperimentError.value` for a name
  /// that no figure has.
  public func draw(
    _ names: [String], plots: String, formats: [Gnuplot.Format] = Gnuplot.Format.allCases, with gnuplot: Gnuplot = Gnuplot()
  ) async throws -> [String] {
    try await gnuplot.draw(try PublishedFigures(study).drawings.map { try $0.figure() }, names, in: "\(plots)/\(experiment.name)", formats)
  }

  /// The tables that a terminal shows.
  public func summary() throws(ReportingError) -> [Table] {
    let tables = PublishedTables(study)
    return [try tables.statements(), try tables.cells(), try tables.searched(), try tables.skips()]
  }
}

extension Gnuplot {
  /// Draws those of some figures that are named, all where none is. Throws `ExperimentError.value` for a name that none has.
  func draw(_ figures: [Figure], _ names: [String], in folder: String, _ formats: [Format]) async throws -> [String] {
    for name in names where !figures.contains(where: { $0.name == name }) {
      throw ExperimentError.value(
        field: "figure '\(name)'", reason: "there is none of that name; known: \(figures.map(\.name).joined(separator: ", "))")
    }
    var paths: [String] = []
    for figure in figures where names.isEmpty || names.contains(figure.name) {
      paths += try await draw(figure, in: folder, formats: formats)
    }
    return paths
  }
}
