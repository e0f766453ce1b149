internal import Analysis
internal import Statistics

/// Random genotypes under the supernets of a study of searches: a scatter and a map, where a ranking was asked for.
extension RelaxationFigures {
  /// Rows of supernets that a map can hold and be read.
  private static let mostRows = 24

  static func ranking(_ study: RelaxationStudy, _ footer: Footer, _ looks: Looks) -> [any Drawing] {
    guard let ranking = study.ranking, !ranking.rows.isEmpty else { return [] }
    return [scatter(ranking, footer, looks), map(ranking, footer)]
  }

  private static func scatter(_ ranking: RelaxationRanking, _ footer: Footer, _ looks: Looks) -> OneShotScatter {
    let references = [("replicate", ranking.lines.replicate), ("oracle", ranking.lines.oracle)].compactMap { name, line in
      line.value.map { Reference(name, Reading($0)) }
    }
    let panels = ranking.rows.compactMap { row -> OneShotScatter.Panel? in
      let columns = ranking.searches.filter { $0.label == row.label }.map(\.unweighted)
      // A genotype that diverged has no place on the axes; tau ranks it last and counts it.
      let points = ranking.nets.indices.filter { net in ranking.runs[net].allSatisfy { $0 > 0 } && columns.allSatisfy { $0[net] >= 0 } }
        .map { net in
          let own = columns.map { $0[net] }, alone = ranking.runs[net].map { $0 / 100 }
          return OneShotScatter.Point(x: mean(own), y: mean(alone), xError: deviation(own), yError: deviation(alone))
        }
      guard !points.isEmpty else { return nil }
      var panel = OneShotScatter.Panel(
        row.label, points: points, tau: row.unweighted.tau().value.map { Reading($0.theStrategy) },
        interval: Interval.Scope.theStrategy.rawValue,
        supernets: row.seeds.count, seeds: ClosedRange(spanning: ranking.runs.map(\.count)), references: references)
      panel.total = ranking.nets.count
      return panel
    }
    var figure = OneShotScatter(
      "genotype-scatter", panels: panels, x: Axis("Accuracy under the supernet", unit: "%", scale: 100),
      y: Axis("Test accuracy alone", unit: "%", scale: 100), footer: footer, looks: looks)
    figure.words =
      "The same \(ranking.nets.count) random genotypes in every panel: search-validation accuracy cut out of a method's relaxed supernets, each kept operation with weight "
      + "1 (mean over supernets), against test accuracy trained alone. Bars: sd over supernets and, where a genotype was trained twice, over trainings. Brackets: 95 % interval of the strategy."
    return figure
  }

  private static func map(_ ranking: RelaxationRanking, _ footer: Footer) -> AgreementMap {
    let each = max(1, (mostRows - ranking.baselines.count - 1) / ranking.rows.count)
    var groups: [AgreementMap.Group] = [], kept: [Int] = [], first = 0
    for row in ranking.rows {
      let shown = row.seeds.prefix(each)
      groups.append(AgreementMap.Group(row.label, rows: shown.map { "seed \($0)" }))
      kept += first..<first + shown.count
      first += row.seeds.count
    }
    for (number, label) in ranking.map.labels.enumerated().dropFirst(first) {
      groups.append(AgreementMap.Group(label, rows: [label]))
      kept.append(number)
    }
    let values = kept.map { row in kept.map { row == $0 ? nil : ranking.map.taus[row][$0].value } }
    return AgreementMap("genotype-agreement", groups: groups, values: values, footer: footer)
  }
}
