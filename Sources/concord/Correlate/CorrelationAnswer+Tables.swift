import Analysis
import Reporting
import Statistics

/// The tables that `concord correlate` prints.
extension CorrelationAnswer {
  var tables: [Table] {
    get throws(ReportingError) {
      var tables = [try scores]
      if !study.differences.isEmpty { tables.append(try differences) }
      if showsRanks { tables.append(try ranks) }
      if conventions != nil { tables.append(try conventionTable) }
      return tables
    }
  }

  private var hasStrategies: Bool { study.columns.predictions.contains(where: \.isStrategy) }

  /// What stands in brackets behind a tau: both intervals where one more training would give other scores.
  private var intervals: [String] {
    hasStrategies
      ? [Interval.Scope.theseSupernets.rawValue, Interval.Scope.theStrategy.rawValue].map { "\($0), \(study.level.percent)" }
      : [study.level.percent]
  }

  private var scores: Table {
    get throws(ReportingError) {
      let top = study.predictions[0].ranks.top?.value, k = top.map { "\($0.k)" } ?? "k"
      // Accuracies are shares or per cent: regret shows three digits or so either way.
      let regretDecimals = top.map { abs($0.randomRegret) >= 1 ? 2 : 4 } ?? 2
      var columns: [Table.Column] = [.text("scores"), .number("tau-b", decimals: 3, intervals: intervals)]
      if let strata = study.columns.strata { columns.append(.number("within \(strata.name)", decimals: 3, intervals: intervals)) }
      columns += slices.map { .number("best \(Int(100 * $0)) % predicted", decimals: 3, intervals: intervals) }
      columns += ["tau-a", "weighted tau", "Spearman", "Pearson"].map { .number($0, decimals: 3) }
      columns += [.number("P@\(k)", decimals: 2), .number("BR@\(k)", decimals: 3), .number("regret@\(k)", decimals: regretDecimals)]
      func blank(_ count: Int) -> [Table.Cell] { [Table.Cell](repeating: .text(""), count: count) }
      let all = study.predictions.map { ($0, "") } + study.baselines.map { ($0, "baselines") }
      var rows = all.map { Table.Row(cells($0), section: $1) }
      for (name, line) in [("replicate", study.lines.replicate), ("oracle", study.lines.oracle)] {
        guard let estimate = line.value else { continue }
        let spans = [Table.Span(estimate)] + (hasStrategies ? [nil] : [])
        rows.append(Table.Row([.text(name), .estimate(estimate.value, spans)] + blank(columns.count - 2), section: "reference lines"))
      }
      if let top {
        let numbers: [Table.Cell] = [.number(top.randomPrecision), .number(top.randomBestRank), .number(top.randomRegret)]
        rows.append(Table.Row([.text("random choice")] + blank(columns.count - 4) + numbers, section: "reference lines"))
      }
      return try Table(
        "correlation", title: "\(study.columns.source): n = \(study.count) architectures, target \(study.columns.seeds.title)",
        columns: columns,
        rows: rows, notes: notes)
    }
  }

  /// Shares of the predicted best in which there are enough architectures for any prediction.
  private var slices: [Double] {
    CorrelationStudy.shares.filter { share in
      study.predictions.contains { $0.ranks.tau(over: .amongPredictedBest(share: share)).value != nil }
    }
  }

  private func cells(_ row: CorrelationStudy.Row) -> [Table.Cell] {
    let own = row.correlations
    var cells: [Table.Cell] = [.text(row.name), cell(row.ranks.tau(), "")]
    if let strata = study.columns.strata {
      cells.append(
        cell(row.ranks.tau(over: .withinStrata), "no two architectures of equal \(strata.name) differ in scores and target"))
    }
    cells += slices.map { cell(row.ranks.tau(over: .amongPredictedBest(share: $0)), "fewer than 20 architectures, or all tied") }
    cells += [own.tauA, own.weightedTau, own.spearman].map { .number($0) }
    cells.append(own.pearson.map { .number($0) } ?? .missing("architectures that failed have no value"))
    guard let top = row.ranks.top?.value else { return cells + [Table.Cell](repeating: .missing("fewer than k architectures"), count: 3) }
    return cells + [.number(top.precision.value), .number(top.bestRank.value), .number(top.regret.value)]
  }

  private func cell(_ answer: Measured<TwoIntervals>, _ reason: String) -> Table.Cell {
    answer.value.map { cell($0) } ?? .missing(reason)
  }

  private func cell(_ two: TwoIntervals) -> Table.Cell {
    .estimate(two.value, [Table.Span(two.theseSupernets)] + (hasStrategies ? [Table.Span(two.theStrategy)] : []))
  }

  private var differences: Table {
    get throws(ReportingError) {
      let rows = study.differences.map { own in
        Table.Row([
          .text("\(own.first) − \(own.second)"), cell(own.tau),
          own.tau.minimumDetectableDifference.map { .number($0) } ?? .text("–"), own.adjustedP.map { .probability($0) } ?? .text("–"),
        ])
      }
      var notes: [String] = []
      let judged = study.differences.count { $0.adjustedP != nil }
      if judged > 1 {
        notes.append("p: two-sided, adjusted for \(judged) differences by Holm's method\(group == nil ? "" : ", within this group alone").")
      }
      if !hasStrategies && judged > 0 { notes.append(CorrelationStudy.Difference.overNets) }
      if study.columns.predictions.filter(\.isStrategy).count > 1 { notes += [study.differences.pairing].compactMap(\.self) }
      if hasStrategies, study.differences.contains(where: { $0.adjustedP == nil }) {
        notes.append("No p where a strategy has one supernet: nobody has seen it trained again.")
      }
      return try Table(
        "differences", title: "Paired differences of tau-b on the same architectures",
        columns: [
          .text("scores"), .number("difference", decimals: 3, intervals: intervals), .number("minimum detectable", decimals: 3),
          .number(rows.count > 1 ? "p (Holm)" : "p", decimals: 4),
        ], rows: rows, notes: notes)
    }
  }

  /// The most architectures that the table of ranks shows.
  private static let mostRanks = 50

  private var ranks: Table {
    get throws(ReportingError) {
      guard let own = study.resolution.value else {
        return try Table(
          "ranks", title: "Ranks by the target", columns: [.text("ranks")], rows: [Table.Row([.missing(study.resolution.reason ?? "")])])
      }
      let order = nets.indices.sorted { (own.ranks[$0].rank, $0) < (own.ranks[$1].rank, $1) }, tied = own.size(ofGroup: 1)
      return try Table(
        "ranks", title: "Ranks by the target, and what its seeds allow",
        columns: [
          .text("architecture"), .number("mean", decimals: 3), .number("rank", decimals: 1), .number("from", decimals: 0),
          .number("to", decimals: 0), .number("group", decimals: 0),
        ],
        rows: order.prefix(Self.mostRanks).map { net in
          let ranks = own.ranks[net]
          return Table.Row([
            .text(nets[net]), .number(study.target[net]), .number(ranks.rank), .number(Double(ranks.low)), .number(Double(ranks.high)),
            .number(Double(own.groups[net])),
          ])
        },
        notes: [
          "from, to: ranks that an architecture may have at \(study.level.percent), by t intervals of its differences to all others (Bonferroni).",
          "Group 1: what cannot be told from the best, \(tied) of \(nets.count); group 2: of the rest, what cannot be told from the rest's best; and so on.",
          "Seeds differ by \(own.noise.fixed(3)) (sd, \(own.degreesOfFreedom) degrees of freedom) and tell \((100 * own.separableShare).fixed(0)) % of pairs apart.",
        ] + (order.count > Self.mostRanks ? ["The best \(Self.mostRanks) are shown; --json has all \(order.count)."] : []))
    }
  }

  private var conventionTable: Table {
    get throws(ReportingError) {
      guard let conventions else { throw .empty(figure: "conventions", what: "the audit") }
      return try Table(
        conventions: conventions, target: study.columns.seeds.title,
        ensembles: study.columns.predictions.filter { $0.columns.count > 1 }.map(\.name))
    }
  }

  /// What a reader must know besides.
  private var notes: [String] {
    var notes = [
      hasStrategies
        ? "These supernets: jackknife over these architectures. The strategy: over supernets too, which is what claims about a method need."
        : "Intervals: jackknife over these architectures; they say nothing of another training of the same method."
    ]
    let seeds = study.columns.seeds.counts
    if study.columns.seeds.names.count > 1 && study.columns.seeds.constant.isEmpty {
      let line =
        study.lines.oracle.value == nil
        ? "no oracle line, for noise explains all differences" : "oracle from \(study.effort.oracleDraws) draws"
      let share =
        study.lines.resolvableShare.value.map { "; \((100 * $0).fixed(0)) % of pairs differ by more than twice their noise" } ?? ""
      let count = seeds.lowerBound == seeds.upperBound ? "\(seeds.upperBound)" : "\(seeds.lowerBound)–\(seeds.upperBound)"
      notes.append("R = \(count) seeds, \(line)\(share).")
    }
    if let noise = study.lines.noiseByStratum?.value, !noise.isPooled {
      notes.append(
        "Noise differs between strata (Levene's p = \((noise.p ?? 0).fixed(3))): the oracle line and the share of pairs take that of each net's own."
      )
    }
    let taus = (study.predictions + study.baselines).compactMap { $0.ranks.tau().value }
    if let reason = taus.first?.theseSupernets.absence { notes.append("No interval: \(reason.rawValue).") }
    if taus.contains(where: { $0.theseSupernets.interval?.flags.contains(.degenerate) ?? false }) {
      notes.append("An interval is degenerate: tau is ±1 or does not vary, and the two closest architectures were swapped to get one.")
    }
    if taus.contains(where: { $0.theStrategy.interval?.flags.contains(.fewSupernets) ?? false }) {
      notes.append("Fewer than four supernets: the spread between them is hardly known.")
    }
    return notes + study.remarks
  }
}

extension CorrelationStudy.Difference {
  /// What the p of a difference of columns is of.
  static let overNets = "p is of the interval over these architectures: it says nothing of another training."
}

extension [CorrelationStudy.Difference] {
  /// Over which seeds strategies are compared, a sentence; nil of no difference.
  var pairing: String? {
    guard !isEmpty else { return nil }
    let paired = compactMap(\.commonSeeds)
    guard let common = paired.first else { return "The strategies have fewer than two seeds in common: their spreads add up." }
    return paired.allSatisfy { $0 == common }
      ? "Strategies are compared seed by seed over seeds \(common.map(String.init).joined(separator: ", "))."
      : "Strategies are compared seed by seed over the seeds that both have."
  }
}
