public import Analysis
internal import Datasets
public import Reporting

/// What a study of searches leaves for readers. Its page is `results/report/NAME.html`.
public struct RelaxationReport: StudyReport {
  /// `costs` are those of all jobs of the plan.
  public let experiment: RelaxationExperiment, study: RelaxationStudy, costs: CostSummary

  /// Nothing is read or computed.
  public init(_ experiment: RelaxationExperiment, study: RelaxationStudy, costs: CostSummary) {
    (self.experiment, self.study, self.costs) = (experiment, study, costs)
  }

  /// The experiment's.
  public var name: String { experiment.name }

  /// The experiment's.
  public var question: String { experiment.title }
  /// As the page of all claims has them.
  public var claims: [ClaimOutcome] { study.outcomes }

  /// All figures that the study has something for; none is said to be absent.
  public func figures() throws -> (drawn: [Figure], absent: [String]) {
    (try RelaxationFigures(study).drawings.map { try $0.figure() }, [])
  }

  /// Searches, methods, nets trained alone, depth and ranking where there are such, the claim.
  public func summary() throws -> [Table] {
    let tables = RelaxationTables(study)
    return [try tables.searches(), try tables.methods(), try tables.alone(), try tables.depth(), try tables.ranking(), try tables.claim()]
      .compactMap(\.self)
  }

  /// Where genotypes are ranked, `genotype-scores.csv` is put beside the tables.
  public func page(_ illustrations: [HTMLReport.Illustration], absent: [String], in folder: ReportFolder) throws -> HTMLReport {
    let tables = RelaxationTables(study)
    if let scores = try tables.rankingScores() { try folder.write(scores.csv, as: "\(scores.name).csv") }
    return HTMLReport(
      title: "Concord: \(name)", question: experiment.title, verdicts: try folder.sheet(try tables.claim()), findings: [],
      sections: [
        HTMLReport.Section("Searches", sheets: [try folder.sheet(try tables.methods()), try folder.sheet(try tables.searches())]),
        HTMLReport.Section(
          "Networks trained alone", sheets: try [try tables.nets(), try tables.depth()].compactMap(\.self).map { try folder.sheet($0) }),
        HTMLReport.Section("Random genotypes", sheets: try tables.random().map { try folder.sheet($0) }),
        HTMLReport.Section("What papers print", sheets: [try folder.sheet(try tables.comparison())]),
        HTMLReport.Section("Figures", illustrations: illustrations),
      ], provenance: provenance,
      links: [HTMLReport.Link("All numbers (JSON)", to: "\(name)/study.json")]
        + (study.ranking == nil ? [] : [HTMLReport.Link("Scores of random genotypes (CSV)", to: "\(name)/genotype-scores.csv")]))
  }

  /// The claim, methods, searches and what papers print first; then nets and random genotypes, and the experiment as JSON without this
  /// machine's folder of images.
  public func reference() throws -> ReferenceFolder {
    let tables = RelaxationTables(study)
    let shown = [try tables.claim(), try tables.methods(), try tables.searches(), try tables.comparison()]
    let readMe = ReferenceFolder.readMe(name, experiment.title, costs, differing: "`costs`, the column of CPU minutes", shown)
    var portable = experiment
    portable.data.source = experiment.data.source.withoutFolder
    let others = [try tables.nets(), try tables.depth()].compactMap(\.self) + (try tables.random())
    return ReferenceFolder(
      readMe: readMe, tables: shown + others,
      data: [try tables.rankingScores(), try ReferenceFolder.provenance(provenance)].compactMap(\.self),
      texts: ["experiment.json": try ReportFolder.json(portable) + "\n"])
  }

  private var provenance: [HTMLReport.Fact] {
    costs.facts + study.groups.flatMap { group in group.rows.map { HTMLReport.Fact("\(group.label), seed \($0.seed)", $0.digest) } }
  }
}
