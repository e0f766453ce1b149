public import Statistics

/// How much tau differs between supernets of one method that differ in their seed alone: ten seeds that were published.
///
/// AngleNAS (Hu et al. 2020) trained ten SPOS-style supernets of NAS-Bench-201's cells a data set (C = 16, 5 cells a stage, 250 epochs) and
/// published tau of all 15,625 cells for each, by accuracy with BatchNorm recalibrated on 20,000 images, and by the angle between
/// initial and trained weights.
public struct SeedSpread: Codable, Hashable, Sendable {
  public let images: PublishedCells.Images
  /// What ranked the cells.
  public let measure: String
  /// tau of each seed.
  public let taus: [Double]

  public static let accuracyName = "one-shot accuracy", angleName = "angle"
  public static let source = "AngleNAS's released correlation data (Hu et al. 2020, github.com/megvii-model/AngleNAS)"

  public static let published = [
    SeedSpread(
      images: .cifar10, measure: accuracyName, taus: [0.4914, 0.5955, 0.6395, 0.5037, 0.5353, 0.5977, 0.5529, 0.4942, 0.4818, 0.5055]),
    SeedSpread(
      images: .cifar100, measure: accuracyName, taus: [0.5033, 0.5855, 0.5773, 0.5395, 0.5215, 0.5346, 0.5594, 0.5215, 0.4539, 0.4522]),
    SeedSpread(
      images: .imageNet16, measure: accuracyName, taus: [0.5268, 0.5501, 0.5254, 0.5334, 0.5697, 0.5090, 0.5832, 0.5122, 0.5423, 0.5229]),
    SeedSpread(
      images: .cifar10, measure: angleName, taus: [0.5792, 0.5738, 0.5742, 0.5780, 0.5758, 0.5742, 0.5738, 0.5729, 0.5761, 0.5703]),
    SeedSpread(
      images: .cifar100, measure: angleName, taus: [0.6049, 0.6035, 0.6055, 0.6058, 0.6059, 0.6055, 0.6031, 0.6022, 0.6035, 0.6006]),
    SeedSpread(
      images: .imageNet16, measure: angleName, taus: [0.5451, 0.5458, 0.5467, 0.5448, 0.5428, 0.5411, 0.5439, 0.5411, 0.5489, 0.5447]),
  ]

  /// Mean over seeds with Student's interval over seeds: the cells are all there are.
  public var mean: Estimate { Estimate(overRepetitions: taus, count: 15_625, scale: .correlation) }

  /// Mean tau above that of something that no seed moves, on the same cells: counting convolutions.
  public func gain(over tau: Double) -> Estimate { Estimate(overRepetitions: taus.map { $0 - tau }) }

  /// Standard deviation between seeds (n − 1).
  public var deviation: Double { taus.variance.squareRoot() }

  /// The interval of a method's mean tau that one supernet's tau allows, were its seeds to spread as these: value ± t·sd on the scale of
  /// atanh.
  public func interval(around tau: Double) -> Interval {
    Interval(tau, error: deviation, degreesOfFreedom: Double(taus.count - 1), scale: .correlation, level: 0.95, scope: .theStrategy)
  }

  /// The difference of two taus of single supernets that only one pair in twenty exceeds where both methods are equal: t·sd·√2.
  public var leastRemarkableDifference: Double {
    StudentT(degreesOfFreedom: Double(taus.count - 1)).quantile(0.975) * deviation * 2.0.squareRoot()
  }
}
