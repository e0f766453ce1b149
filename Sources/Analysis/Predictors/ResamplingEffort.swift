import Statistics

/// How much is drawn anew for the numbers of a comparison that have no closed form, and at what level their intervals stand.
public struct ResamplingEffort: Codable, Hashable, Sendable {
  /// The share of repetitions in which an interval should cover.
  public var level: Double
  /// Of bootstraps: draws of nets, or of nets and supernets.
  public var draws: Int
  /// Noise draws of the oracle line, and of each draw of its bootstrap.
  public var oracleDraws: Int, drawsPerSample: Int
  /// Below so many draws a line has no interval; above so many nets a top has none; above so many, no number that looks at every pair.
  public var fewestDraws: Int, mostResampled: Int, mostPaired: Int

  /// A study's: everything, however long it takes.
  public static func study(draws: Int = 2_000) -> ResamplingEffort {
    ResamplingEffort(
      level: 0.95, draws: draws, oracleDraws: 1_000, drawsPerSample: 10, fewestDraws: 0, mostResampled: .max,
      mostPaired: .max)
  }

  /// A command's that answers while one waits: about 10⁸ ranked values, and nothing O(n²) beyond 20,000 nets.
  public static func interactive(nets: Int, level: Double = 0.95) -> ResamplingEffort {
    ResamplingEffort(
      level: level, draws: min(2_000, 8_000_000 / max(nets, 1)), oracleDraws: min(1_000, max(10, 20_000_000 / max(nets, 1))),
      drawsPerSample: 4, fewestDraws: 500, mostResampled: 1_000, mostPaired: 20_000)
  }

  /// The bootstrap of a line over nets; nil where too few draws are left for an interval.
  var line: Bootstrap? { draws >= fewestDraws ? Bootstrap(.architecture, draws: draws, level: level) : nil }

  /// The bootstrap of a top; nil above the nets that it is drawn for.
  func top(nets: Int, supernets: Int) -> Bootstrap? {
    nets > mostResampled ? nil : Bootstrap(supernets > 1 ? .crossed : .architecture, draws: draws, level: level)
  }
}
