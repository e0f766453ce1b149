public import Analysis
internal import Digests
internal import Statistics

/// The figures of a study of published tables, in the order in which a report shows them.
public struct PublishedFigures: Sendable {
  public let drawings: [any Drawing]

  public init(_ study: TablesStudy) {
    drawings = [
      Self.scatter(study), Self.percentiles(study), Self.slices(study), Self.ranks(study.angles), Self.searched(study.searched),
      Self.skips(study),
    ]
  }

  private static func footer(_ study: TablesStudy, _ places: Range<Int>, nets: Int? = nil) -> Footer {
    Footer(nets: nets, digests: study.sources[places].compactMap { Digest(hex: $0.digest) }, remark: "published data")
  }

  /// A panel a supernet; `place` says where a column's values stand on an axis.
  private static func cells(_ study: TablesStudy, place: ([Double]) -> [Double]) -> [OneShotScatter.Panel] {
    let cells = study.cells, taus = cells.rows.first?.taus ?? [], trained = place(cells.trained)
    return [(CellStudy.oneShotName, cells.oneShot), (CellStudy.fewShotName, cells.fewShot)].enumerated().map { number, own in
      OneShotScatter.Panel(
        own.0, points: zip(place(own.1), trained).map { OneShotScatter.Point(x: $0, y: $1) },
        tau: taus.indices.contains(number) ? taus[number].value.map(Reading.init) : nil, supernets: number == 0 ? 1 : nil)
    }
  }

  private static func scatter(_ study: TablesStudy) -> OneShotScatter {
    var figure = OneShotScatter(
      panels: cells(study) { $0 }, x: Axis("Accuracy under the supernet", unit: "%"), y: Axis("Accuracy after training", unit: "%"),
      footer: footer(study, 0..<2), looks: Looks(of: study.cells.predictors))
    figure.words =
      "CIFAR-10 test accuracy of NAS-Bench-201's \(study.cells.trained.count.grouped) cells after training (NATS-Bench) against that under one supernet of "
      + "all cells and under supernets of a part each (few-shot NAS). Colour: cells of the space per cell of the grid, logarithmic. Brackets: "
      + "95 % interval over cells; another seed moves tau more."
    return figure
  }

  private static func percentiles(_ study: TablesStudy) -> OneShotScatter {
    var figure = OneShotScatter(
      "one-shot-ranks",
      panels: cells(study) { column in
        RankChanges.places(column).map { 100 * (Double(column.count) - $0) / Double(max(1, column.count - 1)) }
      }, x: Axis("Cells ranked below, under the supernet", unit: "%"), y: Axis("Cells ranked below, after training", unit: "%"),
      footer: footer(study, 0..<2), looks: Looks(of: study.cells.predictors))
    figure.words =
      "The same cells by rank: the share of cells that each leaves behind. A perfect predictor would lie on the diagonal; the upper right is where a "
      + "search looks."
    return figure
  }

  private static func slices(_ study: TablesStudy) -> TauBySlice {
    let cells = study.cells, shown = [0, 1, 3]
    var figure = TauBySlice(
      strategies: shown.map { cells.predictors[$0] },
      slices: cells.rows.filter { $0.images == .cifar10 }.map { row in
        TauBySlice.Slice(
          row.population, nets: row.cells, taus: shown.map { row.taus[$0].value.map(Reading.init) },
          oracle: row.population == CellStudy.distinctName ? cells.oracle.value?.value : nil)
      }, footer: footer(study, 0..<2), looks: Looks(of: cells.predictors))
    figure.words =
      "Kendall's tau-b of published supernets and of multiply-adds with CIFAR-10 accuracy after training, by population of NAS-Bench-201's cells; bars "
      + "are 95 % intervals over cells. Choosing the best by the target itself conditions on the outcome and reads too low; the accuracy on "
      + "CIFAR-100 is another training's. Oracle: a perfect predictor against the same noise."
    return figure
  }

  private static func ranks(_ angles: AngleRanks) -> OneShotScatter {
    var figure = OneShotScatter(
      "rank-lists",
      panels: angles.columns.map { column in
        OneShotScatter.Panel(
          column.images.rawValue, points: zip(column.angle, column.trained).map { OneShotScatter.Point(x: $0, y: $1) },
          tau: Reading(column.tau), references: column.withinTens.value.map { [Reference("within tens", Reading($0))] } ?? [])
      }, x: Axis("Rank by angle"), y: Axis("Rank by training"), footer: Footer(remark: "AngleNAS, published data"))
    figure.words =
      "Ranks of \(angles.columns.first?.trained.count ?? 0) cells of NAS-Bench-201 by the angle between initial and trained supernet weights against their ranks after "
      + "training, 1 the best, as AngleNAS published them. Brackets: 95 % interval over cells. Within tens: tau of pairs of the same ten ranks."
    return figure
  }

  private static func searched(_ rows: [SearchedNetsRow]) -> OneShotScatter {
    var figure = OneShotScatter(
      "searched-nets",
      panels: rows.map { row in
        OneShotScatter.Panel(
          row.nets.name,
          points: row.nets.nets.map { OneShotScatter.Point(x: $0.macs, y: $0.accuracy, yError: SearchedNets.noise) },
          tau: row.macs.value.map(Reading.init))
      }, x: Axis("Multiply-adds", unit: "millions"), y: Axis("CIFAR-10 test accuracy", unit: "%"), footer: Footer(remark: "published data"))
    figure.words =
      "Published accuracies and multiply-adds of the nets of repeated searches. Bars: one standard deviation, \(SearchedNets.noise.decimals(3)) points, between "
      + "\(SearchedNets.retrained.count) trainings of one DARTS-space net, published for another recipe (PR-DARTS). tau is that of accuracy with multiply-adds."
    return figure
  }

  private static func skips(_ study: TablesStudy) -> SkipsByEpoch {
    SkipsByEpoch(
      panels: study.skips.groups.map { group in
        SkipsByEpoch.Panel(
          group.name, seeds: group.trajectories.map(\.skips), median: group.median,
          kept: group.trajectories.flatMap(\.kept).reduce(0) { max($0, $1) }, chance: group.chance, low: group.low, high: group.high)
      }, footer: footer(study, 4..<6))
  }
}
