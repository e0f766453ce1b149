public import Analysis
internal import Statistics

/// Nets whose accuracy is known, and what searches found among them.
public struct SupernetSearchFigure: Sendable {
  public let drawing: ParetoPlane

  /// Throws `StatisticsError` for accuracies that are no numbers.
  public init(_ study: SupernetSearchStudy) throws {
    func point(_ cost: Double, _ accuracy: Double) -> ParetoPlane.Point { ParetoPlane.Point(cost: study.scale * cost, quality: accuracy) }
    let nets = study.known.map { point($0.cost, $0.accuracy) }
    let front = try ParetoFront(study.known.map { [-$0.cost, $0.accuracy] }).members.map { nets[$0] }
    let first = study.found.filter { $0.label == study.found.first?.label }
    // The shallowest nets, far below the others, would leave these no room.
    let low = quantile(0.1, of: study.known.map(\.accuracy)), high = study.known.reduce(low) { max($0, $1.accuracy) }
    drawing = ParetoPlane(
      "found-nets", nets: nets, front: front.sorted { $0.cost < $1.cost },
      named: first.map { ParetoPlane.Named("supernet \($0.supernet)", point($0.cost, $0.accuracy)) },
      cost: Axis(study.isLatency ? "Latency" : "Multiply-adds", unit: study.unitOfCost), quality: Axis("Accuracy", unit: "%"),
      shown: low < high ? low...high + 0.1 * (high - low) : nil,
      frontName: "front of these nets", footer: Footer(nets: study.known.count))
  }
}
