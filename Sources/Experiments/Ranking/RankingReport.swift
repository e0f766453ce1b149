public import Analysis
internal import Datasets
internal import Engine
internal import Statistics
public import Reporting
internal import Training

/// What a ranking study leaves for readers. Its page is `results/report/NAME.html`.
public struct RankingReport: StudyReport {
  /// `costs` are those of all jobs of the plan, pilots included.
  public let experiment: RankingExperiment, study: RankingStudy, tuning: Tuning, costs: CostSummary

  /// Nothing is read or computed: the study has it all.
  public init(_ experiment: RankingExperiment, study: RankingStudy, tuning: Tuning, costs: CostSummary) {
    (self.experiment, self.study, self.tuning, self.costs) = (experiment, study, tuning, costs)
  }

  /// The experiment's.
  public var name: String { experiment.name }

  /// The experiment's.
  public var question: String { experiment.title }
  /// As the page of all claims has them.
  public var claims: [ClaimOutcome] { study.outcomes }
  /// As its table of claims has it.
  public var control: String? { StudyTables(study).control }
  /// That of the study.
  public var detectsControl: Bool? { study.control?.detects }

  private var text: ProtocolText { ProtocolText(experiment: experiment, tuning: tuning) }

  /// Those for which the study has enough; the others by name in `absent`.
  public func figures() throws -> (drawn: [Figure], absent: [String]) {
    let figures = StudyFigures(study, digests: costs.digests)
    return (try figures.drawings.map { try $0.figure() }, figures.absent)
  }

  /// Strategies with their taus, and the declared claims with their verdicts.
  public func summary() throws -> [Table] { [try StudyTables(study).strategies(), try StudyTables(study).claims()] }

  /// Puts `checklist.md` and `experiment.json` beside the tables. Claims come first, then taus, populations, agreement of supernets, expenses, figures, method.
  public func page(_ illustrations: [HTMLReport.Illustration], absent: [String], in folder: ReportFolder) throws -> HTMLReport {
    let tables = StudyTables(study)
    try folder.write(text.checklist(costs), as: "checklist.md")
    try folder.write(try declared, as: "experiment.json")
    return HTMLReport(
      title: "Concord: \(name)", question: experiment.title, verdicts: try folder.sheet(tables.claims()), findings: findings,
      sections: [
        HTMLReport.Section(
          experiment.supernets == nil ? "How truly nets are ranked before training" : "How truly supernets rank",
          sheets: try ([tables.strategies()] + tables.details() + rates).map { try folder.sheet($0) }),
        HTMLReport.Section("Figures", paragraphs: absent.map { "Not drawn: \($0)." }, illustrations: illustrations),
      ], method: text.sentences, provenance: provenance,
      links: [
        HTMLReport.Link("All numbers (JSON)", to: "\(name)/study.json"), HTMLReport.Link("Checklist", to: "\(name)/checklist.md"),
      ])
  }

  /// All tables, every net's scores and target, the checklist, and the experiment as JSON without this machine's folders.
  public func reference() throws -> ReferenceFolder {
    let tables = StudyTables(study), scores = try tables.scores()
    let readMe = """
      # \(name): a reference run

      \(experiment.title) Made \(costs.origin); `provenance.csv` has the rest. To
      compare: run the same experiment, `concord report --export FOLDER`, and `diff -r FOLDER/\(name)` with this folder. Tables and scores
      have the same bytes on the same version of the arithmetic; `expenses`, `provenance.csv` and figures' footers need not.

      \(try tables.strategies().markdown)
      \(try tables.claims().markdown)
      `scores.csv` has every net with its target and its score under each \(experiment.supernets == nil ? "draw of a proxy" : "supernet"): `concord correlate scores.csv --x '\(scores.columns.dropFirst(5).first?.title ?? "macs")' --y target`.

      """
    return ReferenceFolder(
      readMe: readMe, tables: try tables.all() + rates, data: [scores, try ReferenceFolder.provenance(provenance)],
      texts: ["checklist.md": text.checklist(costs), "experiment.json": try declared])
  }

  /// What was declared, as JSON.
  private var declared: String { get throws { try ReportFolder.json(portable) + "\n" } }

  /// The experiment without the places where this machine keeps images and tables.
  private var portable: RankingExperiment {
    var portable = experiment
    portable.data.source = experiment.data.source.withoutFolder
    if case .published(var own) = experiment.truth {
      own.table = own.table.split(separator: "/").last.map(String.init) ?? own.table
      portable.truth = .published(own)
    }
    return portable
  }

  /// The pilots' table, where there were any.
  private var rates: [Table] {
    get throws {
      guard let own = experiment.supernets, !tuning.pilots.isEmpty else { return [] }
      return [try tuning.table(peak: own.recipe.schedule.peak, study.metric)]
    }
  }

  private var findings: [String] {
    study.claims.map { row in
      let least = row.contrast.value?.minimumDetectableDifference.map { "; the least detectable difference is \(rounded($0))" } ?? ""
      return
        "\(row.claim.text): \(row.verdict?.words ?? "not computed")\(least). Published values come from other data and nets: direction only."
    }
  }

  private var provenance: [HTMLReport.Fact] {
    costs.facts + [
      HTMLReport.Fact("target", [study.target.what, study.target.source, study.target.digest].compactMap(\.self).joined(separator: ", ")),
      HTMLReport.Fact("space", "\(study.space), \(study.spaceDigest)"),
    ] + (experiment.supernets == nil ? [] : [HTMLReport.Fact("supernets", study.strategies.flatMap(\.digests).joined(separator: " "))])
  }

  private func rounded(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
}
