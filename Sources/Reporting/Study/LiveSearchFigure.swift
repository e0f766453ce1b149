public import Analysis
internal import Statistics

/// Nets whose quality is known, and what searches found among them.
public struct LiveSearchFigure: Sendable {
  public let drawing: ParetoPlane

  /// Throws `StatisticsError` for qualities that are no numbers.
  public init(_ study: LiveSearchStudy) throws {
    func point(_ cost: Double, _ quality: Double) -> ParetoPlane.Point { ParetoPlane.Point(cost: study.scale * cost, quality: quality) }
    let nets = study.known.map { point($0.cost, $0.quality) }
    let front = try ParetoFront(study.known.map { [-$0.cost, $0.quality] }).members.map { nets[$0] }
    let first = study.found.filter { $0.label == study.found.first?.label }
    // The shallowest nets, far below the others, would leave these no room.
    let low = quantile(0.1, of: study.known.map(\.quality)), high = study.known.reduce(low) { max($0, $1.quality) }
    drawing = ParetoPlane(
      "found-nets", nets: nets, front: front.sorted { $0.cost < $1.cost },
      named: first.map { ParetoPlane.Named("\(study.isOnSupernets ? "supernet" : "search") \($0.repetition)", point($0.cost, $0.quality)) },
      cost: Axis(study.isLatency ? "Latency" : "Multiply-adds", unit: study.unitOfCost),
      quality: Axis(study.metric.name.capitalisedOnce, unit: study.metric.unit),
      shown: low < high ? low...high + 0.1 * (high - low) : nil,
      frontName: "front of these nets", footer: Footer(nets: study.known.count))
  }
}
