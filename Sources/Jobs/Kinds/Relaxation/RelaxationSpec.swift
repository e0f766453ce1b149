public import Spaces
public import Strategies
public import Training

/// Search a relaxed space: train weights and mixture. Rules make genotypes of what it leaves, and evaluations score these: neither is its own.
public struct RelaxationSpec: Codable, Hashable, Sendable {
  public var space: Space
  /// One that relaxes.
  public var strategy: StrategySpec
  public var recipe: Recipe
  /// The budget: forward–backward passes that train weights, of one batch each.
  public var passes: Int
  /// Training images are the weights', search-validation images the mixture's.
  public var data: DataSpec
  public var seed: Int
  public var followed: Followed
  public var numerics: Int

  /// How the mixture's accuracy follows the training: on weights that no file keeps, so it is measured there and then.
  public struct Followed: Codable, Hashable, Sendable {
    /// Search-validation images, the first of them.
    public var images: Int
    /// How BatchNorm is treated.
    public var policy: NormalizationPolicy

    public init(images: Int, policy: NormalizationPolicy) {
      self.images = images
      self.policy = policy
    }
  }

  public init(
    space: Space, strategy: StrategySpec, recipe: Recipe, passes: Int, data: DataSpec, seed: Int, followed: Followed,
    numerics: Int = Job.numerics
  ) {
    self.space = space
    self.strategy = strategy
    self.recipe = recipe
    self.passes = passes
    self.data = data
    self.seed = seed
    self.followed = followed
    self.numerics = numerics
  }
}
