public import Streams

/// How often the interval of tau-b holds the true tau, by simulation: the grid of docs/statistics.md.
public struct Coverage: Codable, Hashable, Sendable {
  public let nets: Int
  /// tau of the normal columns before rounding.
  public let tau: Double
  /// Both columns are rounded to this many standard deviations; 0 for untied.
  public let step: Double
  public let repetitions: Int
  /// Share of repetitions whose interval holds the true tau-b of the rounded columns.
  public let covered: Double
  public let meanWidth: Double

  /// Draws so many columns of bivariate normals with correlation sin(πτ/2), rounds them, and counts.
  ///
  /// - Parameter truth: tau-b of the rounded population, see `populationTau`.
  public init(nets: Int, tau: Double, step: Double, truth: Double, repetitions: Int, random: RandomStream) throws(StatisticsError) {
    var held = 0, width = 0.0
    for repetition in 0..<repetitions {
      var random = random.child(repetition)
      let (x, y) = Self.columns(nets, tau, step, &random)
      guard let interval = try KendallTau(x, y).estimate().interval else { continue }
      if interval.low <= truth && truth <= interval.high { held += 1 }
      width += interval.high - interval.low
    }
    (self.nets, self.tau, self.step, self.repetitions) = (nets, tau, step, repetitions)
    (covered, meanWidth) = (Double(held) / Double(repetitions), width / Double(repetitions))
  }

  /// The tau-b that rounded columns have in the population: tau itself when untied, else from so many drawn pairs.
  public static func populationTau(_ tau: Double, step: Double, draws: Int, random: RandomStream) throws(StatisticsError) -> Double {
    if step == 0 || tau == 0 { return tau }
    var random = random
    let (x, y) = columns(draws, tau, step, &random)
    return try KendallTau(x, y).tauB
  }

  private static func columns(_ n: Int, _ tau: Double, _ step: Double, _ random: inout RandomStream) -> ([Double], [Double]) {
    let correlation = Elementary.cos(halfTurns: 0.5 - tau / 2), rest = (1 - correlation * correlation).squareRoot()
    var (x, y) = ([Double](), [Double]())
    for _ in 0..<n {
      let a = random.normal(), b = correlation * a + rest * random.normal()
      x.append(step > 0 ? (a / step).rounded() : a)
      y.append(step > 0 ? (b / step).rounded() : b)
    }
    return (x, y)
  }
}
