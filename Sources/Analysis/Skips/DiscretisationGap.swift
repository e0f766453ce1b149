public import Statistics

/// What is lost between a relaxed supernet and the network that a rule makes of it, in parts, over seeds (protocol, section 9).
///
///     A_mix ──operations──▸ A_operations ──edges──▸ A_keep ──rescaling──▸ A_one ──recovered──▸ A_retrain
///
/// All but the last are accuracies of one supernet on the same validation images under one BatchNorm policy, as shares from 0 to 1.
public struct DiscretisationGap: Codable, Hashable, Sendable {
  /// The accuracies of one seed.
  public struct Seed: Codable, Hashable, Sendable {
    public let seed: Int
    /// Of the full mixture; with the best operation of every edge at its mixture weight; with the kept operations on the kept edges at
    /// their mixture weights; with these at weight 1; of the network trained anew with the same channels and cells.
    public let mixture: Double, operations: Double?, weighted: Double, unweighted: Double, retrained: Double?
    /// At weight 1, of random genotypes of the same supernet: what the choice is worth.
    public let random: [Double]

    public init(
      seed: Int, mixture: Double, operations: Double? = nil, weighted: Double, unweighted: Double, retrained: Double? = nil,
      random: [Double] = []
    ) {
      (self.seed, self.mixture, self.operations, self.weighted) = (seed, mixture, operations, weighted)
      (self.unweighted, self.retrained, self.random) = (unweighted, retrained, random)
    }

    /// A_mix − A_one, and its parts: what pruning costs and what weight 1 costs.
    public var gap: Double { mixture - unweighted }
    public var pruning: Double { mixture - weighted }
    public var rescaling: Double { weighted - unweighted }
    /// The parts of pruning; nil where A_operations was not measured.
    public var prunedOperations: Double? { operations.map { mixture - $0 } }
    public var prunedEdges: Double? { operations.map { $0 - weighted } }
    /// A_retrain − A_one.
    public var recovered: Double? { retrained.map { $0 - unweighted } }
    /// The gap less the mean gap of random genotypes: below 0 where the rule's choice loses less than chance.
    public var beyondRandom: Double? { random.isEmpty ? nil : random.reduce(0, +) / Double(random.count) - unweighted }

    /// gap/(A_mix − 1/K), the share of what the mixture knows; nil where it knows nothing.
    public func relative(classes: Int) -> Double? {
      let known = mixture - 1 / Double(classes)
      return known > 0 ? gap / known : nil
    }
  }

  /// All seeds, to be shown beside their means.
  public let seeds: [Seed]
  /// K.
  public let classes: Int
  /// Means with Student's interval over seeds; a reason where a seed lacks what the number needs.
  public let gap: Measured<Estimate>, pruning: Measured<Estimate>, rescaling: Measured<Estimate>
  public let prunedOperations: Measured<Estimate>, prunedEdges: Measured<Estimate>
  public let relative: Measured<Estimate>, recovered: Measured<Estimate>, beyondRandom: Measured<Estimate>

  /// - Precondition: two classes or more.
  public init(_ seeds: [Seed], classes: Int) {
    precondition(classes > 1, "two classes or more")
    func mean(_ lack: String, _ value: (Seed) -> Double?) -> Measured<Estimate> {
      let lacking = seeds.filter { value($0) == nil }.map { "\($0.seed)" }
      guard lacking.isEmpty else { return Measured(absent: "\(lack) of seed \(lacking.joined(separator: ", "))") }
      return Measured { () throws(StatisticsError) in
        guard !seeds.isEmpty else { throw .tooFew("seeds", count: 0, least: 1) }
        let values = seeds.compactMap(value)
        try StatisticsError.check(values, named: "the accuracies")
        return Estimate(overRepetitions: values, count: values.count, scale: .difference)
      }
    }
    (self.seeds, self.classes) = (seeds, classes)
    gap = mean("no gap") { $0.gap }
    pruning = mean("no pruning") { $0.pruning }
    rescaling = mean("no rescaling") { $0.rescaling }
    prunedOperations = mean("no accuracy with all edges") { $0.prunedOperations }
    prunedEdges = mean("no accuracy with all edges") { $0.prunedEdges }
    relative = mean("a mixture no better than chance") { $0.relative(classes: classes) }
    recovered = mean("no retrained network") { $0.recovered }
    beyondRandom = mean("no random genotypes") { $0.beyondRandom }
  }
}
