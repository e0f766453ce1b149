import Spaces
public import Statistics
import Streams

/// Nets of one paper that repeated one search, with published accuracies and costs: can they be ranked at all?
public struct SearchedNets: Codable, Hashable, Sendable {
  public struct Net: Codable, Hashable, Sendable {
    public let name: String
    /// CIFAR-10 test accuracy in per cent, multiply-adds and parameters in millions, as printed.
    public let accuracy: Double, macs: Double, parameters: Double
    /// Parameters as they are counted here, without an auxiliary head.
    public let counted: Int
  }

  public let name: String
  public let nets: [Net]

  /// Seven searches of FairDARTS, and ten nets of NoisyDARTS, each of another noise: what is printed in their released code.
  public static var published: [SearchedNets] {
    [("FairDARTS", PublishedGenotype.Family.fairDARTS, PublishedGenotype.Source.readmeFair), ("NoisyDARTS", .noisyDARTS, .readmeNoisy)]
      .map { name, family, source in
        SearchedNets(name: name, nets: Catalogue.genotypes.filter { $0.family == family }.compactMap { Net($0, source) })
      }
  }

  /// Eight trainings of one DARTS-space net under one recipe (issue 1 of PR-DARTS's repository): what differs is the seed.
  public static let retrained = [97.38, 97.31, 97.40, 97.49, 97.39, 97.42, 97.27, 97.23]

  /// Standard deviation between trainings of one net, in points (n − 1): .085.
  public static var noise: Double { retrained.variance.squareRoot() }
}

extension SearchedNets.Net {
  /// Nil where the source prints no accuracy on CIFAR-10 of it.
  fileprivate init?(_ published: PublishedGenotype, _ source: PublishedGenotype.Source) {
    guard let printed = published.printed.first(where: { $0.source == source && $0.setting == .cifar }), let accuracy = printed.top1,
      let macs = Double(printed.macs.text), let parameters = Double(printed.parameters.text)
    else { return nil }
    do throws(SpaceError) {
      let network = try printed.setting.network(try published.genotype())
      counted = CostTable(network).cost(of: network.whole).parameters
    } catch { preconditionFailure("the catalogue's genotypes are networks: \(error)") }
    (name, self.accuracy, self.macs, self.parameters) = (published.name, accuracy, macs, parameters)
  }
}

/// What of such a set of nets is more than the noise of training.
public struct SearchedNetsRow: Codable, Hashable, Sendable {
  public let nets: SearchedNets
  /// Mean accuracy, and standard deviations as a sample and as a population.
  public let mean: Double, deviation: Double, populationDeviation: Double
  /// tau-b of accuracy with printed multiply-adds, printed parameters and counted parameters; Spearman's correlation with multiply-adds
  /// and counted parameters.
  public let macs: Measured<Estimate>, parameters: Measured<Estimate>, counted: Measured<Estimate>
  public let spearmanMACs: Measured<Double>, spearmanParameters: Measured<Double>
  /// What a perfect predictor would reach were each accuracy one run with `SearchedNets.noise`; a reason where noise explains all.
  public let oracle: Measured<Estimate>
  /// Share of pairs further apart than twice the noise of a difference.
  public let resolvableShare: Double

  init(_ nets: SearchedNets, random: RandomStream) {
    let accuracies = nets.nets.map(\.accuracy), macs = nets.nets.map(\.macs), parameters = nets.nets.map(\.parameters)
    let n = Double(accuracies.count), noise = SearchedNets.noise * SearchedNets.noise
    self.nets = nets
    (mean, deviation) = (accuracies.mean, accuracies.variance.squareRoot())
    populationDeviation = (accuracies.variance * (n - 1) / n).squareRoot()
    self.macs = Measured { () throws(StatisticsError) in try tau(.b, macs, accuracies) }
    self.parameters = Measured { () throws(StatisticsError) in try tau(.b, parameters, accuracies) }
    counted = Measured { () throws(StatisticsError) in try tau(.b, nets.nets.map { Double($0.counted) }, accuracies) }
    spearmanMACs = Measured { () throws(StatisticsError) in try spearman(macs, accuracies) }
    spearmanParameters = Measured { () throws(StatisticsError) in try spearman(nets.nets.map { Double($0.counted) }, accuracies) }
    oracle = Measured { () throws(StatisticsError) in
      try Statistics.oracle(try Target(seeds: [accuracies]), noise: accuracies.map { _ in noise }, bootstrap: nil, random: random)
    }
    resolvableShare = Self.resolvable(accuracies, noise: noise)
  }

  static func resolvable(_ accuracies: [Double], noise: Double) -> Double {
    let far = 2 * (2 * noise).squareRoot(), n = accuracies.count
    let pairs = (0..<n).reduce(0) { sum, i in sum + (0..<i).count { abs(accuracies[i] - accuracies[$0]) > far } }
    return Double(pairs) / Double(n * (n - 1) / 2)
  }
}
