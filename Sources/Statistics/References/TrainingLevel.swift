/// Whether a supernet is trained at all: the mean score of fixed paths against what needs no training (protocol, section 6): chance, or where
/// images are enlarged bicubic interpolation.
public struct TrainingLevel: Codable, Hashable, Sendable {
  /// The mean score of the paths (of accuracies a share), and its distance from chance in standard errors.
  public let score: Double, standardErrorsAboveChance: Double
  /// Whether that distance is 3 at most; of interpolation, also where it lies below.
  public let isNotTrained: Bool

  /// - Parameters:
  ///   - paths: the accuracy of each fixed path, as a share.
  ///   - classes: K, chance is 1/K.
  ///   - images: on which every accuracy was taken. All paths see the same images, so the standard error is
  ///     √(chance (1 − chance)/images + var(paths)/paths): more paths do not make up for few images.
  /// - Throws: `.tooFew` without a path, `.notFinite`.
  public init(paths: [Double], classes: Int, images: Int) throws(StatisticsError) {
    precondition(classes > 1 && images > 0, "two classes or more, one image or more")
    try StatisticsError.check(paths, named: "the paths' accuracies")
    guard !paths.isEmpty else { throw .tooFew("fixed paths", count: 0, least: 1) }
    let chance = 1 / Double(classes), between = paths.count > 1 ? paths.variance / Double(paths.count) : 0
    score = paths.mean
    standardErrorsAboveChance = (score - chance) / (chance * (1 - chance) / Double(images) + between).squareRoot()
    isNotTrained = abs(standardErrorsAboveChance) <= 3
  }

  /// - Parameters:
  ///   - paths: the PSNR of each fixed path, in dB.
  ///   - interpolation: that of bicubic interpolation on the same images, so that images do not enter: the standard error is √(var(paths)/paths).
  /// - Throws: `.tooFew` below two paths, `.notFinite`.
  public init(paths: [Double], interpolation: Double) throws(StatisticsError) {
    try StatisticsError.check(paths, named: "the paths' scores")
    guard paths.count > 1 else { throw .tooFew("fixed paths", count: paths.count, least: 2) }
    score = paths.mean
    standardErrorsAboveChance = (score - interpolation) / (paths.variance / Double(paths.count)).squareRoot()
    isNotTrained = !(standardErrorsAboveChance > 3)
  }
}
