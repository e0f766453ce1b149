public import Spaces
public import Strategies
public import Training

/// Search a relaxed space: train weights and mixture, discretise, and score what each step of that takes away.
public struct RelaxationSpec: Codable, Hashable, Sendable {
  public var space: Space
  /// One that relaxes.
  public var strategy: StrategySpec
  /// What tables call the strategy under this recipe: "DARTS", "FairDARTS".
  public var label: String
  public var recipe: Recipe
  /// Training images are the weights', search-validation images the mixture's.
  public var data: DataSpec
  public var seed: Int
  /// How the mixture becomes a genotype.
  public var rule: Discretisation
  /// How BatchNorm is treated where something is scored.
  public var policy: NormalizationPolicy
  /// Search-validation images on which the mixture's accuracy follows the training.
  public var followed: Int
  /// Random genotypes of the same supernet that are scored like the chosen one.
  public var random: Int
  public var numerics: Int

  public init(
    space: Space, strategy: StrategySpec, label: String, recipe: Recipe, data: DataSpec, seed: Int, rule: Discretisation,
    policy: NormalizationPolicy, followed: Int, random: Int, numerics: Int = Job.numerics
  ) {
    self.space = space
    self.strategy = strategy
    self.label = label
    self.recipe = recipe
    self.data = data
    self.seed = seed
    self.rule = rule
    self.policy = policy
    self.followed = followed
    self.random = random
    self.numerics = numerics
  }
}
