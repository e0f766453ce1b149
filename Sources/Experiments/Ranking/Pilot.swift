/// What became of a pilot of the learning-rate grid: the mean validation score of its probes.
///
/// Read from its run file by `RankingReproduction.pilots`; reports print it as evidence of what was tuned, and how much.
public struct Pilot: Codable, Hashable, Sendable {
  /// The strategy's; the factor of the recipe's rate; in the metric's unit, such as a fraction, its least where training diverged; forward–backward
  /// passes.
  public let label: String, rate: Double, score: Double, passes: Int

  package init(label: String, rate: Double, score: Double, passes: Int) {
    (self.label, self.rate, self.score, self.passes) = (label, rate, score, passes)
  }
}
