internal import Analysis
internal import Statistics

/// Figures of nets that were trained alone: what a short training foretells, and what quality costs.
extension StudyView {
  /// Scores at marks and in full under one seed against the full training under others, a panel a mark; nil where no net was scored on the way.
  var incomplete: (any Drawing)? {
    guard let own = study.incomplete else { return nil }
    let metric = study.metric, others = own.seeds.dropFirst().map { "\($0)" }.joined(separator: ", ")
    let least = metric.scale * metric.least
    let nets = own.nets.filter { ($0.scores + $0.target).allSatisfy { $0 > least } }
    guard nets.count > 1 else { return nil }
    let panels = (own.marks.indices.map { $0 } + [own.marks.count]).map { number in
      let row = own.rows[number]
      var panel = OneShotScatter.Panel(
        row.name,
        points: nets.map { net in
          OneShotScatter.Point(
            x: net.scores[number] / metric.scale, y: mean(net.target) / metric.scale,
            yError: deviation(net.target).map { $0 / metric.scale })
        }, tau: row.tau().value.map { Reading($0.theseSupernets) }, interval: "nets")
      panel.total = own.nets.count
      return panel
    }
    var figure = OneShotScatter(
      "incomplete-training", panels: panels,
      x: Axis("Search-validation \(metric.name), seed \(own.seeds[0])", unit: metric.unit, scale: metric.scale),
      y: Axis("Test \(metric.name), seed \(others)", unit: metric.unit, scale: metric.scale), footer: alone)
    figure.words =
      "\(metric.name) on the way under seed \(own.seeds[0]) against the full training under seed \(others), net by net; each panel has a horizontal "
      + "axis of its own. The last panel is how well one full training foretells another. Brackets: 95 % interval over nets."
    return figure
  }

  enum Cost { case macs, parameters }

  /// Test scores of nets trained alone against what they cost, with the best at each cost, and bicubic interpolation; nil of classifiers.
  func costs(_ cost: Cost) -> (any Drawing)? {
    guard study.metric.unit != "%" else { return nil }
    let least = study.metric.scale * study.metric.least, nets = study.nets.filter { $0.target.allSatisfy { $0 > least } }
    let points = nets.map { ParetoPlane.Point(cost: cost == .macs ? $0.macs : $0.parameters, quality: mean($0.target)) }
    guard let front = try? ParetoFront(points.map { [-$0.cost, $0.quality] }).members.map({ points[$0] }) else { return nil }
    return ParetoPlane(
      cost == .macs ? "quality-macs" : "quality-parameters", nets: points, front: front,
      named: study.incomplete?.interpolation.map { [ParetoPlane.Named("bicubic", ParetoPlane.Point(cost: 0, quality: $0))] } ?? [],
      cost: cost == .macs ? Axis("Multiply-adds", unit: "millions", scale: 1e-6) : Axis("Parameters", unit: "thousands", scale: 1e-3),
      quality: Axis("Test \(study.metric.name)", unit: study.metric.unit), frontName: "best of these nets", footer: alone)
  }
}
