public import Streams

/// What a bootstrap draws anew, with replacement.
public enum ResamplingUnit: String, Codable, Sendable {
  case architecture, supernet
  /// Both: supernets outside, nets inside.
  case crossed
}

/// Percentile intervals for numbers without a closed form: P@k, BR@k, regret@k, the oracle line.
public struct Bootstrap: Codable, Hashable, Sendable {
  public var unit: ResamplingUnit
  public var draws: Int
  public var level: Double

  public init(_ unit: ResamplingUnit, draws: Int = 2_000, level: Double = 0.95) {
    (self.unit, self.draws, self.level) = (unit, draws, level)
  }

  /// The statistic of all nets and supernets, with its interval.
  ///
  /// - Parameter statistic: given positions of nets and of supernets, repetitions included.
  /// - Returns: an estimate whose scope is `theStrategy` where supernets are drawn; without interval where the unit has one member only,
  ///   or nets below 10.
  /// - Throws: what the statistic throws, `.range` for fewer than 100 draws.
  public func estimate(
    nets: Int, supernets: Int = 1, random: RandomStream, statistic: ([Int], [Int]) throws(StatisticsError) -> Double
  ) throws(StatisticsError) -> Estimate {
    guard draws >= 100 else { throw .range("the number of bootstrap draws", value: Double(draws), expected: "100 or more") }
    let allNets = Array(0..<nets), allSupernets = Array(0..<supernets)
    var estimate = Estimate(value: try statistic(allNets, allSupernets), count: nets)
    if unit != .architecture && supernets < 2 { estimate.absence = .oneSupernet }
    if unit != .supernet && nets < 10 { estimate.absence = .fewNets }
    if estimate.absence != nil { return estimate }
    var values: [Double] = []
    for draw in 0..<draws {
      var random = random.child(draw)
      let drawnSupernets = unit == .architecture ? allSupernets : allSupernets.map { _ in random.below(supernets) }
      let drawnNets = unit == .supernet ? allNets : allNets.map { _ in random.below(nets) }
      values.append(try statistic(drawnNets, drawnSupernets))
    }
    estimate.standardError = values.variance.squareRoot()
    estimate.interval = Interval(
      low: quantile((1 - level) / 2, of: values), high: quantile((1 + level) / 2, of: values), level: level,
      scope: unit == .architecture ? (supernets > 1 ? .theseSupernets : .nets) : .theStrategy,
      flags: unit != .architecture && supernets < 4 ? [.fewSupernets] : [])
    return estimate
  }
}

/// The value below which a share p of the values lies, linear between order statistics (Hyndman and Fan's type 7).
public func quantile(_ p: Double, of values: [Double]) -> Double {
  precondition(!values.isEmpty && p >= 0 && p <= 1, "a quantile of some values at a share between 0 and 1")
  let sorted = values.sorted(), place = p * Double(sorted.count - 1), low = Int(place)
  return low + 1 < sorted.count ? sorted[low] + (place - Double(low)) * (sorted[low + 1] - sorted[low]) : sorted[low]
}
