internal import Digests
public import Spaces
public import Statistics
public import Store

/// A genotype's network, trained for itself.
public struct AloneNet: Codable, Sendable {
  /// As the papers write it.
  public let genotype: String
  /// Skips of the normal cell, of both, and how many operations both keep.
  public let normalSkips: Int, skips: Int, operations: Int
  /// Multiply-adds of one image, and parameters without an auxiliary head.
  public let macs: Double, parameters: Double
  /// Accuracies (fractions) at the last epoch on search-validation and on test images; 0 where it diverged.
  public let validation: Double, test: Double, diverged: Bool
  /// Search-validation images, and the digest of the run: one net may be the genotype of several searches.
  public let images: Int, digest: String

  public init(_ genotype: Genotype, cost: Cost, run: StandAloneRun) {
    self.genotype = genotype.description
    normalSkips = genotype.normal.count { $0.operation == .skip }
    let both = genotype.normal + genotype.reduce
    (skips, operations) = (both.count { $0.operation == .skip }, both.count)
    (macs, parameters) = (Double(cost.macs), Double(cost.parameters))
    diverged = run.diverged
    (validation, test) = run.diverged ? (0, 0) : (run.validation.mean, run.test.mean)
    (images, digest) = (run.validation.images.reduce(0, +), run.header.specDigest.hex)
  }

  /// The standard error of counting right answers on the search-validation images: √(p(1 − p)/n).
  public var countingError: Double { (validation * (1 - validation) / Double(images)).squareRoot() }
}

extension RelaxationStudy {
  /// Random genotypes that were trained alone, of searches and of lists; searches of one seed draw the same, whatever their method.
  public var randomNets: [AloneNet] {
    (groups.flatMap { $0.rows.flatMap { $0.random.compactMap(\.net) } } + alone.filter { $0.origin == .random }.flatMap(\.nets)).distinct
  }
}

extension Sequence<AloneNet> {
  /// Each training once, the first time that it comes.
  public var distinct: [AloneNet] {
    var digests: Set<String> = []
    return filter { digests.insert($0.digest).inserted }
  }
}

/// Genotypes of one origin, trained alone under one recipe: what a method found over its seeds, or what was drawn at random.
public struct AloneGroup: Codable, Sendable {
  /// Whether a search chose them or chance did.
  public enum Origin: String, Codable, Sendable { case searched, random }

  /// The method or the list of random genotypes.
  public let label: String, origin: Origin
  public let nets: [AloneNet]
  /// Genotypes that keep nothing in a cell and so are no network.
  public let without: Int
  /// Test accuracy (fraction): mean with Student's interval over the nets, and their standard deviation (n − 1).
  public let mean: Measured<Estimate>, deviation: Double?
  /// The net that validation accuracy would choose, the first of equals: what a random search of so many nets returns.
  public let best: AloneNet?

  public init(_ label: String, _ origin: Origin, _ nets: [AloneNet], without: Int) {
    (self.label, self.origin, self.nets, self.without) = (label, origin, nets, without)
    let accuracies = nets.map(\.test)
    mean = Measured { () throws(StatisticsError) in
      guard !accuracies.isEmpty else { throw .tooFew("nets", count: 0, least: 1) }
      return Estimate(overRepetitions: accuracies, count: accuracies.count, scale: .difference)
    }
    deviation = accuracies.count > 1 ? accuracies.variance.squareRoot() : nil
    best = nets.reduce(nil as AloneNet?) { best, net in best.map { $0.validation >= net.validation ? $0 : net } ?? net }
  }
}
