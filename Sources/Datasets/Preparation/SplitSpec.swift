/// How many images go where, and the seed that says which.
///
/// Validation and recalibration images come from the official training set, so that the test set is read for targets only
/// (protocol, section 1). Nil takes all that are left.
public struct SplitSpec: Codable, Hashable, Sendable {
  /// Images that nets are trained on.
  public var training: Int?
  /// Images of the official training set that one-shot scores are taken on.
  public var validation: Int
  /// How many of the images trained on serve BatchNorm's recalibration, unaugmented.
  public var recalibration: Int
  /// Images of the official test set.
  public var test: Int?
  /// Which images, for the same numbers.
  public var seed: UInt64

  public init(training: Int? = nil, validation: Int, recalibration: Int = 1_000, test: Int? = nil, seed: UInt64 = 0) {
    self.training = training
    self.validation = validation
    self.recalibration = recalibration
    self.test = test
    self.seed = seed
  }
}
