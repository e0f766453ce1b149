public import Analysis
internal import Statistics

/// The tables of a ranking study: strategies beside reference lines and baselines, claims with their verdicts, costs.
public struct StudyTables: Sendable {
  let study: RankingStudy
  /// A sentence on how much the study rests on.
  private let basis: String

  public init(_ study: RankingStudy) {
    self.study = study
    let supernets = study.strategies.map(\.seeds.count).max() ?? 0
    basis = "n = \(study.nets.count) nets, S = \(supernets) supernets a strategy, R = \(study.runsPerNet) \(study.target.name) runs a net"
  }

  /// In the order in which a report shows them.
  public func all() throws(ReportingError) -> [Table] {
    try
      ([claims(), strategies(), populations()] + policies()
      + [spreads(), supernetAgreement(), stability(), bands(), expenses()]).compactMap(\.self)
  }

  /// Verdicts on the declared claims.
  public func claims() throws(ReportingError) -> Table {
    let isTauAlone = study.claims.allSatisfy { $0.claim.measure ?? .tau == .tau }
    return try Table(
      "claims", title: "Declared claims: verdicts Holm-adjusted with margin \(study.primary.margin), intervals of 95 %",
      columns: [
        .text("claim"), .text("source, direction only"),
        .number(isTauAlone ? "difference of tau-b" : "difference", decimals: 2, intervals: [Self.strategy]),
        .text("verdict"), .number("least detectable", decimals: 2), .text("S"), .text("n"), .text("R"),
      ],
      rows: study.claims.map { row in
        let verdict: Table.Cell =
          row.verdict.map { .verdict($0.finding) } ?? .missing("no contrast was computed")
        return Table.Row([
          .text(words(row.claim, isTauAlone: isTauAlone)), .text(row.claim.source), .strategy(row.contrast), verdict,
          row.contrast.value?.minimumDetectableDifference.map { .number($0) } ?? .missing("not estimable from one supernet"),
          .text("\(row.supernets)"), .text("\(row.nets)"), .text(row.runsPerNet),
        ])
      }, notes: ["A difference below the least detectable one would have been missed more often than once in five times."])
  }

  /// A claim with what it compares, where that is not tau-b over all pairs.
  private func words(_ claim: Primary.Claim, isTauAlone: Bool) -> String {
    let measure = isTauAlone ? "" : ": \((claim.measure ?? .tau).words)"
    return claim.text + measure + (claim.over == .withinDepth ? " (pairs of equal depth)" : "")
  }

  /// tau-b of strategies, of what costs nothing, and of what a second training or a perfect predictor reach.
  public func strategies() throws(ReportingError) -> Table {
    let k = study.primary.k, best = study.bestTrivialBaseline, reference = study.primary.reference, none = Table.Cell.text("")
    let spans = spans
    var rows = study.strategies.map { row in
      Table.Row(
        [
          .text(row.strategy), .both(row.ranks.tau(), isCensus: study.isCensus), .strategy(row.ranks.tau(over: .withinStrata)),
          .strategy(row.ranks.tau(over: .amongPredictedBest(share: 0.5))),
          row.ranks.top?.value.map { .number($0.regret.value) } ?? .missing(row.ranks.top?.reason ?? ""),
          row.ranks.difference(to: reference).map { .strategy($0) } ?? none,
          row.ranks.difference(to: best).map { .strategy($0) } ?? .missing("no such baseline"),
        ], section: "strategies")
    }
    rows += study.baselines.map { row in
      Table.Row(
        [.text(row.name), .both(row.tau(), isCensus: study.isCensus), .strategy(row.tau(over: .withinStrata)), none, none, none, none],
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
          [.text(name), .single(whole, spans: spans.count), within.map { .single($0, spans: 1) } ?? none, none, none, none, none],
          section: "reference lines")
      }
    let random = study.strategies.first?.ranks.top?.value?.randomRegret
    return try Table(
      "strategies", title: "How truly supernets rank: \(basis)",
      columns: [
        .text("ranked by"), .number("tau-b", decimals: decimals, intervals: spans),
        .number("within depth", decimals: decimals, intervals: [Self.strategy]),
        .number("predicted top half", decimals: decimals, intervals: [Self.strategy]),
        .number("regret@\(k)", unit: "points", decimals: 2), .number("minus \(reference)", decimals: decimals, intervals: [Self.strategy]),
        .number("minus \(best)", decimals: decimals, intervals: [Self.strategy]),
      ], rows: rows,
      notes: (random.map { ["Random choice of \(k) nets has a regret of \($0.readable(2)) points."] } ?? [])
        + census + targetNotes + ["\(best) is the best of parameters, MACs and depth on these nets."]
        + study.absentBaselines.map { "Not computed: \($0)." }
        + trainingNotes)
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

  /// Every net with its target and its score under each supernet, for programs.
  public func scores() throws(ReportingError) -> Table {
    let supernets = study.strategies.flatMap { row in row.seeds.map { Table.Column.number("\(row.strategy) seed \($0)", decimals: 4) } }
    return try Table(
      "scores", title: "Scores of every net",
      columns: [
        .text("architecture"), .number("depth", decimals: 0), .number("macs", decimals: 0), .number("parameters", decimals: 0),
        .number("target", decimals: 2),
      ] + supernets,
      rows: study.nets.map { net in
        let target = net.target.reduce(0, +) / Double(net.target.count)
        let numbers = [Double(net.depth), net.macs, net.parameters, target] + net.oneShot.flatMap(\.self)
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
      ? ["All nets of the space are in, none was sampled: intervals are Student's over supernets alone."] : []
  }

  private var targetNotes: [String] {
    study.target.source.map { ["Target: \(study.target.what) (\($0))."] } ?? []
  }

  private static let strategy = Interval.Scope.theStrategy.rawValue
}
