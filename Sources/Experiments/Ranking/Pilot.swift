/// What became of a pilot of the learning-rate grid: the mean validation score of its probes.
///
/// Read from its run file by `RankingReproduction.pilots`; reports print it as evidence of what was tuned, and how much.
public struct Pilot: Codable, Hashable, Sendable {
  /// The strategy's; the factor of the recipe's rate; in the metric's unit, such as a fraction.
  public let label: String, rate: Double, score: Double

  package init(label: String, rate: Double, score: Double) { (self.label, self.rate, self.score) = (label, rate, score) }

  /// For each strategy the factor with the best pilot; the first of equals. A strategy with a rate of its own has no pilot and no entry. No
  /// tau and no test image has a part in it (protocol, section 1).
  public static func chosen(_ pilots: [Pilot]) -> [String: Double] {
    pilots.best(of: \.label, by: \.score).mapValues(\.rate)
  }
}

extension Sequence {
  /// Of each label the element with the largest score; the first of equals.
  func best<Label: Hashable>(of label: (Element) -> Label, by score: (Element) -> Double) -> [Label: Element] {
    reduce(into: [:]) { best, element in
      if score(element) > best[label(element)].map(score) ?? -.infinity { best[label(element)] = element }
    }
  }
}
