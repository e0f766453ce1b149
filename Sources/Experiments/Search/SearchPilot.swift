/// What became of a pilot: the mean of the declared measure over searches of seeds that are not used later.
public struct SearchPilot: Codable, Hashable, Sendable {
  /// The searcher's; the step of its policy; in the measure's unit.
  public let label: String, step: Double, mean: Double, searches: Int

  /// For each searcher the step with the largest mean; the first of equals.
  static func chosen(_ pilots: [SearchPilot]) -> [String: Double] {
    pilots.reduce(into: [String: SearchPilot]()) { best, own in
      if own.mean > best[own.label]?.mean ?? -.infinity { best[own.label] = own }
    }.mapValues(\.step)
  }
}
