public import Analysis
internal import Statistics

/// The tables of a ranking study: strategies beside reference lines and baselines, claims with their verdicts, costs.
public struct StudyTables: Sendable {
  let study: RankingStudy
  /// A sentence on how much the study rests on.
  private let basis: String
  /// Whether there are any; else what needs no training is all that is ranked.
  let hasSupernets: Bool

  public init(_ study: RankingStudy) {
    (self.study, hasSupernets) = (study, !study.strategies.isEmpty)
    let draws = hasSupernets ? study.strategies.map(\.seeds.count) : study.baselines.map(\.each.count)
    let what = hasSupernets ? "supernets a strategy" : "draws of weights and images"
    basis =
      "n = \(study.nets.count) nets, S = \(draws.max() ?? 0) \(what), R = \(study.runsPerNet) \(study.target.name) runs a net"
  }

  /// In the order in which a report shows them.
  public func all() throws(ReportingError) -> [Table] { [try claims(), try strategies()] + (try details()) }

  /// What stands behind claims and strategies; without supernets what moves the taus of proxies, where that is known.
  public func details() throws(ReportingError) -> [Table] {
    let alone = try [incomplete(), quality()].compactMap(\.self)
    guard hasSupernets else { return alone + [try spreads()].compactMap(\.self) }
    return
      try (alone + [populations()] + policies() + [spreads(), supernetAgreement(), stability(), bands(), expenses()]).compactMap(\.self)
  }

  /// Verdicts on the declared claims.
  public func claims() throws(ReportingError) -> Table {
    let isTauAlone = study.claims.allSatisfy { $0.claim.measure != .steadiness }
    return try Table(
      "claims", title: "Declared claims: verdicts Holm-adjusted with margin \(study.primary.margin), intervals of 95 %",
      columns: [
        .text("claim"), .text("source, direction only"),
        .number(isTauAlone ? "difference of tau-b" : "difference", decimals: 2, intervals: [Self.strategy]),
        .text("verdict"), .number("least detectable", decimals: 2), .text("S"), .text("n"), .text("R"),
      ],
      rows: study.claims.map { row in
        let verdict: Table.Cell =
          row.verdict.map { .verdict($0) } ?? .missing("no contrast was computed")
        return Table.Row([
          .text(words(row, isTauAlone: isTauAlone)), .text(row.claim.source),
          row.isOverNets ? .nets(row.contrast) : .strategy(row.contrast), verdict,
          row.contrast.value?.minimumDetectableDifference.map { .number($0) }
            ?? .missing(row.isOverNets ? "not asked of intervals over nets" : "not estimable from one supernet"),
          .text(row.isOverNets ? "–" : "\(row.supernets)"), .text("\(row.nets)"), .text(row.runsPerNet),
        ])
      },
      notes: ["A difference below the least detectable one would have been missed more often than once in five times."]
        + (study.claims.contains(where: \.isOverNets)
          ? [
            "Claims on incomplete training, without S, have the interval over nets: each net has trainings of its own, and no supernet is in them."
          ] : [])
        + sequence + controlNotes + Verdict.notes(on: study.claims.map(\.verdict)))
  }

  /// A claim with what it compares, where that is not tau-b over all pairs.
  private func words(_ row: ClaimRow, isTauAlone: Bool) -> String {
    let claim = row.claim, isPlain = isTauAlone && claim.measure ?? .tau == .tau
    let level = row.level.map { " (\((study.metric.scale * $0).readable(1)) \(study.metric.unit))" } ?? ""
    let alike = claim.alike == true ? " (inside ±\(study.primary.margin(of: claim).readable(2)))" : ""
    return claim.text + (isPlain ? "" : ": \((claim.measure ?? .tau).words)\(level)")
      + (claim.over == .withinDepth ? " (pairs of equal depth)" : "") + alike
  }

  private var sequence: [String] {
    study.primary.claims.contains { $0.follows == true }
      ? ["Not tested: it follows a claim that was not decided; such claims are tested in fixed sequence."] : []
  }

  private var controlNotes: [String] { control.map { ["Positive control: \($0)."] } ?? [] }

  /// The positive control with its effect in units of δ; nil where there is none.
  package var control: String? {
    guard let control = study.control else { return nil }
    let name = "\(control.claim.text) (\(control.claim.first) − \(control.claim.second))"
    return Verdict.control(name, control.judged, control.verdict, decimals: 2)
  }

  /// tau-b of strategies, of what costs nothing, and of what a second training or a perfect predictor reach.
  public func strategies() throws(ReportingError) -> Table {
    let k = study.primary.k, best = study.bestTrivialBaseline, reference = study.primary.reference, none = Table.Cell.text("")
    let spans = spans, compares = hasSupernets || reference != best
    var rows = study.strategies.map { row in
      Table.Row(
        [.text(row.strategy), .both(row.ranks.tau(), isCensus: study.isCensus)] + ofSpace(row.ranks)
          + [
            .strategy(row.ranks.tau(over: .withinStrata)), .strategy(row.ranks.tau(over: .amongPredictedBest(share: 0.5))),
            row.ranks.top?.value.map { .number($0.regret.value) } ?? .missing(row.ranks.top?.reason ?? ""),
            row.ranks.difference(to: reference).map { .strategy($0) } ?? none,
            row.ranks.difference(to: best).map { .strategy($0) } ?? .missing("no such baseline"),
          ], section: "strategies")
    }
    rows += study.baselines.map { row in
      let regret = row.top.map { top in top.value.map { .number($0.regret.value) } ?? .missing(top.reason ?? "") } ?? none
      let differences = (compares ? [reference, best] : [best]).map { row.difference(to: $0).map { .strategy($0) } ?? none }
      return Table.Row(
        [.text(row.name), .both(row.tau(), isCensus: study.isCensus)] + ofSpace(row)
          + [.strategy(row.tau(over: .withinStrata)), .strategy(row.tau(over: .amongPredictedBest(share: 0.5))), regret] + differences,
        section: "baselines")
    }
    let lines = study.lines
    // Published nets had no short training here.
    let short = study.target.source == nil ? [("short training", study.shortTraining, nil as Measured<Estimate>?)] : []
    rows +=
      (short + [
        ("replicate", lines.replicate, lines.replicateWithinStrata), ("oracle", lines.oracle, lines.oracleWithinStrata),
      ]).map { name, whole, within in
        Table.Row(
          [.text(named(name, whole)), .single(whole, spans: spans.count)] + (study.isCensus ? [] : [none])
            + [within.map { .single($0, spans: 1) } ?? none, none, none]
            + [Table.Cell](repeating: none, count: compares ? 2 : 1), section: "reference lines")
      }
    let random = (study.strategies.map(\.ranks) + study.baselines).lazy.compactMap { $0.top?.value?.randomRegret }.first
    return try Table(
      "strategies", title: "How truly \(hasSupernets ? "supernets rank" : "nets are ranked before training"): \(basis)",
      columns: [.text("ranked by"), .number("tau-b", decimals: decimals, intervals: spans)]
        + (study.isCensus ? [] : [.number("of the space", decimals: decimals, intervals: [Self.strategy])]) + [
          .number("within depth", decimals: decimals, intervals: [Self.strategy]),
          .number("predicted top half", decimals: decimals, intervals: [Self.strategy]),
          .number("regret@\(k)", unit: study.metric.differenceUnit, decimals: 2),
        ]
        + (compares ? [reference, best] : [best]).map { .number("minus \($0)", decimals: decimals, intervals: [Self.strategy]) },
      rows: rows,
      notes: (random.map { ["Random choice of \(k) nets has a regret of \($0.readable(2)) \(study.metric.differenceUnit)."] } ?? [])
        + census + targetNotes + [
          "\(best) is the best of parameters, MACs, activations and depth on these nets. What no claim is about is exploratory."
        ]
        + fittedNotes + study.absentBaselines.map { "Not computed: \($0)." }
        + trainingNotes)
  }

  /// tau-b weighted to the space; no column where all of it is in.
  private func ofSpace(_ row: PredictorRow) -> [Table.Cell] { study.isCensus ? [] : [.strategy(row.tau(over: .ofSpace))] }

  /// A reference line's name with the nets that it is of, where these are not all of the design.
  private func named(_ name: String, _ line: Measured<Estimate>) -> String {
    guard let count = line.value?.count, count != study.nets.count else { return name }
    return "\(name), n = \(count)"
  }

  /// tau-b in the populations of the protocol.
  public func populations() throws(ReportingError) -> Table {
    try Table(
      "populations", title: "tau-b by population",
      columns: [.text("strategy")]
        + [
          "design", "space", "within depth", "resolvable pairs", "predicted top half", "top half by another run", "predicted top quarter",
          "top quarter by another run",
        ].map { .number($0, decimals: decimals, intervals: [Self.strategy]) }
        + [.number("ensemble of supernets", decimals: decimals, intervals: ["nets"]), .number("split-half reliability", decimals: 2)],
      rows: study.strategies.map { row in
        Table.Row(
          [.text(row.strategy)]
            + [
              .all, .ofSpace, .withinStrata, .resolvable, .amongPredictedBest(share: 0.5), .amongBest(share: 0.5),
              .amongPredictedBest(share: 0.25), .amongBest(share: 0.25),
            ].map { (pairs: ComparedPairs) in Table.Cell.strategy(row.ranks.tau(over: pairs)) }
            + [
              row.ranks.ensemble.map { Table.Cell.single($0, spans: 1) } ?? .text(""),
              row.reliability.value.map { .number($0) } ?? .missing(row.reliability.reason ?? ""),
            ])
      })
  }

  /// tau-b between the supernets themselves, on the same nets.
  public func supernetAgreement() throws(ReportingError) -> Table {
    try Table("supernet-agreement", agreement: study.supernetAgreement, of: "strategies")
  }

  /// Every net with its target and its score under each supernet, or without supernets under each draw of a proxy, for programs.
  public func scores() throws(ReportingError) -> Table {
    let supernets = study.strategies.flatMap { row in row.seeds.map { "\(row.strategy) seed \($0)" } }
    let drawn = zip(study.spreads, study.nets.first?.untrained ?? []).flatMap { own, draws in
      draws.indices.map { "\(own.name) draw \($0 + 1)" }
    }
    return try Table(
      "scores", title: "Scores of every net",
      columns: [
        .text("architecture"), .number("depth", decimals: 0), .number("macs", decimals: 0), .number("parameters", decimals: 0),
        .number("target", decimals: 2),
      ] + (supernets + drawn).map { .number($0, decimals: 4) },
      rows: study.nets.map { net in
        let target = net.target.reduce(0, +) / Double(net.target.count)
        let numbers = [Double(net.depth), net.macs, net.parameters, target] + (net.oneShot + (net.untrained ?? [])).flatMap(\.self)
        return Table.Row([.text(net.architecture)] + numbers.map { .number($0) })
      })
  }

  /// What each strategy spent on a supernet.
  public func expenses() throws(ReportingError) -> Table {
    try Table(
      "expenses", title: "What a supernet cost, mean over seeds",
      columns: [
        .text("strategy"), .number("passes", decimals: 0), .number("updates", decimals: 0), .number("distinct images drawn", decimals: 0),
        .number("processor time of training", unit: "s", decimals: 1),
      ],
      rows: study.strategies.map { row in
        let spent = row.expense.map { [$0.passes, $0.updates, $0.images, $0.cpuSeconds].map { Table.Cell.number($0) } }
        return Table.Row([.text(row.strategy)] + (spent ?? [Table.Cell](repeating: .missing("no supernet file was given"), count: 4)))
      })
  }

  /// Which intervals stand beside tau-b: nets that are all there are cannot be resampled.
  private var spans: [String] { (study.isCensus ? [] : [Interval.Scope.theseSupernets.rawValue]) + [Self.strategy] }
  private var decimals: Int { study.isCensus ? 3 : 2 }

  private var census: [String] {
    study.isCensus
      ? [
        "All nets of the space are in, none was sampled: intervals are Student's over \(hasSupernets ? "supernets" : "draws of weights and images") alone."
      ] : []
  }

  /// How far a fitted baseline hangs on the draw of the nets that it was fitted on, and noise that differs between strata.
  private var fittedNotes: [String] {
    let fitted = study.baselines.compactMap { row -> String? in
      guard let draws = row.draws?.value, let low = draws.min(), let high = draws.max() else { return nil }
      return "\(row.name), mean of \(draws.count) draws of what it is fitted on: tau-b from \(low.readable(2)) to \(high.readable(2))."
    }
    guard let noise = study.lines.noiseByStratum?.value, !noise.isPooled, let p = noise.p else { return fitted }
    let groups = noise.groups.map { group in
      let depths = group.strata.count == 1 ? "\(group.strata.lowerBound)" : "\(group.strata.lowerBound)–\(group.strata.upperBound)"
      return "\(group.variance.squareRoot().readable(2)) at depth \(depths)"
    }
    return fitted + [
      "Noise between runs differs by depth (Levene's p \(p.readable(3))): s = \(groups.joined(separator: ", ")) points; lines and resolvable pairs take each net's own."
    ]
  }

  private var targetNotes: [String] {
    study.target.source.map { ["Target: \(study.target.what) (\($0))."] } ?? []
  }

  private static let strategy = Interval.Scope.theStrategy.rawValue
}
