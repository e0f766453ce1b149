/// Whether the noise between runs differs between strata of nets, and how large it is in each: what differs is not pooled (protocol,
/// section 5).
///
///     let noise = try StratumNoise(target, strata: depths)
///     print(noise.p, noise.isPooled, noise.variances(of: depths))
///
/// Levene's test [Levene1960] on one number a net, the mean |yᵢᵣ − ȳᵢ| over its runs: an analysis of variance over strata. Neighbouring strata are
/// joined until each has `least` nets with a second run.
public struct StratumNoise: Codable, Hashable, Sendable {
  /// Strata that count as one.
  public struct Group: Codable, Hashable, Sendable {
    /// The lowest and the highest stratum, and its nets with a second run.
    public let strata: ClosedRange<Int>, nets: Int
    /// s², the mean variance between the runs of a net.
    public let variance: Double
  }

  /// From low to high.
  public let groups: [Group]
  /// Levene's p; nil where there is one group alone, or no noise at all.
  public let p: Double?
  /// s² of all nets with a second run.
  public let pooled: Double

  /// Whether one s² serves all: p is .05 or more, or there is none.
  public var isPooled: Bool { p.map { $0 >= 0.05 } ?? true }

  /// - Parameters:
  ///   - strata: of each net, such as its depth.
  ///   - least: nets with a second run in a group, 2 or more.
  /// - Throws: `.lengths`; `.tooFew` where no net has a second run.
  public init(_ target: Target, strata: [Int], least: Int = 5) throws(StatisticsError) {
    precondition(least >= 2, "a spread needs two nets")
    guard strata.count == target.runs.count else { throw .lengths(target.runs.count, strata.count) }
    pooled = try target.noiseVariance
    let repeated = target.runs.indices.filter { target.runs[$0].count > 1 }.sorted { (strata[$0], $0) < (strata[$1], $1) }
    var members: [[Int]] = []
    for stratum in repeated.chunked(where: { strata[$0] == strata[$1] }) {
      if let last = members.last, last.count < least { members[members.count - 1] += stratum } else { members.append(Array(stratum)) }
    }
    if let last = members.last, last.count < least, members.count > 1 {
      members.removeLast()
      members[members.count - 1] += last
    }
    groups = members.map { nets in
      Group(
        strata: strata[nets[0]]...strata[nets[nets.count - 1]], nets: nets.count, variance: nets.map { target.runs[$0].variance }.mean)
    }
    p = Self.levene(
      members.map { nets in
        nets.map { net in
          let runs = target.runs[net], center = runs.mean
          return runs.map { abs($0 - center) }.mean
        }
      })
  }

  /// s² of each net: its group's where they differ, else the pooled one. A stratum without a second run has that of the nearest group.
  public func variances(of strata: [Int]) -> [Double] {
    guard !isPooled else { return strata.map { _ in pooled } }
    return strata.map { stratum in
      groups.min { Self.distance($0.strata, stratum) < Self.distance($1.strata, stratum) }?.variance ?? pooled
    }
  }

  private static func distance(_ strata: ClosedRange<Int>, _ stratum: Int) -> Int {
    max(strata.lowerBound - stratum, stratum - strata.upperBound, 0)
  }

  /// The p of an analysis of variance of one number a net.
  private static func levene(_ groups: [[Double]]) -> Double? {
    let all = groups.flatMap(\.self), center = all.mean, within = groups.map { $0.variance * Double($0.count - 1) }.sum
    guard groups.count > 1, all.count > groups.count, within > 0 else { return nil }
    let between = groups.map { Double($0.count) * ($0.mean - center) * ($0.mean - center) }.sum
    let freedom = (groups.count - 1, all.count - groups.count)
    return FDistribution(freedom.0, freedom.1).upperTail(between / Double(freedom.0) / (within / Double(freedom.1)))
  }
}
