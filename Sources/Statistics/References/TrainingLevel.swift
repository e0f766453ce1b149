/// Whether a supernet is trained at all: the mean accuracy of fixed paths against chance (protocol, section 6).
public struct TrainingLevel: Codable, Hashable, Sendable {
  /// The mean accuracy of the paths (a share), and its distance from chance in standard errors.
  public let accuracy: Double, standardErrorsAboveChance: Double
  /// Whether that distance is 3 at most.
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
    accuracy = paths.mean
    standardErrorsAboveChance = (accuracy - chance) / (chance * (1 - chance) / Double(images) + between).squareRoot()
    isNotTrained = abs(standardErrorsAboveChance) <= 3
  }
}
