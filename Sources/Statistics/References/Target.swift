/// The stand-alone accuracies that predictions are held against: for each net the results of one or more runs.
public struct Target: Codable, Hashable, Sendable {
  /// For each net its runs, in the order of their seeds; some nets may have more than others.
  public let runs: [[Double]]

  /// - Throws: `.tooFew` below 2 nets or for a net without a run, `.notFinite`.
  public init(runs: [[Double]]) throws(StatisticsError) {
    guard runs.count >= 2 else { throw .tooFew("nets", count: runs.count, least: 2) }
    for (net, some) in runs.enumerated() {
      guard !some.isEmpty else { throw .tooFew("runs of net \(net)", count: 0, least: 1) }
      try StatisticsError.check(some, named: "the runs of net \(net)")
    }
    self.runs = runs
  }

  /// Columns of one seed each, on the same nets.
  public init(seeds: [[Double]]) throws(StatisticsError) {
    try StatisticsError.check(rows: seeds, named: "seed", least: 1)
    try self.init(runs: seeds[0].indices.map { net in seeds.map { $0[net] } })
  }

  /// ȳᵢ, the mean over a net's runs: what a tau is computed against.
  public var means: [Double] { Self.means(of: runs) }

  /// The mean of each net's runs, to twelve digits of the largest: equal means are equal then, in whatever order their runs stand. What all runs share
  /// is the mean to its last digit; numbers beyond 10¹² or all below 10⁻¹⁰ keep what is computed. Means of supernets' scores, of rows that are one
  /// architecture and of a net's codes are taken so too.
  public static func means(of runs: [[Double]]) -> [Double] {
    let largest = runs.reduce(0.0) { $1.reduce($0) { $1.isFinite ? max($0, $1.magnitude) : $0 } }
    var scale = 1.0
    while scale * largest < 1e12, scale < 1e22 { scale *= 10 }
    let isRounded = largest < 1e12 && scale * largest >= 1e12
    return runs.map { runs in
      if let first = runs.first, runs.allSatisfy({ $0 == first }) { return first }
      return isRounded ? (runs.mean * scale).rounded() / scale : runs.mean
    }
  }

  /// Rᵢ, the number of runs of each net.
  public var counts: [Int] { runs.map(\.count) }

  /// s² = mean over nets with two runs or more of the variance (n − 1) between their runs.
  ///
  /// - Throws: `.tooFew` where no net has two.
  public var noiseVariance: Double {
    get throws(StatisticsError) {
      let repeated = runs.filter { $0.count > 1 }
      guard !repeated.isEmpty else { throw .tooFew("nets with a second run", count: 0, least: 1) }
      return repeated.map(\.variance).mean
    }
  }

  /// s²/Rᵢ of each net's mean.
  ///
  /// - Parameter noise: s² of each net; nil: `noiseVariance` for all.
  /// - Throws: as `noiseVariance`; `.lengths`.
  public func variancesOfMeans(noise: [Double]? = nil) throws(StatisticsError) -> [Double] {
    guard let noise else {
      let one = try noiseVariance
      return runs.map { one / Double($0.count) }
    }
    guard noise.count == runs.count else { throw .lengths(runs.count, noise.count) }
    return zip(noise, runs).map { $0 / Double($1.count) }
  }

  /// Positions of the nets with two runs or more, and as many columns as all of these have runs.
  ///
  /// What is held against another run of the same nets is computed on these.
  public var repeated: (nets: [Int], seeds: [[Double]]) { repeated(least: 2) }

  /// The same of the nets that have so many runs or more: where any run may be missing, those that have all keep each seed in its place.
  public func repeated(least: Int) -> (nets: [Int], seeds: [[Double]]) {
    let nets = runs.indices.filter { runs[$0].count >= least }, least = nets.reduce(.max) { min($0, runs[$1].count) }
    return (nets, nets.isEmpty ? [] : (0..<least).map { seed in nets.map { runs[$0][seed] } })
  }
}
