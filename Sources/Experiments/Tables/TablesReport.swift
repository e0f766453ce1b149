public import Analysis
public import Reporting

/// What a study of published tables leaves for readers. The only report without costs: nothing was run.
public struct TablesReport: StudyReport {
  /// `study` has been made of the experiment's files.
  public let experiment: TablesExperiment, study: TablesStudy

  /// Nothing is read or computed.
  public init(_ experiment: TablesExperiment, study: TablesStudy) { (self.experiment, self.study) = (experiment, study) }

  /// The experiment's.
  public var name: String { experiment.name }

  /// The experiment's.
  public var question: String { experiment.title }
  /// None was declared before its numbers were known.
  public var claims: [ClaimOutcome] { [] }
  /// What papers print of these tables.
  public var statements: [TablesStudy.Statement] { study.statements }
  /// Nothing was run.
  public var costs: CostSummary { CostSummary() }

  /// All figures are drawn: none is absent.
  public func figures() throws -> (drawn: [Figure], absent: [String]) {
    (try PublishedFigures(study).drawings.map { try $0.figure() }, [])
  }

  /// Statements of papers held against the data, supernets of NAS-Bench-201, repeated searches, skips.
  public func summary() throws -> [Table] {
    let tables = PublishedTables(study)
    return [try tables.statements(), try tables.cells(), try tables.searched(), try tables.skips()]
  }

  /// A section for each group of files; each table beside its figures.
  public func page(_ illustrations: [HTMLReport.Illustration], absent: [String], in folder: ReportFolder) throws -> HTMLReport {
    let tables = PublishedTables(study)
    return HTMLReport(
      title: "Concord: \(name)", question: experiment.title, verdicts: try folder.sheet(try tables.statements()),
      findings: ["All numbers were known when this study was declared: nothing here is a test of a claim made before."],
      sections: [
        try folder.section(
          "Supernets of NAS-Bench-201", [try tables.cells(), try tables.conventions(), try tables.seeds(), try tables.top()],
          ["one-shot-scatter", "tau-by-slice"],
          of: illustrations),
        try folder.section("Ranks by angle", [try tables.angles()], ["rank-lists"], of: illustrations),
        try folder.section(
          "Nets of repeated searches", [try tables.searched(), try tables.random()], ["searched-nets"], of: illustrations),
        try folder.section("Skips", [try tables.skips(), try tables.endings()], ["skips-by-epoch"], of: illustrations),
      ], provenance: study.sources.map { HTMLReport.Fact($0.name, "\($0.source), SHA-256 \($0.digest)") },
      links: [HTMLReport.Link("All numbers (JSON)", to: "\(name)/study.json")])
  }

  /// No accuracy of a single cell is in it.
  public func reference() throws -> ReferenceFolder {
    let tables = PublishedTables(study), sources = try tables.sources()
    let readMe = """
      # \(name): what the tables say

      \(experiment.title) To compare: `concord report \(name) --export FOLDER` on the same files, and `diff -r FOLDER/\(name)`
      with this folder.

      \(try tables.statements().markdown)
      \(sources.markdown)
      """
    return ReferenceFolder(readMe: readMe, tables: try tables.all(), data: [sources])
  }
}
