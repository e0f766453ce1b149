public import Statistics
import Streams

/// Nets of one paper that repeated one search, with published accuracies and costs: can they be ranked at all?
public struct SearchedNets: Codable, Hashable, Sendable {
  public struct Net: Codable, Hashable, Sendable {
    public let name: String
    /// CIFAR-10 test accuracy in per cent, multiply-adds and parameters in millions, as published.
    public let accuracy: Double, macs: Double, parameters: Double

    init(_ name: String, _ accuracy: Double, _ macs: Double, _ parameters: Double) {
      (self.name, self.accuracy, self.macs, self.parameters) = (name, accuracy, macs, parameters)
    }
  }

  public let name: String, source: String
  public let nets: [Net]

  /// Seven searches of FairDARTS; the parameters of all but c include the auxiliary head.
  public static let fairDARTS = SearchedNets(
    name: "FairDARTS", source: "Chu et al. 2020, github.com/xiaomi-automl/FairDARTS",
    nets: [
      Net("a", 97.46, 373, 2.83), Net("b", 97.49, 536, 3.88), Net("c", 97.50, 400, 2.59), Net("d", 97.51, 532, 3.84),
      Net("e", 97.47, 414, 3.12), Net("f", 97.35, 497, 3.62), Net("g", 97.46, 453, 3.38),
    ])

  /// Ten nets of NoisyDARTS, each of another noise; the parameters of h are 3.10 and not, as its table says, 3.01.
  public static let noisyDARTS = SearchedNets(
    name: "NoisyDARTS", source: "Chu et al. 2020, github.com/xiaomi-automl/NoisyDARTS",
    nets: [
      Net("a", 97.61, 534, 3.25), Net("b", 97.53, 511, 3.09), Net("c", 97.40, 539, 3.33), Net("d", 97.42, 501, 3.06),
      Net("e", 97.55, 539, 3.24), Net("f", 97.18, 443, 2.68), Net("g", 97.49, 549, 3.32), Net("h", 97.35, 511, 3.10),
      Net("i", 97.28, 495, 3.07), Net("j", 97.21, 476, 2.94),
    ])

  /// Eight trainings of one DARTS-space net under one recipe (issue 1 of PR-DARTS's repository): what differs is the seed.
  public static let retrained = [97.38, 97.31, 97.40, 97.49, 97.39, 97.42, 97.27, 97.23]

  /// Standard deviation between trainings of one net, in points (n − 1): .085.
  public static var noise: Double { retrained.variance.squareRoot() }
}

/// What of such a set of nets is more than the noise of training.
public struct SearchedNetsRow: Codable, Hashable, Sendable {
  public let nets: SearchedNets
  /// Mean accuracy, and standard deviations as a sample and as a population.
  public let mean: Double, deviation: Double, populationDeviation: Double
  /// tau-b of accuracy with multiply-adds and with parameters; Spearman's correlation.
  public let macs: Answer<Estimate>, parameters: Answer<Estimate>
  public let spearmanMACs: Answer<Double>, spearmanParameters: Answer<Double>
  /// What a perfect predictor would reach were each accuracy one run with `SearchedNets.noise`; a reason where noise explains all.
  public let oracle: Answer<Estimate>
  /// Share of pairs further apart than twice the noise of a difference.
  public let resolvableShare: Double

  init(_ nets: SearchedNets, random: RandomStream) {
    let accuracies = nets.nets.map(\.accuracy), macs = nets.nets.map(\.macs), parameters = nets.nets.map(\.parameters)
    let n = Double(accuracies.count), noise = SearchedNets.noise * SearchedNets.noise
    self.nets = nets
    (mean, deviation) = (accuracies.mean, accuracies.variance.squareRoot())
    populationDeviation = (accuracies.variance * (n - 1) / n).squareRoot()
    self.macs = Answer { () throws(StatisticsError) in try tau(.b, macs, accuracies) }
    self.parameters = Answer { () throws(StatisticsError) in try tau(.b, parameters, accuracies) }
    spearmanMACs = Answer { () throws(StatisticsError) in try spearman(macs, accuracies) }
    spearmanParameters = Answer { () throws(StatisticsError) in try spearman(parameters, accuracies) }
    oracle = Answer { () throws(StatisticsError) in
      try Statistics.oracle(try Target(seeds: [accuracies]), noiseVariance: noise, bootstrap: nil, random: random)
    }
    resolvableShare = Self.resolvable(accuracies, noise: noise)
  }

  static func resolvable(_ accuracies: [Double], noise: Double) -> Double {
    let far = 2 * (2 * noise).squareRoot(), n = accuracies.count
    let pairs = (0..<n).reduce(0) { sum, i in sum + (0..<i).count { abs(accuracies[i] - accuracies[$0]) > far } }
    return Double(pairs) / Double(n * (n - 1) / 2)
  }
}
