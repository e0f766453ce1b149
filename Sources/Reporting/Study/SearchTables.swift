public import Analysis
internal import Statistics

/// The tables of a study of searchers.
public struct SearchTables: Sendable {
  let study: SearchStudy

  public init(_ study: SearchStudy) { self.study = study }

  private var metric: String { study.metric.name }
  private var regretUnit: String { study.metric.differenceUnit }
  /// What searchers go by that need no supernet.
  private var exact: String { study.exactValues }

  /// All of them, as a reference folder holds them.
  public func all() throws(ReportingError) -> [Table] {
    [try claims(), try exploratory(), try searchers(), try fronts(), try random(), try slopes(), try costs()].compactMap(\.self)
  }

  /// The declared contrasts with their verdicts.
  public func claims() throws(ReportingError) -> Table {
    try contrasts("claims", "What was declared", study.claims, isDeclared: true)
  }

  /// Contrasts that are read without a verdict; nil where there are none.
  public func exploratory() throws(ReportingError) -> Table? {
    study.exploratory.isEmpty ? nil : try contrasts("exploratory", "Exploratory contrasts", study.exploratory, isDeclared: false)
  }

  private func contrasts(_ name: String, _ title: String, _ rows: [SearchClaimRow], isDeclared: Bool) throws(ReportingError) -> Table {
    try Table(
      name, title: title,
      columns: [
        .text("claim"), .text("source"), .text("measure"), .number("first", decimals: 4), .number("second", decimals: 4),
        .number("difference", decimals: 4, intervals: ["95 %"]), .number("δ", decimals: 3), .number("n", decimals: 0), .text("verdict"),
      ],
      rows: rows.map { row in
        let claim = row.claim
        let verdict: Table.Cell =
          row.verdict.map { .verdict($0) } ?? .text(isDeclared ? "not computed" : "exploratory")
        return Table.Row([
          .text("\(claim.text) (\(claim.first) − \(claim.second)\(claim.atLeast == true ? ", above −δ" : ""))"), .text(claim.source),
          .text(Self.words(claim)), .number(row.means[0]),
          .number(row.means[1]), .single(row.difference), .number(claim.margin), .number(Double(row.difference.value?.count ?? 0)), verdict,
        ])
      },
      notes: [
        "n counts searches of equal seeds, each difference paired, or supernets where scores are theirs, each the mean of its searches. "
          + (isDeclared
            ? "Verdicts come from intervals at Holm's level over all declared contrasts; the interval printed is that of 95 %."
            : "No verdict: nothing here was declared to be tested.")
      ] + (isDeclared ? control.map { ["Positive controls: \($0)."] } ?? [] : []) + Verdict.notes(on: rows.map(\.verdict)))
  }

  /// The positive controls with their effects in units of δ; nil where there are none.
  package var control: String? {
    study.controls.isEmpty
      ? nil
      : study.controls.map { row in
        let name = "\(row.claim.text) (\(Self.words(row.claim)), \(row.claim.first) − \(row.claim.second))"
        return Verdict.control(name, row.difference, row.verdict, decimals: 3)
      }.joined(separator: "; ")
  }

  /// What a claim compares.
  static func words(_ claim: SearchClaim) -> String {
    let measure =
      switch claim.measure {
      case .accuracy: "true accuracy (%)"
      case .psnr: "true PSNR (dB)"
      case .parameters: "parameters (M)"
      case .hypervolume: "share of the hypervolume"
      case .generationalDistance: "inverted generational distance"
      }
    let bound = claim.bound.map { ", at most \(($0 / 1e6).readable(0)) M multiply-adds" } ?? ""
    let latency = claim.latency.map { ", at most \((100 * $0).readable(0)) % of the slowest net's latency" } ?? ""
    return "\(measure) after \(claim.at.grouped)\(bound)\(latency)" + (claim.scores.map { ", scores of \($0)" } ?? "")
  }

  /// True regret of every searcher on every column of scores.
  public func searchers() throws(ReportingError) -> Table {
    let marks = study.marks
    return try Table(
      "searchers", title: "True regret of the best-scored net after so many evaluations (\(regretUnit))",
      columns: [.text("searcher"), .text("bound"), .number("searches", decimals: 0)]
        + marks.map { .number($0.grouped, decimals: 3, intervals: ["95 %"]) } + [.number("ended early", decimals: 0)],
      rows: study.rows.map { row in
        let curve = row.regret
        return Table.Row(
          [.text(row.label), .text(row.bound.map { "≤ \(($0 / 1e6).readable(0)) M" } ?? "none"), .number(Double(row.searches))]
            + marks.map { mark in
              guard let place = curve.evaluations.firstIndex(of: mark) else { return .missing("beyond the searcher's budget") }
              return .estimate(curve.means[place], [Table.Span(curve.lows[place], curve.highs[place])])
            } + [.number(Double(row.endedEarly))], section: row.scores?.name ?? exact)
      },
      notes: [
        "Means over search seeds with their interval. Regret is the \(metric) of the best net that the bound allows less the true \(metric) of the net with the best "
          + "score so far. A net that is drawn with equal chances has \(study.blind.readable(3)). Scores under a section's name are what searchers saw.",
        "A search that found nothing new ended early and keeps what it had.",
      ])
  }

  /// What searches of two and more objectives cover of the exact front; nil where there are none.
  public func fronts() throws(ReportingError) -> Table? {
    let rows = study.frontRows
    guard let steps = rows.first(where: { $0.objectives.count > 1 })?.hypervolume?.evaluations else { return nil }
    let marks = [1, 2, 4].compactMap { part in steps.last { 4 * $0 <= part * (steps.last ?? 0) } }
    func cells(_ curve: SearchStudy.Curve?) -> [Table.Cell] {
      marks.map { mark in
        guard let curve, let place = curve.evaluations.firstIndex(of: mark) else { return .missing("beyond the searcher's budget") }
        return .estimate(curve.means[place], [Table.Span(curve.lows[place], curve.highs[place])])
      }
    }
    return try Table(
      "fronts", title: "Shares of the exact front's hypervolume, and distance to the front, after so many evaluations",
      columns: [.text("searcher"), .number("searches", decimals: 0)]
        + marks.map { .number("hypervolume, \($0.grouped)", decimals: 4, intervals: ["95 %"]) }
        + marks.map { .number("distance, \($0.grouped)", decimals: 4, intervals: ["95 %"]) },
      rows: rows.map { row in
        Table.Row([.text(row.label), .number(Double(row.searches))] + cells(row.hypervolume) + cells(row.generationalDistance))
      },
      notes: [
        "In \(study.metric.unit == "%" ? "error" : "what a net lacks of the best \(metric)") and multiply-adds as shares of the largest in the space; \(study.front.count) nets are in the exact front, whose hypervolume is \(study.hypervolume.decimals(6)). "
          + "Distance: inverted generational distance (mean over the front's nets of that to the nearest net found)."
      ])
  }

  /// Random search in closed form.
  public func random() throws(ReportingError) -> Table {
    let marks = study.marks
    return try Table(
      "random-search", title: "Random search in closed form: expected true regret (\(regretUnit))",
      columns: [.text("scores")] + marks.map { .number($0.grouped, decimals: 3) }
        + [
          .number("least at", decimals: 0), .number("least", decimals: 3), .number("all nets", decimals: 3),
          .number("slope", unit: "\(regretUnit) a doubling", decimals: 3),
        ],
      rows: study.random.map { row in
        Table.Row(
          [.text(row.scores?.name ?? exact)]
            + marks.map { mark in row.evaluations.firstIndex(of: mark).map { .number(row.regrets[$0]) } ?? .missing("beyond the space") }
            + [.number(Double(row.bestAt)), .number(row.least), .number(row.argmax), .number(row.slope)],
          section: row.scores?.group ?? "")
      },
      notes: [
        "Distinct nets drawn without replacement; no draws were made. Least at: the number of evaluations with the least expected regret. "
          + "All nets: the regret of the net with the best score of all. Slope: least squares on log₂ of 50, 100, 200, 500 and 1,000 evaluations."
      ])
  }

  /// Whether more evaluations on a supernet's scores find better nets; nil without supernets.
  public func slopes() throws(ReportingError) -> Table? {
    guard !study.slopes.isEmpty else { return nil }
    return try Table(
      "slopes", title: "Slope of random search on supernets' scores less that on \(exact) (\(regretUnit) a doubling)",
      columns: [
        .text("supernets"), .number("S", decimals: 0), .number("difference", decimals: 3, intervals: ["the strategy"]),
      ],
      rows: study.slopes.map { row in
        Table.Row([
          .text(row.group), .number(Double(row.supernets)), .single(Measured { row.difference }),
        ])
      },
      notes: [
        "No claim about it is declared. 0: scores of supernets are as good a guide as \(exact). Above 0: more evaluations find less than they should."
      ])
  }

  /// What the searches cost.
  public func costs() throws(ReportingError) -> Table {
    try Table(
      "search-costs", title: "Processor time of the searches",
      columns: [
        .text("searcher"), .number("searches", decimals: 0), .number("evaluations", decimals: 0), .number("CPU", unit: "s", decimals: 1),
        .number("an evaluation", unit: "µs", decimals: 1),
      ],
      rows: study.rows.map { row in
        let evaluations = Double(row.evaluated)
        return Table.Row(
          [
            .text(row.label), .number(Double(row.searches)), .number(evaluations), .number(row.cpuSeconds),
            .number(1e6 * row.cpuSeconds / evaluations),
          ],
          section: row.scores?.name ?? exact)
      }, notes: ["Scores are looked up: this is what searchers themselves take, with starting a worker."])
  }
}

extension SearchStudy {
  /// What searchers go by that need no supernet, in words.
  var exactValues: String { metric.name == "accuracy" ? "exact accuracies" : "exact \(metric.name)" }

  /// Searchers of several objectives by exact values, and random search as their control.
  var frontRows: [Row] { rows.filter { $0.hypervolume != nil } }
}
