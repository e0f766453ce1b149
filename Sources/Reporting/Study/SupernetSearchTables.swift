public import Analysis
internal import Statistics

/// The tables of searches on supernets.
public struct SupernetSearchTables: Sendable {
  /// One a bound.
  let studies: [SupernetSearchStudy]
  /// That of the experiment's own bound, which has the claims.
  private var study: SupernetSearchStudy { studies[0] }

  /// The first has the claims.
  public init(_ studies: [SupernetSearchStudy]) {
    precondition(!studies.isEmpty, "a study a bound")
    self.studies = studies
  }

  /// The declared contrasts with their verdicts.
  public func claims() throws(ReportingError) -> Table {
    try contrasts("claims", "What was declared", study.claims, "Verdicts come from intervals at Holm's level.")
  }

  /// Contrasts that are read without a verdict; nil where there are none.
  public func exploratory() throws(ReportingError) -> Table? {
    study.exploratory.isEmpty
      ? nil
      : try contrasts("exploratory", "Exploratory contrasts", study.exploratory, "No verdict: nothing here was declared to be tested.")
  }

  private func contrasts(_ name: String, _ title: String, _ rows: [SupernetSearchStudy.ClaimRow], _ verdicts: String) throws(ReportingError)
    -> Table
  {
    try Table(
      name, title: title,
      columns: [
        .text("claim"), .text("source"), .number("difference", unit: "points", decimals: 2, intervals: ["the strategy"]),
        .number("δ", decimals: 2),
        .number("S", decimals: 0), .text("verdict"),
      ],
      rows: rows.map { row in
        Table.Row([
          .text("\(row.claim.text) (\(row.claim.first) − \(row.claim.second))"), .text(row.claim.source), .single(row.difference),
          .number(row.claim.margin), .number(Double(row.difference.value?.count ?? 0)),
          row.verdict.map { .verdict($0) } ?? .text("exploratory"),
        ])
      },
      notes: [
        "True accuracy of the net that is found, over S supernets. \(words(SupernetSearchStudy.randomNet, study.reference, "at most")) "
          + "\(words(SupernetSearchStudy.largeNet, study.largeReference, "from \(study.text(SupernetSearchStudy.large * study.bound)) to")) \(verdicts)"
      ] + Verdict.notes(on: rows.map(\.verdict)))
  }

  private func words(_ name: String, _ reference: Measured<SupernetSearchStudy.Reference>, _ range: String) -> String {
    guard let reference = reference.value else { return "No \(name): \(reference.reason ?? "")." }
    return
      "A \(name) is drawn with equal chances from all with \(range) \(study.text(study.bound)) \(study.unitOfCost) \(study.costInWords): \(reference.nets) of them are known, with a mean of "
      + "\(reference.mean.readable(2)) %"
      + (reference.variance > 0 ? " ± \(reference.variance.squareRoot().readable(2)) (standard error, part of the interval)." : ".")
  }

  /// Each searcher over its supernets.
  public func searchers() throws(ReportingError) -> Table {
    try Table(
      "searchers", title: "What searchers find",
      columns: [
        .text("searcher"), .number("true accuracy", unit: "%", decimals: 2, intervals: ["the strategy"]),
        .number("above a random net", unit: "points", decimals: 2, intervals: ["the strategy"]),
        .number("above a large one", unit: "points", decimals: 2, intervals: ["the strategy"]),
        .number("regret", unit: "points", decimals: 2),
      ],
      rows: studies.flatMap { study in
        study.rows.map { row in
          Table.Row(
            [
              .text(row.label), .single(Measured { row.accuracy }), .single(row.gain), .single(row.gainOverLarge),
              .number(row.regret),
            ], section: section(study))
        }
      },
      notes: [
        "Regret: the best known accuracy within the bound less that of what was found, mean over supernets. The best of a sample is a lower bound of the best of all."
      ])
  }

  /// Every net that was found.
  public func found() throws(ReportingError) -> Table {
    try Table(
      "found", title: "Nets found, supernet by supernet",
      columns: [
        .text("net"), .number("supernet's seed", decimals: 0), .number("score", unit: "%", decimals: 2),
        .number("true accuracy", unit: "%", decimals: 2), .number("multiply-adds", unit: "M", decimals: 2),
        .number("parameters", unit: "M", decimals: 3),
      ] + (study.isLatency ? [.number(study.cost, unit: study.unit, decimals: 3)] : [])
        + [.number("evaluated", decimals: 0), .number("CPU", unit: "s", decimals: 0)],
      rows: studies.flatMap { study in
        study.found.map { own in
          Table.Row(
            [
              .text(own.net), .number(Double(own.supernet)), .number(own.score), .number(own.accuracy), .number(Double(own.macs) / 1e6),
              .number(Double(own.parameters) / 1e6),
            ] + (study.isLatency ? [.number(own.cost)] : []) + [.number(Double(own.evaluations)), .number(own.cpuSeconds)],
            section: studies.count == 1 ? own.label : "\(own.label), \(section(study))")
        }
      },
      notes: ["Score: one-shot accuracy on search-validation images. True accuracy: on test images, published or trained alone."]
        + studies.filter { $0.without > 0 }.map {
          "\($0.without) searches evaluated no net of at most \($0.text($0.bound)) \($0.unitOfCost) \($0.costInWords)."
        })
  }

  /// How the spaces of supernets shrank before they were searched; nil where none did.
  public func shrunk(_ spaces: [ShrunkSpace]) throws(ReportingError) -> Table? {
    if spaces.isEmpty { return nil }
    return try Table(
      "shrunk", title: "How the space shrank in front of the search",
      columns: [
        .number("passes", decimals: 0), .number("against weights after", unit: "passes", decimals: 0), .text("operations gone"),
        .number("operations left", decimals: 0), .number("codes left", decimals: 0),
      ],
      rows: spaces.flatMap { space in
        space.steps.map { step in
          Table.Row(
            [
              .number(Double(step.passes)), .number(Double(step.start)), .text(step.gone.joined(separator: ", ")),
              .number(Double(step.operations)), .number(step.codes),
            ], section: "supernet's seed \(space.seed)")
        }
      }, notes: ["Angles are between the weights then and those after so many passes, 0 the untrained ones."])
  }

  /// What stands above the rows of one bound, where there are several.
  private func section(_ study: SupernetSearchStudy) -> String {
    studies.count == 1 ? "" : "at most \(study.text(study.bound)) \(study.unitOfCost) \(study.costInWords)"
  }
}

extension SupernetSearchStudy {
  /// Whether the bound is on latency, and not on multiply-adds.
  var isLatency: Bool { !unit.isEmpty }
  /// Counts are told in millions.
  var scale: Double { isLatency ? 1 : 1e-6 }
  var unitOfCost: String { isLatency ? unit : "M" }
  var costInWords: String { isLatency ? cost : "multiply-adds" }

  /// A cost in `unitOfCost`.
  func text(_ value: Double) -> String { (scale * value).readable(2) }
}
