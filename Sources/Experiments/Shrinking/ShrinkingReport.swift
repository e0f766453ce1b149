public import Analysis
public import Digests
public import Reporting
internal import Statistics

/// What a study of shrinking leaves for readers. Its page is `results/report/NAME.html`.
public struct ShrinkingReport: StudyReport {
  /// `costs` are those of all jobs of the plan; none where scores are columns of a file.
  public let experiment: ShrinkingExperiment, study: ShrinkingStudy, costs: CostSummary

  public init(_ experiment: ShrinkingExperiment, study: ShrinkingStudy, costs: CostSummary) {
    (self.experiment, self.study, self.costs) = (experiment, study, costs)
  }

  /// The experiment's.
  public var name: String { experiment.name }

  /// The experiment's.
  public var question: String { experiment.title }
  /// As the page of all claims has them.
  public var claims: [ClaimOutcome] { study.outcomes }

  /// None: the course is a table.
  public func figures() throws -> (drawn: [Figure], absent: [String]) { ([], []) }

  /// Claims, and what is left at the end.
  public func summary() throws -> [Table] { [try ShrinkingTables(study).claims(), try ShrinkingTables(study).ends()] }

  /// One section: ends, steps, operations.
  public func page(_ illustrations: [HTMLReport.Illustration], absent: [String], in folder: ReportFolder) throws -> HTMLReport {
    let tables = ShrinkingTables(study)
    return HTMLReport(
      title: "Concord: \(name)", question: experiment.title, verdicts: try folder.sheet(try tables.claims()),
      findings: study.claims.map { "\($0.claim.text): \($0.verdict?.words ?? "not computed"), in \(study.space) alone." },
      sections: [
        HTMLReport.Section(
          "What is left",
          sheets: try [try tables.ends(), try tables.steps(), try tables.operations()].map { try folder.sheet($0) },
          illustrations: illustrations)
      ], provenance: provenance, links: [HTMLReport.Link("All numbers (JSON)", to: "\(name)/study.json")])
  }

  /// All tables, and the experiment as JSON.
  public func reference() throws -> ReferenceFolder {
    let tables = ShrinkingTables(study)
    let readMe = ReferenceFolder.readMe(name, experiment.title, costs, differing: "nothing", [try tables.claims(), try tables.ends()])
    return ReferenceFolder(
      readMe: readMe, tables: try tables.all(), data: [try ReferenceFolder.provenance(provenance)],
      texts: ["experiment.json": try ReportFolder.json(experiment) + "\n"])
  }

  private var provenance: [HTMLReport.Fact] {
    costs.facts + [HTMLReport.Fact("space", study.space)]
      + [
        experiment.truth.map { HTMLReport.Fact("accuracies", "\($0.file), \($0.source)") },
        experiment.scores.map { HTMLReport.Fact("scores", "\($0.file), \($0.source)") },
        experiment.ranking.map { HTMLReport.Fact("supernets", "\(experiment.strategy ?? "") of \($0)") },
      ].compactMap(\.self)
  }

  /// Claims, and each score with what it leaves.
  public var answer: JSONValue {
    .object([
      "name": .text(name), "nets": .integer(study.nets), "mean": .number(study.mean), "best": .number(study.best),
      "claims": .array(
        study.claims.map {
          .object([
            "text": .text($0.claim.text), "difference": JSONValue($0.difference.value), "verdict": JSONValue($0.verdict?.finding.rawValue),
          ])
        }),
      "scores": .array(
        study.rows.map {
          .object([
            "score": .text($0.score), "mean": JSONValue($0.mean), "best": JSONValue($0.best), "regret": JSONValue($0.regret),
            "tau": JSONValue($0.tau.value),
          ])
        }),
    ])
  }
}
