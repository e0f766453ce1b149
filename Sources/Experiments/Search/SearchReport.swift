public import Analysis
public import Reporting
internal import Statistics

/// What a study of searchers leaves for readers. Its page is `results/report/NAME.html`.
public struct SearchReport: StudyReport {
  /// `pilots` chose steps of policies; `costs` are those of all jobs of the plan.
  public let experiment: SearchExperiment, study: SearchStudy, pilots: [SearchPilot], costs: CostSummary

  public init(_ experiment: SearchExperiment, study: SearchStudy, pilots: [SearchPilot], costs: CostSummary) {
    (self.experiment, self.study, self.pilots, self.costs) = (experiment, study, pilots, costs)
  }

  /// The experiment's.
  public var name: String { experiment.name }

  /// The experiment's.
  public var question: String { experiment.title }
  /// As the page of all claims has them.
  public var claims: [ClaimOutcome] { study.outcomes }
  /// As its table of claims has it.
  public var control: String? { SearchTables(study).control }
  /// Whether all of them were.
  public var detectsControl: Bool? { study.controls.isEmpty ? nil : study.controls.allSatisfy(\.detects) }

  /// All figures that the study has something for; none is said to be absent.
  public func figures() throws -> (drawn: [Figure], absent: [String]) { (try SearchFigures(study).drawings.map { try $0.figure() }, []) }

  /// Claims, exploratory contrasts, regret, fronts, random search.
  public func summary() throws -> [Table] {
    let tables = SearchTables(study)
    return [
      try tables.claims(), try tables.exploratory(), try tables.searchers(), try tables.fronts(), try tables.random(), try tables.slopes(),
    ]
    .compactMap(\.self)
  }

  /// A section for what is found by scores, one for fronts, one for costs and pilots.
  public func page(_ illustrations: [HTMLReport.Illustration], absent: [String], in folder: ReportFolder) throws -> HTMLReport {
    let tables = SearchTables(study)
    return HTMLReport(
      title: "Concord: \(name)", question: experiment.title, verdicts: try folder.sheet(try tables.claims()), findings: findings,
      sections: [
        try folder.section(
          "What is found", [try tables.searchers(), try tables.random(), try tables.slopes()], ["regret-by-evaluations"], of: illustrations),
        try folder.section("Fronts", [try tables.fronts()], ["search-progress", "pareto-plane"], of: illustrations),
        try folder.section("Exploratory", [try tables.exploratory()], of: illustrations),
        try folder.section("Pilots and costs", [try pilotTable(), try tables.costs()], of: illustrations),
      ], provenance: provenance, links: [HTMLReport.Link("All numbers (JSON)", to: "\(name)/study.json")])
  }

  /// All tables, and the experiment as JSON.
  public func reference() throws -> ReferenceFolder {
    let tables = SearchTables(study)
    let readMe = ReferenceFolder.readMe(
      name, experiment.title, costs, differing: "`search-costs`", [try tables.claims(), try tables.searchers()])
    return ReferenceFolder(
      readMe: readMe, tables: try tables.all() + [try pilotTable()].compactMap(\.self), data: [try ReferenceFolder.provenance(provenance)],
      texts: ["experiment.json": try ReportFolder.json(experiment) + "\n"])
  }

  private func pilotTable() throws -> Table? {
    guard let settings = experiment.pilots, !pilots.isEmpty else { return nil }
    let chosen = SearchPilot.chosen(pilots)
    return try Table(
      "pilots", title: "Steps of policies, chosen on seeds that are not used later",
      columns: [.number("step", decimals: 4), .number("\(settings.measure.rawValue), \(settings.at)", decimals: 5), .text("chosen")],
      rows: pilots.map { pilot in
        Table.Row(
          [.number(pilot.step), .number(pilot.mean), .text(chosen[pilot.label] == pilot.step ? "yes" : "")], section: pilot.label)
      }, notes: ["\(settings.searches) searches each, of seeds from \(settings.seed) on."])
  }

  private var findings: [String] {
    study.claims.map { "\($0.claim.text): \($0.verdict?.words ?? "not computed"), in \(study.space) alone." }
  }

  private var provenance: [HTMLReport.Fact] {
    costs.facts + [
      HTMLReport.Fact(
        study.metric.name == "accuracy" ? "accuracies" : study.metric.name, "\(study.what), \(study.source), \(study.digest)"),
      HTMLReport.Fact("space", study.space),
    ]
      + [experiment.scores.map { HTMLReport.Fact("scores", "\($0.file), \($0.source)") }].compactMap(\.self)
  }
}
