internal import Analysis
internal import Statistics

/// What random genotypes say about searches: how truly supernets rank them, what a random search finds, and what a search costs.
extension RelaxationTables {
  /// All of these that the study has, in the order in which a report shows them.
  public func random() throws(ReportingError) -> [Table] {
    [try alone(), try ranking(), try rankingBySeed(), try rankingAgreement(), try costs()].compactMap(\.self)
  }

  /// tau-b of both ways of scoring, beside what needs no supernet; nil where no ranking was asked for.
  public func ranking() throws(ReportingError) -> Table? {
    guard let ranking = study.ranking else { return nil }
    let k = RelaxationRanking.k, best = ranking.bestBaseline, none = Table.Cell.text("")
    let scorings: [(name: String, ranks: (RelaxationRanking.Row) -> PredictorRow)] = [
      ("weight 1", { $0.unweighted }), ("the mixture's weights", { $0.weighted }),
    ]
    let rows = scorings.flatMap { scoring in
      ranking.rows.map { row in
        let ranks = scoring.ranks(row)
        return Table.Row(
          [
            .text(row.label), .number(Double(row.seeds.count)), .both(ranks.tau()),
            .strategy(ranks.tau(over: .withinStrata)), ranks.difference(to: best).map { .strategy($0) } ?? none,
            ranks.top?.value.map { .number($0.regret.value) } ?? .missing(ranks.top?.reason ?? ""),
          ], section: scoring.name)
      }
    }
    let lines = ranking.baselines.map { line in
      Table.Row(
        [.text(line.name), none, .both(line.tau()), .nets(line.tau(over: .withinStrata)), none, none], section: "baselines")
    }
    let references = [("replicate", ranking.lines.replicate), ("oracle", ranking.lines.oracle)].map { name, line in
      Table.Row([.text(name), none, .single(line, spans: 2), none, none, none], section: "reference lines")
    }
    let random = ranking.rows.first?.unweighted.top?.value?.randomRegret, repeated = ranking.runs.count { $0.count > 1 }
    let diverged = ranking.nets.count { $0.diverged }
    return try Table(
      "genotype-ranking", title: "How truly relaxed supernets rank: \(ranking.nets.count) random genotypes",
      columns: [
        .text("ranked by"), .number("supernets", decimals: 0),
        .number("tau-b", decimals: 2, intervals: [Self.these, Self.strategy]),
        .number("within equal skips", decimals: 2, intervals: [Self.strategy]),
        .number("minus \(best)", decimals: 2, intervals: [Self.strategy]), .number("regret@\(k)", unit: "points", decimals: 2),
      ], rows: rows + lines + references,
      notes: [
        "Accuracy under the supernet's weights on search-validation images against test accuracy of the same genotypes trained alone, once each"
          + (repeated > 0 ? " and \(repeated) twice" : "")
          + ". \(best) is the best of MACs, parameters and kept operations that are no skip, on these genotypes. Intervals of baselines and of reference lines are over genotypes."
      ] + (random.map { ["Random choice of \(k) genotypes has a regret of \($0.readable(2)) points."] } ?? [])
        + (ranking.lines.noise.value.map { ["Two trainings of one genotype differ with a standard deviation of \($0.readable(2)) points."] }
          ?? [])
        + (diverged == 0 ? [] : ["\(diverged) genotypes diverged alone: they rank last and are counted."])
        + (ranking.lacking.isEmpty
          ? [] : ["Not scored, for the space lacks operations of theirs at the end: \(ranking.lacking.joined(separator: "; "))."]))
  }

  /// tau-b of every supernet alone.
  public func rankingBySeed() throws(ReportingError) -> Table? {
    guard let ranking = study.ranking else { return nil }
    return try Table(
      "genotype-ranking-seeds", title: "The same, supernet by supernet",
      columns: [
        .text("seed"), .number("weight 1: tau-b", decimals: 2, intervals: ["genotypes"]),
        .number("the mixture's weights: tau-b", decimals: 2, intervals: ["genotypes"]),
      ],
      rows: ranking.rows.flatMap { row in
        row.seeds.indices.map { number in
          Table.Row(
            [.text("\(row.seeds[number])"), .single(row.unweighted.each[number]), .single(row.weighted.each[number])], section: row.label)
        }
      })
  }

  /// tau-b between supernets of the same and of different methods.
  public func rankingAgreement() throws(ReportingError) -> Table? {
    guard let ranking = study.ranking, !ranking.agreement.isEmpty else { return nil }
    return try Table("genotype-agreement", agreement: ranking.agreement, of: "methods")
  }

  /// Every ranked genotype with its target and its score under each supernet, for programs.
  public func rankingScores() throws(ReportingError) -> Table? {
    guard let ranking = study.ranking else { return nil }
    return try Table(
      "genotype-scores", title: "Scores of every random genotype",
      columns: [
        .text("genotype"), .number("skips", decimals: 0), .number("macs", decimals: 0), .number("parameters", decimals: 0),
        .number("target", decimals: 2),
      ]
        + ranking.searches.flatMap { search in
          ["one", "mixture"].map { Table.Column.number("\(search.label) seed \(search.seed) \($0)", decimals: 4) }
        },
      rows: ranking.nets.enumerated().map { number, net in
        let scores = ranking.searches.flatMap { [$0.unweighted[number], $0.weighted[number]] }
        return Table.Row(
          [.text(net.genotype)] + ([Double(net.skips), net.macs, net.parameters, mean(ranking.runs[number])] + scores).map { .number($0) })
      })
  }

  /// Test accuracy of what methods found beside that of random genotypes.
  public func alone() throws(ReportingError) -> Table {
    try Table(
      "alone", title: "Trained alone: searched and random genotypes",
      columns: [
        .text("genotypes"), .number("nets", decimals: 0), .number("mean skips, normal", decimals: 2),
        .number("mean MACs", unit: "millions", decimals: 2), .number("test accuracy", unit: "%", decimals: 2, intervals: ["nets"]),
        .number("sd", unit: "points", decimals: 2), .number("best on validation: test", unit: "%", decimals: 2),
      ],
      rows: study.alone.map { group in
        let lack = "none of its genotypes is a network", one = "one net has no standard deviation"
        return Table.Row(
          [
            .text(group.label), .number(Double(group.nets.count)),
            group.nets.isEmpty ? .missing(lack) : .number(mean(group.nets.map { Double($0.normalSkips) })),
            group.nets.isEmpty ? .missing(lack) : .number(mean(group.nets.map(\.macs)) / 1e6), .single(group.mean, scale: 100),
            group.deviation.map { .number(100 * $0) } ?? .missing(group.nets.isEmpty ? lack : one),
            group.best.map { .number(100 * $0.test) } ?? .missing(lack),
          ], section: group.origin == .searched ? "searched" : "random")
      },
      notes: [
        "Same channels, cells, recipe and images for all, one training each. Mean with a t interval over nets, sd over nets (n − 1): they hold what the "
          + "genotypes and what a second training would change. Best on validation: the net that a search of so many trainings returns."
      ]
        + study.alone.filter { $0.without > 0 }.map {
          "\($0.label): \($0.without) \($0.without == 1 ? "genotype keeps" : "genotypes keep") nothing in a cell and cannot be trained."
        })
  }

  /// What a search of each method took.
  public func costs() throws(ReportingError) -> Table {
    let lack = "no DARTS of first order in the study"
    return try Table(
      "costs", title: "What a search costs at equal epochs",
      columns: [
        .text("method"), .number("searches", decimals: 0), .number("epochs", decimals: 0), .number("CPU a search", unit: "h", decimals: 3),
        .number("CPU an epoch", unit: "s", decimals: 2), .number("least", decimals: 2), .number("most", decimals: 2),
        .number("peak memory", unit: "MB", decimals: 0), .number("time, DARTS = 1", decimals: 2), .number("memory, DARTS = 1", decimals: 2),
      ],
      rows: study.costs.map { cost in
        Table.Row([
          .text(cost.label), .number(Double(cost.seeds)), .number(Double(cost.epochs)), .number(cost.seconds / 3_600), .number(cost.epoch),
          .number(cost.leastEpoch), .number(cost.mostEpoch), .number(Double(cost.peakBytes) / 1_048_576),
          cost.relativeTime.map { .number($0) } ?? .missing(lack), cost.relativeMemory.map { .number($0) } ?? .missing(lack),
        ])
      },
      notes: [
        "Processor time of a worker from its start to its run file, with all that is scored on the way; mean over seeds, least and most of them. Peak memory is the "
          + "worker's largest resident size. DARTS: the study's first method of first order with all channels."
      ])
  }

  private static let these = Interval.Scope.theseSupernets.rawValue, strategy = Interval.Scope.theStrategy.rawValue
}
