package import Spaces
internal import Strategies
internal import Streams

extension RelaxationExperiment {
  /// Random genotypes that each search's supernet scores and that are trained alone: how well it ranks what it did not choose.
  ///
  ///     ranking: {genotypes: 24, seed: 0, repeated: 12}
  ///
  /// Two edges into each sum, all operations equally likely. Supernets that lack an operation of theirs, and those of stages, are left out.
  public struct Ranking: Codable, Hashable, Sendable {
    /// How many, 2 or more, and the seed of their drawing: one list for all searches.
    public var genotypes: Int, seed: Int
    /// How many of them, the first, are trained a second time under `retraining.seed` + 1: what the truth itself is worth
    /// (replicate and oracle line). None where left out.
    public var repeated: Int?
  }

  /// Genotypes of untrained mixtures, accepted under conditions: the `--random_search` of FairDARTS's `darts` folder.
  ///
  ///     baselines:
  ///       - {label: two skips, skips: 2, floor: 500, count: 5, seed: 1}
  ///
  /// `baselines` is a list, which may be left out.
  public struct RandomSearch: Codable, Hashable, Sendable {
    /// As tables call it, beside the methods; none of theirs.
    public var label: String
    /// Skips of the normal cell, exactly; any where nil. 2 there. From 0 to 8, of the eight edges that a cell keeps.
    public var skips: Int?
    /// Multiply-adds, in millions, that the network to be trained alone has at least; 500 there, of a larger network. Any network where
    /// left out or 0.
    public var floor: Double?
    /// How many are accepted.
    public var count: Int
    /// Of its draws; its nets are trained under `retraining.seed`.
    public var seed: Int

    /// Without conditions unless said.
    public init(label: String, skips: Int? = nil, floor: Double? = nil, count: Int, seed: Int) {
      (self.label, self.skips, self.floor, self.count, self.seed) = (label, skips, floor, count, seed)
    }
  }
}

extension RelaxationExperiment.RandomSearch {
  /// Draws in a row after which it is said that nothing fits; exactly two skips among seven operations take four or five.
  static let patience = 10_000

  /// Draws α of N(0, 10⁻⁶) for every candidate, discretises its softmax by `topTwo` and keeps what fits, until there are `count`.
  ///
  /// Throws `ExperimentError.value` where `patience` draws in a row do not fit.
  /// - Parameter macs: multiply-adds of a genotype's network.
  package func genotypes(of space: Space, macs: (Genotype) throws -> Int) throws -> [Genotype] {
    var random = RandomStream(seed: UInt64(seed), "random search"), accepted: [Genotype] = [], failed = 0, largest = 0
    while accepted.count < count {
      let alpha = space.choices.map { choice in choice.candidates.map { _ in 1e-3 * random.normal() } }
      let genotype = try Discretisation.topTwo.genotype(weights: alpha.map(Gate.softmax.weights), of: space)
      if try fits(genotype, macs, &largest) {
        accepted.append(genotype)
        failed = 0
        continue
      }
      failed += 1
      guard failed < Self.patience else {
        let wanted = [skips.map { "\($0) skips in the normal cell" }, floor.map { "\($0) million multiply-adds" }].compactMap(\.self)
        throw ExperimentError.value(
          field: "baselines",
          reason: "'\(label)' finds no genotype with \(wanted.joined(separator: " and ")) in \(Self.patience) draws"
            + (largest > 0 ? "; of those with so many skips the largest has \(largest / 1_000_000) million" : "") + ": ask for less")
      }
    }
    return accepted
  }

  /// Nets are counted only where the skips fit; `largest` becomes the most multiply-adds seen.
  private func fits(_ genotype: Genotype, _ macs: (Genotype) throws -> Int, _ largest: inout Int) throws -> Bool {
    if let skips, genotype.normal.count(where: { $0.operation == .skip }) != skips { return false }
    guard let floor, floor > 0 else { return true }
    let own = try macs(genotype)
    largest = max(largest, own)
    return Double(own) >= floor * 1e6
  }
}

extension RelaxationExperiment {
  /// What of `ranking` and `baselines` does not fit.
  func checkRandom() throws(ExperimentError) {
    if let ranking {
      try need((2...10_000).contains(ranking.genotypes), "ranking.genotypes", "is \(ranking.genotypes), should be from 2 to 10000")
      try need(
        (0...ranking.genotypes).contains(ranking.repeated ?? 0), "ranking.repeated",
        "is \(ranking.repeated ?? 0), should be from 0 to the \(ranking.genotypes) of ranking.genotypes")
      try need(ranking.seed >= 0, "ranking.seed", "is \(ranking.seed), should be 0 or more")
    }
    var labels = relaxation.methods.map(\.label)
    for (number, baseline) in (baselines ?? []).enumerated() {
      let place = "baselines.\(number)"
      try need(
        !baseline.label.isEmpty && !labels.contains(baseline.label), "\(place).label",
        "is '\(baseline.label)', should be a word that no method and no other baseline has")
      labels.append(baseline.label)
      if let skips = baseline.skips { try need((0...8).contains(skips), "\(place).skips", "is \(skips), should be from 0 to 8") }
      if let floor = baseline.floor { try need(floor >= 0, "\(place).floor", "is \(floor), should be 0 or more") }
      try positive(baseline.count, "\(place).count", most: 10_000)
      try need(baseline.seed >= 0, "\(place).seed", "is \(baseline.seed), should be 0 or more")
    }
  }
}
