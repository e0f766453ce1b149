public import Streams

/// A tau that was published as a number alone, with the interval that its pairs allow.
public struct PublishedTau: Codable, Hashable, Sendable {
  public let name: String
  public let count: Int, discordant: Int

  /// - Parameters:
  ///   - count: nets, without ties.
  ///   - discordant: pairs in the other order, 0 ... n(n−1)/2.
  public init(_ name: String, count: Int, discordant: Int) {
    precondition(count > 1 && discordant >= 0 && discordant <= count * (count - 1) / 2, "at most n(n−1)/2 discordant pairs")
    (self.name, self.count, self.discordant) = (name, count, discordant)
  }

  /// FairNAS on ImageNet, 13 nets: C = 76, D = 2 (FairNAS Fig. 1: .9487).
  public static let fairNAS = PublishedTau("FairNAS", count: 13, discordant: 2)
  /// SPOS in the same figure: C = 63, D = 15 (.6153).
  public static let spos = PublishedTau("SPOS", count: 13, discordant: 15)

  public var value: Double { 1 - 2 * Double(discordant) / Double(count * (count - 1) / 2) }

  /// tau with a jackknife interval whose variance is the mean over random orders with this number of discordant pairs, all such orders
  /// being equally likely; which pairs they were was not published.
  public func estimate(draws: Int = 1_000, level: Double = 0.95, random: RandomStream) -> Estimate {
    guard count >= 10 else { return Estimate(value: value, count: count, absence: .fewNets) }
    var random = random, sum = 0.0
    let ways = Self.ways(count, discordant), order = Ranking((0..<count).map(Double.init))
    for _ in 0..<draws {
      let y = Self.order(ways, discordant, &random)
      sum += KendallTau(order, Ranking(y), y).sums.jackknife.variance
    }
    let error = (sum / Double(draws)).squareRoot()
    guard error > 0 && abs(value) < 1 else { return Estimate(value: value, count: count, absence: .noVariance) }
    return Estimate(
      value: value, count: count, standardError: error,
      interval: Interval(value, error: error, degreesOfFreedom: Double(count - 1), scale: .correlation, level: level, scope: .nets))
  }

  /// ways[n][d]: orders of n nets with d discordant pairs, as shares of all n! (MacMahon's recursion).
  package static func ways(_ n: Int, _ most: Int) -> [[Double]] {
    var ways = [[1.0] + [Double](repeating: 0, count: most)]
    for size in 1...n {
      ways.append((0...most).map { d in (0...min(d, size - 1)).reduce(0) { $0 + ways[size - 1][d - $1] } / Double(size) })
    }
    return ways
  }

  /// Ranks of a random order with d discordant pairs: net by net from the last, how many earlier ones it exceeds from below.
  package static func order(_ ways: [[Double]], _ discordant: Int, _ random: inout RandomStream) -> [Double] {
    var left = discordant, jumps: [Int] = []
    for size in stride(from: ways.count - 1, through: 1, by: -1) {
      let options = (0...min(left, size - 1)).map { ways[size - 1][left - $0] }
      var place = random.unit() * options.sum, jump = 0
      while jump < options.count - 1 && place >= options[jump] {
        place -= options[jump]
        jump += 1
      }
      // Rounding may leave the last option, which need not be possible.
      while options[jump] == 0 { jump -= 1 }
      jumps.append(jump)
      left -= jump
    }
    var order: [Int] = []
    for (net, jump) in jumps.reversed().enumerated() { order.insert(net, at: order.count - jump) }
    var ranks = [Double](repeating: 0, count: order.count)
    for (rank, net) in order.enumerated() { ranks[net] = Double(rank) }
    return ranks
  }
}
