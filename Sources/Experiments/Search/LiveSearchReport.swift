public import Analysis
public import Digests
public import Reporting
internal import Statistics

/// What live searches leave for readers. Its page is `results/report/NAME.html`.
public struct LiveSearchReport: StudyReport {
  /// `costs` are those of all jobs of the plan, supernets included.
  public let experiment: LiveSearchExperiment, costs: CostSummary
  /// One a bound, the experiment's own first: it alone has claims.
  public let studies: [LiveSearchStudy]
  /// Of supernets whose space shrank, by their seeds.
  let shrunk: [ShrunkSpace]

  /// `studies` is not empty.
  public init(
    _ experiment: LiveSearchExperiment, studies: [LiveSearchStudy], shrunk: [ShrunkSpace] = [], costs: CostSummary
  ) {
    (self.experiment, self.studies, self.shrunk, self.costs) = (experiment, studies, shrunk, costs)
  }

  /// All of it, as `study.json` has it.
  public var study: [LiveSearchStudy] { studies }

  /// The experiment's.
  public var name: String { experiment.name }

  /// The experiment's.
  public var question: String { experiment.title }
  /// As the page of all claims has them.
  public var claims: [ClaimOutcome] { studies[0].outcomes }

  /// Known nets in the plane of cost and quality, with what the first searcher found.
  public func figures() throws -> (drawn: [Figure], absent: [String]) { ([try LiveSearchFigure(studies[0]).drawing.figure()], []) }

  /// Claims, searchers, nets.
  public func summary() throws -> [Table] {
    let tables = LiveSearchTables(studies)
    return [try tables.claims(), try tables.exploratory(), try tables.searchers(), try tables.found(), try tables.shrunk(shrunk)]
      .compactMap(\.self)
  }

  /// One section: searchers, nets, the plane.
  public func page(_ illustrations: [HTMLReport.Illustration], absent: [String], in folder: ReportFolder) throws -> HTMLReport {
    let tables = LiveSearchTables(studies)
    return HTMLReport(
      title: "Concord: \(name)", question: experiment.title, verdicts: try folder.sheet(try tables.claims()),
      findings: studies[0].claims.map { "\($0.claim.text): \($0.verdict?.words ?? "not computed"), in this setting alone." },
      sections: [
        HTMLReport.Section(
          "What is found",
          sheets: try [try tables.exploratory(), try tables.searchers(), try tables.found(), try tables.shrunk(shrunk)].compactMap(\.self)
            .map { try folder.sheet($0) },
          illustrations: illustrations)
      ], provenance: provenance, links: [HTMLReport.Link("All numbers (JSON)", to: "\(name)/study.json")])
  }

  /// All tables, and the experiment as JSON.
  public func reference() throws -> ReferenceFolder {
    let tables = LiveSearchTables(studies)
    let readMe = ReferenceFolder.readMe(
      name, experiment.title, costs, differing: "the column of CPU seconds", [try tables.claims(), try tables.searchers()])
    return ReferenceFolder(
      readMe: readMe, tables: try summary(), data: [try ReferenceFolder.provenance(provenance)],
      texts: ["experiment.json": try ReportFolder.json(experiment) + "\n"])
  }

  private var provenance: [HTMLReport.Fact] {
    costs.facts + [
      HTMLReport.Fact("space", studies[0].space),
      HTMLReport.Fact(
        "scores", experiment.strategy.map { "supernets of \($0), \(experiment.ranking)" } ?? "brief training, \(experiment.ranking)"),
    ]
  }

  /// Claims, searchers and nets as objects; qualities under the name of their metric.
  public var answer: JSONValue {
    let quality = studies[0].metric.name.lowercased(), repetition = experiment.strategy == nil ? "search" : "supernet"
    return .object([
      "name": .text(name), "random_net": JSONValue(studies[0].reference.value?.mean),
      "claims": .array(
        studies[0].claims.map {
          .object([
            "text": .text($0.claim.text), "difference": JSONValue($0.difference.value), "verdict": JSONValue($0.verdict?.finding.rawValue),
          ])
        }),
      "searchers": .array(
        studies.flatMap { study in study.rows.map { (study.bound, $0) } }.map { bound, row in
          .object([
            "bound": .number(bound), "label": .text(row.label), quality: JSONValue(row.quality), "gain": JSONValue(row.gain.value),
            "regret": .number(row.regret),
          ])
        }),
      "found": .array(
        studies.flatMap { study in study.found.map { (study.bound, $0) } }.map { bound, own in
          .object([
            "bound": .number(bound), "searcher": .text(own.label), repetition: .integer(own.repetition), "net": .text(own.net),
            "score": .number(own.score), quality: .number(own.quality),
          ])
        }),
    ])
  }
}
