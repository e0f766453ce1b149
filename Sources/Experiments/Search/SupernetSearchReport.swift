public import Analysis
public import Digests
public import Reporting
internal import Statistics

/// What searches on supernets leave for readers. Its page is `results/report/NAME.html`.
public struct SupernetSearchReport: StudyReport {
  /// `costs` are those of all jobs of the plan, supernets included.
  public let experiment: SupernetSearchExperiment, study: SupernetSearchStudy, costs: CostSummary

  public init(_ experiment: SupernetSearchExperiment, study: SupernetSearchStudy, costs: CostSummary) {
    (self.experiment, self.study, self.costs) = (experiment, study, costs)
  }

  /// The experiment's.
  public var name: String { experiment.name }

  /// Known nets in the plane of cost and accuracy, with what the first searcher found.
  public func figures() throws -> (drawn: [Figure], absent: [String]) { ([try SupernetSearchFigure(study).drawing.figure()], []) }

  /// Claims, searchers, nets.
  public func summary() throws -> [Table] {
    let tables = SupernetSearchTables(study)
    return [try tables.claims(), try tables.exploratory(), try tables.searchers(), try tables.found()].compactMap(\.self)
  }

  /// One section: searchers, nets, the plane.
  public func page(_ illustrations: [HTMLReport.Illustration], absent: [String], in folder: ReportFolder) throws -> HTMLReport {
    let tables = SupernetSearchTables(study)
    return HTMLReport(
      title: "Concord: \(name)", question: experiment.title, verdicts: try folder.sheet(try tables.claims()),
      findings: study.claims.map { "\($0.claim.text): \($0.verdict?.finding.rawValue ?? "not computed"), in this setting alone." },
      sections: [
        HTMLReport.Section(
          "What is found",
          sheets: try [try tables.exploratory(), try tables.searchers(), try tables.found()].compactMap(\.self).map {
            try folder.sheet($0)
          },
          illustrations: illustrations)
      ], provenance: provenance, links: [HTMLReport.Link("All numbers (JSON)", to: "\(name)/study.json")])
  }

  /// All tables, and the experiment as JSON.
  public func reference() throws -> ReferenceFolder {
    let tables = SupernetSearchTables(study)
    let readMe = ReferenceFolder.readMe(
      name, experiment.title, costs, differing: "the column of CPU seconds", [try tables.claims(), try tables.searchers()])
    return ReferenceFolder(
      readMe: readMe, tables: try summary(), data: [try ReferenceFolder.provenance(provenance)],
      texts: ["experiment.json": try ReportFolder.json(experiment) + "\n"])
  }

  private var provenance: [HTMLReport.Fact] {
    costs.facts + [HTMLReport.Fact("space", study.space), HTMLReport.Fact("supernets", "\(experiment.strategy) of \(experiment.ranking)")]
  }

  /// Claims, searchers and nets as objects.
  public var answer: JSONValue {
    func json(_ estimate: Estimate?) -> JSONValue {
      .object([
        "value": JSONValue(estimate?.value), "low": JSONValue(estimate?.interval?.low), "high": JSONValue(estimate?.interval?.high),
      ])
    }
    return .object([
      "name": .text(name), "random_net": .number(study.reference.mean),
      "claims": .array(
        study.claims.map {
          .object([
            "text": .text($0.claim.text), "difference": json($0.difference.value), "verdict": JSONValue($0.verdict?.finding.rawValue),
          ])
        }),
      "searchers": .array(
        study.rows.map {
          .object(["label": .text($0.label), "accuracy": json($0.accuracy), "gain": json($0.gain), "regret": .number($0.regret)])
        }),
      "found": .array(
        study.found.map {
          .object([
            "searcher": .text($0.label), "supernet": .integer($0.supernet), "net": .text($0.net), "score": .number($0.score),
            "accuracy": .number($0.accuracy),
          ])
        }),
    ])
  }
}
