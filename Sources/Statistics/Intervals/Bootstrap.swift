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

  /// One statistic of all nets and supernets, with its interval: see `estimates`.
  public func estimate(
    nets: Int, supernets: Int = 1, random: RandomStream, statistic: ([Int], [Int]) throws(StatisticsError) -> Double
  ) throws(StatisticsError) -> Estimate {
    try estimates(nets: nets, supernets: supernets, random: random) { (nets, supernets) throws(StatisticsError) in
      [try statistic(nets, supernets)]
    }[0]
  }

  /// Several statistics of the same draws, each with its interval.
  ///
  /// - Parameter statistics: given positions of nets and of supernets, repetitions included.
  /// - Returns: an estimate whose scope is `theStrategy` where supernets are drawn; without interval where the unit has one member only,
  ///   or nets below 10.
  /// - Throws: what the statistic throws, `.range` for fewer than 100 draws.
  public func estimates(
    nets: Int, supernets: Int = 1, random: RandomStream, statistics: ([Int], [Int]) throws(StatisticsError) -> [Double]
  ) throws(StatisticsError) -> [Estimate] {
    guard draws >= 100 else { throw .range("the number of bootstrap draws", value: Double(draws), expected: "100 or more") }
    let allNets = Array(0..<nets), allSupernets = Array(0..<supernets), whole = try statistics(allNets, allSupernets)
    let absence: Estimate.Absence? =
      unit != .supernet && nets < 10 ? .fewNets : unit != .architecture && supernets < 2 ? .oneSupernet : nil
    if let absence { return whole.map { Estimate(value: $0, count: nets, absence: absence) } }
    var values: [[Double]] = []
    for draw in 0..<draws {
      var random = random.child(draw)
      let drawnSupernets = unit == .architecture ? allSupernets : allSupernets.map { _ in random.below(supernets) }
      let drawnNets = unit == .supernet ? allNets : allNets.map { _ in random.below(nets) }
      values.append(try statistics(drawnNets, drawnSupernets))
    }
    return whole.indices.map { number in
      let column = values.map { $0[number] }
      let interval = Interval(
        low: quantile((1 - level) / 2, of: column), high: quantile((1 + level) / 2, of: column), level: level,
        scope: unit == .architecture ? (supernets > 1 ? .theseSupernets : .nets) : .theStrategy,
        flags: unit != .architecture && supernets < 4 ? [.fewSupernets] : [])
      return Estimate(value: whole[number], count: nets, standardError: column.variance.squareRoot(), interval: interval)
    }
  }
}

/// The value below which a share p of the values lies, linear between order statistics (Hyndman and Fan's type 7).
public func quantile(_ p: Double, of values: [Double]) -> Double {
  precondition(!values.isEmpty && p >= 0 && p <= 1, "a quantile of some values at a share between 0 and 1")
  let sorted = values.sorted(), place = p * Double(sorted.count - 1), low = Int(place)
  return low + 1 < sorted.count ? sorted[low] + (place - Double(low)) * (sorted[low + 1] - sorted[low]) : sorted[low]
}
