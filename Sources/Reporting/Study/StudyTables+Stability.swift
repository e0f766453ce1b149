internal import Analysis
internal import Statistics

/// What tables say about how steady supernets are: their scores within equal depth, their losses.
extension StudyTables {
  /// A row a supernet.
  public func stability() throws(ReportingError) -> Table {
    let metric = study.metric,
      shown = { (value: Double?) -> Table.Cell in value.map { .number(metric.scale * $0) } ?? .missing("not computed") }
    return try Table(
      "stability", title: "How steady supernets are",
      columns: [
        .text("strategy"), .text("seed"), .number("sd within depth", unit: metric.differenceUnit, decimals: 2),
        .number("10 % to 90 % within depth", unit: metric.differenceUnit, decimals: 2),
        .number("sd of fixed paths", unit: metric.differenceUnit, decimals: 2),
        .number("mean change of loss", unit: metric.lossUnit, decimals: 3),
      ],
      rows: study.strategies.flatMap { row in
        row.seeds.indices.map { number in
          let spread = row.spreads[number].value, training = row.training
          let change = training.lossChanges.indices.contains(number) ? training.lossChanges[number] : nil
          return Table.Row([
            .text(row.strategy), .text("\(row.seeds[number])"), shown(spread?.deviation), shown(spread.map { $0.width }),
            shown(training.pathDeviations.indices.contains(number) ? training.pathDeviations[number] : nil),
            change.map { .number($0) } ?? .missing("there are not two snapshots with a loss"),
          ])
        }
      },
      notes: [
        "One-shot scores of the design's nets; the standard deviation is a geometric mean over depths of five nets and more, the width of the band is the mean over nets. "
          + "Changes of the training loss are between snapshots."
      ])
  }

  /// A row a strategy and depth, the mean over its supernets.
  public func bands() throws(ReportingError) -> Table {
    try Table(
      "bands", title: "One-shot \(study.metric.name) by depth, mean over supernets",
      columns: [.text("strategy"), .number("depth", decimals: 0), .number("nets", decimals: 0)]
        + ["10 %", "median", "90 %", "sd"].map { .number($0, unit: study.metric.unit == "%" ? "% right" : study.metric.unit, decimals: 2) },
      rows: study.strategies.flatMap { row in
        row.bands.map { band, deviation in
          Table.Row([
            .text(row.strategy), .number(Double(band.depth)), .number(Double(band.nets)), .number(study.metric.scale * band.low),
            .number(study.metric.scale * band.median),
            .number(study.metric.scale * band.high), deviation.map { .number(study.metric.scale * $0) } ?? .missing("one net"),
          ])
        }
      })
  }
}

extension StrategyRow {
  /// By rising depth, the mean over its supernets, with the standard deviation where a depth has two nets.
  var bands: [(band: OneShotBands.Band, deviation: Double?)] {
    let spreads = spreads.compactMap(\.value), count = Double(spreads.count)
    return (spreads.first?.bands ?? []).enumerated().map { number, band in
      func mean(_ value: (StratumSpread.Band) -> Double) -> Double { spreads.reduce(0) { $0 + value($1.bands[number]) } / count }
      return (
        OneShotBands.Band(depth: band.stratum, nets: band.count, low: mean(\.low), median: mean(\.median), high: mean(\.high)),
        band.deviation == nil ? nil : mean { $0.deviation ?? 0 }
      )
    }
  }
}

extension StratumSpread {
  /// The width of the bands from 10 % to 90 %, the mean over nets.
  fileprivate var width: Double {
    let nets = bands.reduce(0) { $0 + $1.count }
    return bands.reduce(0) { $0 + Double($1.count) * ($1.high - $1.low) } / Double(nets)
  }
}
