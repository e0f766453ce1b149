/// Whether a supernet is trained at all, and whether it still moved when training ended (PROTOCOL section 6).
public struct Convergence: Codable, Hashable, Sendable {
  /// The mean validation accuracy of the fixed paths at the end is within 3 standard errors of chance.
  public let isNotTrained: Bool
  /// The slope over the last third is above 0.
  public let isNotConverged: Bool
  /// The mean accuracy at the end and its distance from chance in standard errors.
  public let accuracy: Double, standardErrorsAboveChance: Double
  /// Accuracy gained per pass over the last third of the passes, by least squares; nil with fewer than two points there.
  public let slope: Estimate?

  /// - Parameters:
  ///   - passes: of each point of the history, rising.
  ///   - accuracies: mean validation accuracy of the fixed paths at each point, as a share.
  ///   - paths: the accuracy of each fixed path at the end.
  ///   - classes: K, chance is 1/K.
  ///   - images: on which every accuracy was taken. All paths see the same images, so the standard error is
  ///     √(chance (1 − chance)/images + var(paths)/paths): more paths do not make up for few images.
  /// - Throws: `.lengths`, `.tooFew` without a point or path, `.notFinite`.
  public init(passes: [Double], accuracies: [Double], paths: [Double], classes: Int, images: Int) throws(StatisticsError) {
    precondition(classes > 1 && images > 0, "two classes or more, one image or more")
    try StatisticsError.check(passes, accuracies, names: ("passes", "the accuracies"), least: 1)
    try StatisticsError.check(paths, named: "the paths' accuracies")
    guard !paths.isEmpty else { throw .tooFew("fixed paths", count: 0, least: 1) }
    let chance = 1 / Double(classes), between = paths.count > 1 ? paths.variance / Double(paths.count) : 0
    accuracy = paths.mean
    standardErrorsAboveChance = (accuracy - chance) / (chance * (1 - chance) / Double(images) + between).squareRoot()
    isNotTrained = abs(standardErrorsAboveChance) <= 3
    let end = passes[passes.count - 1], tail = passes.indices.filter { passes[$0] >= end * 2 / 3 }
    slope = tail.count < 2 ? nil : leastSquaresSlope(tail.map { passes[$0] }, tail.map { accuracies[$0] })
    isNotConverged = (slope?.value ?? 0) > 0
  }
}

/// The slope of y on x by least squares, with Student's interval from three points on.
package func leastSquaresSlope(_ x: [Double], _ y: [Double], level: Double = 0.95) -> Estimate? {
  let (a, b) = (x.mean, y.mean), n = x.count
  let xx = x.reduce(0) { $0 + ($1 - a) * ($1 - a) }
  guard xx > 0 else { return nil }
  let slope = zip(x, y).reduce(0) { $0 + ($1.0 - a) * ($1.1 - b) } / xx
  guard n > 2 else { return Estimate(value: slope, count: n, absence: .fewPoints) }
  let rest = zip(x, y).map { ($1 - b) - slope * ($0 - a) }.reduce(0) { $0 + $1 * $1 }
  let error = (rest / Double(n - 2) / xx).squareRoot()
  return Estimate(
    value: slope, count: n, standardError: error,
    interval: Interval(slope, error: error, degreesOfFreedom: Double(n - 2), scale: .difference, level: level, scope: .points))
}
