public import Analysis
internal import Statistics

/// The tables of live searches.
public struct LiveSearchTables: Sendable {
  /// One a bound.
  let studies: [LiveSearchStudy]
  /// That of the experiment's own bound, which has the claims.
  private var study: LiveSearchStudy { studies[0] }
  private var metric: MetricNote { study.metric }
  /// Of an interval over repetitions.
  private var scope: String { study.isOnSupernets ? "the strategy" : "searches" }

  /// The first has the claims.
  public init(_ studies: [LiveSearchStudy]) {
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

  private func contrasts(_ name: String, _ title: String, _ rows: [LiveSearchStudy.ClaimRow], _ verdicts: String) throws(ReportingError)
    -> Table
  {
    try Table(
      name, title: title,
      columns: [
        .text("claim"), .text("source"), .number("difference", unit: metric.differenceUnit, decimals: 2, intervals: [scope]),
        .number("δ", decimals: 2),
        .number(study.isOnSupernets ? "S" : "n", decimals: 0), .text("verdict"),
      ],
      rows: rows.map { row in
        Table.Row([
          .text("\(row.claim.text) (\(row.claim.first) − \(row.claim.second))"), .text(row.claim.source), .single(row.difference),
          .number(row.claim.margin), .number(Double(row.difference.value?.count ?? 0)),
          row.verdict.map { .verdict($0) } ?? .text("exploratory"),
        ])
      },
      notes: [
        "True \(metric.name) of the net that is found, over \(study.isOnSupernets ? "S supernets" : "n searches by brief training"). \(words(LiveSearchStudy.randomNet, study.reference, "at most")) "
          + "\(words(LiveSearchStudy.largeNet, study.largeReference, "from \(study.text(LiveSearchStudy.large * study.bound)) to")) \(verdicts)"
      ] + Verdict.notes(on: rows.map(\.verdict)))
  }

  private func words(_ name: String, _ reference: Measured<LiveSearchStudy.Reference>, _ range: String) -> String {
    guard let reference = reference.value else { return "No \(name): \(reference.reason ?? "")." }
    return
      "A \(name) is drawn with equal chances from all with \(range) \(study.text(study.bound)) \(study.unitOfCost) \(study.costInWords): \(reference.nets) of them are known, with a mean of "
      + "\(reference.mean.readable(2)) \(metric.unit)"
      + (reference.variance > 0 ? " ± \(reference.variance.squareRoot().readable(2)) (standard error, part of the interval)." : ".")
  }

  /// Each searcher over its repetitions.
  public func searchers() throws(ReportingError) -> Table {
    try Table(
      "searchers", title: "What searchers find",
      columns: [
        .text("searcher"), .number("true \(metric.name)", unit: metric.unit, decimals: 2, intervals: [scope]),
        .number("above a random net", unit: metric.differenceUnit, decimals: 2, intervals: [scope]),
        .number("above a large one", unit: metric.differenceUnit, decimals: 2, intervals: [scope]),
        .number("regret", unit: metric.differenceUnit, decimals: 2),
      ],
      rows: studies.flatMap { study in
        study.rows.map { row in
          Table.Row(
            [
              .text(row.label), .single(Measured { row.quality }), .single(row.gain), .single(row.gainOverLarge),
              .number(row.regret),
            ], section: section(study))
        }
      },
      notes: [
        "Regret: the best known \(metric.name) within the bound less that of what was found, mean over \(study.isOnSupernets ? "supernets" : "searches"). The best of a sample is a lower bound of the best of all."
      ])
  }

  /// Every net that was found.
  public func found() throws(ReportingError) -> Table {
    try Table(
      "found", title: study.isOnSupernets ? "Nets found, supernet by supernet" : "Nets found, search by search",
      columns: [
        .text("net"), .number(study.isOnSupernets ? "supernet's seed" : "search", decimals: 0),
        .number("score", unit: metric.unit, decimals: 2), .number("true \(metric.name)", unit: metric.unit, decimals: 2),
        .number("multiply-adds", unit: "M", decimals: 2),
        .number("parameters", unit: "M", decimals: 3),
      ] + (study.isLatency ? [.number(study.cost, unit: study.unit, decimals: 3)] : [])
        + [.number("evaluated", decimals: 0), .number("CPU", unit: "s", decimals: 0)],
      rows: studies.flatMap { study in
        study.found.map { own in
          Table.Row(
            [
              .text(own.net), .number(Double(own.repetition)), .number(own.score), .number(own.quality), .number(Double(own.macs) / 1e6),
              .number(Double(own.parameters) / 1e6),
            ] + (study.isLatency ? [.number(own.cost)] : []) + [.number(Double(own.evaluations)), .number(own.cpuSeconds)],
            section: studies.count == 1 ? own.label : "\(own.label), \(section(study))")
        }
      },
      notes: [
        "Score: \(study.isOnSupernets ? "one-shot \(metric.name)" : "\(metric.name) after brief training") on search-validation images. True \(metric.name): on test images, published or trained alone."
      ]
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
  private func section(_ study: LiveSearchStudy) -> String {
    studies.count == 1 ? "" : "at most \(study.text(study.bound)) \(study.unitOfCost) \(study.costInWords)"
  }
}

extension LiveSearchStudy {
  var isOnSupernets: Bool { scorer == .supernets }
  /// Whether the bound is on latency, and not on multiply-adds.
  var isLatency: Bool { !unit.isEmpty }
  /// Counts are told in millions.
  var scale: Double { isLatency ? 1 : 1e-6 }
  var unitOfCost: String { isLatency ? unit : "M" }
  var costInWords: String { isLatency ? cost : "multiply-adds" }

  /// A cost in `unitOfCost`.
  func text(_ value: Double) -> String { (scale * value).readable(2) }
}
