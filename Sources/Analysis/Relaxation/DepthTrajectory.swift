public import Statistics

/// What a search in stages gains with depth: the genotype of each stage, all trained alone as the same kind of net (P-DARTS; Chen et al.
/// 2019, whose genotypes of 5, 11 and 17 cells err on 2.90, 2.82 and 2.58 % of CIFAR-10).
public struct DepthTrajectory: Codable, Sendable {
  /// The supernet of one stage and what its genotype reaches alone.
  public struct Stage: Codable, Sendable {
    /// Cells of the supernet, and its accuracy (fraction) with the whole mixture.
    public let cells: Int, mixture: Double
    /// The stage's genotype, trained alone; nil where it is no network.
    public let net: AloneNet?

    public init(cells: Int, mixture: Double, net: AloneNet?) { (self.cells, self.mixture, self.net) = (cells, mixture, net) }
  }

  /// One search.
  public struct Track: Codable, Sendable {
    /// In the order of the search.
    public let seed: Int, stages: [Stage]

    public init(seed: Int, stages: [Stage]) { (self.seed, self.stages) = (seed, stages) }

    /// Test accuracy (fraction) of the last stage's net less that of the first's.
    public var gain: Double? { stages.last?.net.flatMap { last in stages.first?.net.map { last.test - $0.test } } }
  }

  /// The method, and its searches by seed.
  public let label: String, tracks: [Track]
  /// The mean gain of accuracy (fraction), with Student's interval over seeds.
  public let gain: Measured<Estimate>

  public init(_ label: String, _ tracks: [Track]) {
    (self.label, self.tracks) = (label, tracks)
    let gains = tracks.compactMap(\.gain)
    gain = Measured { () throws(StatisticsError) in
      guard !gains.isEmpty else { throw .tooFew("seeds with nets of the first and the last stage", count: 0, least: 1) }
      return Estimate(overRepetitions: gains, count: gains.count, scale: .difference)
    }
  }
}
