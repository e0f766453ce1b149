public import Analysis
public import Digests
internal import Statistics
internal import Streams

/// The figures of a ranking study, in the order in which a report shows them; one that the data cannot give is left out with
/// its reason.
public struct StudyFigures: Sendable {
  public let drawings: [any Drawing]
  /// Figures that are missing, and why.
  public let absent: [String]

  /// - Parameters:
  ///   - study: from run files.
  ///   - digests: of the run files that it rests on, for the footers.
  public init(_ study: RankingStudy, digests: [Digest]) {
    let view = StudyView(study, digests: digests)
    guard !study.strategies.isEmpty else {
      (drawings, absent) = ([view.incomplete, view.costs(.macs), view.costs(.parameters), view.agreement].compactMap(\.self), [])
      return
    }
    var absent: [String] = []
    func want(_ name: String, _ drawing: (any Drawing)?, _ reason: String) -> (any Drawing)? {
      if drawing == nil { absent.append("\(name): \(reason)") }
      return drawing
    }
    drawings = [
      want("scatter", view.scatter, "every net diverged in some run"), view.incomplete, view.costs(.macs), view.costs(.parameters),
      view.publishedScatter, view.publishedPlane,
      want("histograms", view.histograms, "no population besides the design was scored"), view.publishedHistograms,
      want("small studies", view.smallStudies, "there are not two strategies with a common seed and enough nets"),
      want("tau by passes", view.tauByPasses, "no snapshot before the last was scored on ten nets"),
      want("tau by level", view.tauByLevel, "no supernet has a training level"), view.tauBySlice,
      want("bands", view.bands, "all nets have one depth"), view.agreement,
      want("rank changes", view.rankChanges, "there are not two nets"),
    ].compactMap { $0 }
    self.absent = absent
  }
}

/// A study as figures want it: accuracies as fractions, intervals as readings.
struct StudyView {
  let study: RankingStudy
  /// That of figures that show no supernet.
  let alone: Footer
  private let footer: Footer, supernets: Int, seeds: ClosedRange<Int>?
  /// Of all strategies, and of those that are drawn beside them as published.
  private let looks: Looks

  init(_ study: RankingStudy, digests: [Digest]) {
    self.study = study
    looks = Looks(of: study.strategies.map(\.strategy) + FairNASFigure1.scatter.map(Self.strategy))
    supernets = study.strategies.map(\.seeds.count).max() ?? 0
    seeds = ClosedRange(spanning: study.nets.map(\.target.count))
    footer = Footer(nets: study.nets.count, supernets: supernets, seeds: seeds, digests: digests)
    alone = Footer(nets: study.nets.count, seeds: seeds, digests: digests)
  }

  private var references: [Reference] {
    [("replicate", study.lines.replicate), ("oracle", study.lines.oracle)].compactMap { name, answer in
      answer.value.map { Reference(name, Reading($0)) }
    }
  }

  var scatter: (any Drawing)? {
    let panels = study.strategies.enumerated().compactMap { number, row -> OneShotScatter.Panel? in
      // A net that diverged in any run has no place on the axes; tau ranks it last and counts it.
      let points = study.nets.filter { net in
        net.oneShot[number].allSatisfy { $0 >= study.metric.least }
          && net.target.allSatisfy { $0 > study.metric.scale * study.metric.least }
      }
      .map { net in
        let one = net.oneShot[number], alone = net.target.map { $0 / study.metric.scale }
        return OneShotScatter.Point(x: mean(one), y: mean(alone), xError: deviation(one), yError: deviation(alone))
      }
      guard !points.isEmpty else { return nil }
      var panel = OneShotScatter.Panel(
        row.strategy, points: points, tau: row.ranks.tau().value.map { Reading($0.theStrategy) },
        interval: Interval.Scope.theStrategy.rawValue,
        supernets: row.seeds.count, seeds: seeds, references: references)
      panel.total = study.nets.count
      return panel
    }
    return panels.isEmpty ? nil : OneShotScatter(panels: panels, x: study.metric.oneShot, y: targetAxis, footer: footer, looks: looks)
  }

  private var targetAxis: Axis {
    study.target.source == nil ? study.metric.standAlone : Axis("Published accuracy", unit: "%", scale: 100, what: study.target.what)
  }

  /// FairNAS's nets were classifiers.
  var publishedScatter: (any Drawing)? {
    guard study.metric.unit == "%" else { return nil }
    return OneShotScatter("published-scatter", panels: FairNASFigure1.scatter, footer: Footer(remark: FairNASFigure1.source))
  }

  /// Of nets that enlarge images, beside `costs`.
  var publishedPlane: (any Drawing)? { study.metric.unit == "dB" ? PublishedSuperResolution.plane() : nil }

  var histograms: (any Drawing)? {
    let panels = study.populations.filter { $0.name != study.primary.population }.reduce(into: [AccuracyHistograms.Panel]()) {
      panels, own in
      if own.scores.count >= 20, !panels.contains(where: { $0.title == own.strategy }), own.name == histogramName {
        panels.append(AccuracyHistograms.Panel(own.strategy, values: own.scores))
      }
    }
    return panels.isEmpty ? nil : AccuracyHistograms(panels: panels, axis: study.metric.oneShot, footer: Footer(supernets: 1), looks: looks)
  }

  var publishedHistograms: (any Drawing)? {
    guard study.metric.unit == "%" else { return nil }
    return AccuracyHistograms("published-histograms", panels: FairNASFigure1.histograms, footer: Footer(remark: FairNASFigure1.source))
  }

  /// The largest population besides the design.
  private var histogramName: String? { study.populations.max { $0.scores.count < $1.scores.count }?.name }

  var smallStudies: (any Drawing)? {
    // The strategy of the first claim, for which 13 nets were published, where it was studied.
    let claimed = study.primary.claims.first?.first, panels = study.thirteenNets.filter { $0.studies.value != nil }
    guard let panel = panels.first(where: { $0.first == claimed }) ?? panels.first, let studies = panel.studies.value else { return nil }
    func name(_ design: SmallStudy.Design) -> String {
      switch design {
      case .uniform: design.rawValue
      case .evenInFirst: "evenly spaced in \(panel.first)"
      case .evenInSecond: "evenly spaced in \(panel.second)"
      }
    }
    let published: [(PublishedTau, SmallStudyFigure.Published.Place)] = [(.fairNAS, .first), (.spos, .second)].filter { tau, place in
      tau.name == (place == .first ? panel.first : panel.second)
    }
    return SmallStudyFigure(
      first: panel.first, second: panel.second,
      designs: studies.map { SmallStudyFigure.Design(name($0.design), first: $0.first, second: $0.second) },
      published: published.map { tau, place in
        let estimate = tau.estimate(random: RandomStream(seed: study.primary.seed, tau.name))
        return SmallStudyFigure.Published(tau.name, Reading(estimate), in: place)
      }, footer: footer)
  }

  var tauByPasses: (any Drawing)? {
    let names = study.strategies.map(\.strategy)
    func curves(_ value: (PassesPoint) -> Double?) -> [TauByPasses.Curve] {
      names.compactMap { name in
        let points = study.tauAgainstPasses.filter { $0.strategy == name }
        let passes = Set(points.map(\.passes)).sorted()
        let rows: [(Int, Reading)] = passes.compactMap { passes in
          let values = points.filter { $0.passes == passes }.compactMap(value)
          guard let low = values.min(), let high = values.max() else { return nil }
          return (passes, Reading(mean(values), low: low, high: high))
        }
        guard rows.count > 1 else { return nil }
        return TauByPasses.Curve(name, passes: rows.map { Double($0.0) }, readings: rows.map(\.1), flag: flag(name))
      }
    }
    let taus = curves { $0.tau.value?.value }
    guard !taus.isEmpty else { return nil }
    let probes = curves(\.probeScore), losses = curves(\.loss)
    var panels = [TauByPasses.Panel(Axis("Kendall's tau-b"), curves: taus, references: references)]
    if probes.map(\.name) == taus.map(\.name) {
      panels.append(TauByPasses.Panel(study.metric.ofPaths, curves: probes))
    }
    if losses.map(\.name) == taus.map(\.name) { panels.append(TauByPasses.Panel(study.metric.loss, curves: losses)) }
    var figure = TauByPasses(panels: panels, isOneSchedule: true, band: "range over supernets", footer: footer, looks: looks)
    let nets = study.tauAgainstPasses.compactMap { $0.tau.value?.count }.max()
    if nets != study.nets.count { figure.followed = nets }
    return figure
  }

  /// Every supernet of this study beside the four series of FairNAS's Fig. 1, whose training levels differ as much.
  var tauByLevel: (any Drawing)? {
    let own = study.strategies.map { row in
      TauByLevel.Series(
        row.strategy,
        points: study.levels.filter { $0.strategy == row.strategy }.compactMap { point in
          point.tau.value.map { TauByLevel.Point(level: point.level, tau: $0.value) }
        })
    }.filter { !$0.points.isEmpty }
    guard !own.isEmpty else { return nil }
    let published = FairNASFigure1.scatter.compactMap { panel in
      panel.tau.map { tau in
        TauByLevel.Series(
          Self.strategy(panel),
          points: [TauByLevel.Point(level: mean(panel.points.map(\.x)), tau: tau.value)])
      }
    }
    var panels = [TauByLevel.Panel("here", series: own, axis: study.metric.ofPaths, correlation: study.levelCorrelation.value)]
    if study.metric.unit == "%" {
      let axis = Axis("Mean one-shot accuracy of 13 nets", unit: "%", scale: 100)
      panels.append(TauByLevel.Panel("Chu et al. 2021, Fig. 1, published", series: published, axis: axis, marks: "published series"))
    }
    return TauByLevel(panels: panels, footer: footer, looks: looks)
  }

  /// A published series under the name that strategies have here.
  private static func strategy(_ panel: OneShotScatter.Panel) -> String { panel.title == "EF (k = 6)" ? "EF" : panel.title }

  /// "not trained" where any supernet of the strategy is, else what they did at the end unless they were settled; nil where that is not known.
  private func flag(_ name: String) -> String? {
    guard let training = study.strategies.first(where: { $0.strategy == name })?.training else { return nil }
    if training.levels.contains(where: { $0.value?.isNotTrained ?? false }) { return "not trained" }
    return training.lateGain.value.flatMap { $0.state == .settled ? nil : $0.state.rawValue }
  }

  var tauBySlice: any Drawing {
    func slice(_ name: String, _ taus: [Measured<TwoIntervals>], _ replicate: Measured<Estimate>?, _ oracle: Measured<Estimate>?)
      -> TauBySlice.Slice
    {
      TauBySlice.Slice(
        name, nets: taus.compactMap { $0.value?.theStrategy.count }.max() ?? 0,
        taus: taus.map { answer in answer.value.flatMap { Reading($0.theStrategy) } },
        replicate: replicate?.value?.value, oracle: oracle?.value?.value)
    }
    let rows = study.strategies, lines = study.lines
    func taus(_ pairs: ComparedPairs) -> [Measured<TwoIntervals>] { rows.map { $0.ranks.tau(over: pairs) } }
    return TauBySlice(
      strategies: rows.map(\.strategy),
      slices: [
        slice(study.isCensus ? "all nets" : "design", taus(.all), lines.replicate, lines.oracle),
        study.isCensus ? nil : slice("space", taus(.ofSpace), nil, nil),
        slice("within depth", taus(.withinStrata), lines.replicateWithinStrata, lines.oracleWithinStrata),
        slice("resolvable pairs", taus(.resolvable), nil, nil),
        slice("predicted top half", taus(.amongPredictedBest(share: 0.5)), nil, nil),
        slice("predicted top quarter", taus(.amongPredictedBest(share: 0.25)), nil, nil),
      ].compactMap(\.self).filter { $0.taus.contains { $0 != nil } }, footer: footer, looks: looks)
  }

  /// Where nets differ in depth.
  var bands: (any Drawing)? {
    let panels = study.strategies.map { OneShotBands.Panel($0.strategy, bands: $0.bands.map(\.band)) }.filter { $0.bands.count > 1 }
    return panels.isEmpty
      ? nil : OneShotBands(panels: panels, axis: study.metric.oneShot, reference: study.primary.reference, footer: footer, looks: looks)
  }

  var agreement: any Drawing {
    let labels = study.agreement.labels
    var groups: [AgreementMap.Group] = []
    for label in labels {
      let name = study.strategies.map(\.strategy).first { label.hasPrefix("\($0) ") } ?? label
      if groups.last?.name == name {
        groups[groups.count - 1].rows.append(String(label.dropFirst(name.count + 1)))
      } else {
        groups.append(AgreementMap.Group(name, rows: [name == label ? label : String(label.dropFirst(name.count + 1))]))
      }
    }
    let values = study.agreement.taus.enumerated().map { row, taus in
      taus.enumerated().map { column, tau in row == column ? nil : tau.value }
    }
    return AgreementMap(groups: groups, values: values, footer: footer)
  }

  var rankChanges: (any Drawing)? {
    guard study.nets.count > 1 else { return nil }
    let target = RankChanges.Ranking(study.target.name, scores: study.nets.map { mean($0.target) })
    return RankChanges(
      rankings: [target]
        + study.strategies.enumerated().map { number, row in
          RankChanges.Ranking("\(row.strategy), seed \(row.seeds[0])", scores: study.nets.map { $0.oneShot[number][0] })
        }, footer: footer)
  }
}

extension Reading {
  init(_ estimate: Estimate) { self.init(estimate.value, low: estimate.interval?.low, high: estimate.interval?.high) }
}

func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

/// With n − 1; nil for one value.
func deviation(_ values: [Double]) -> Double? {
  guard values.count > 1 else { return nil }
  let center = mean(values)
  return (values.reduce(0) { $0 + ($1 - center) * ($1 - center) } / Double(values.count - 1)).squareRoot()
}
