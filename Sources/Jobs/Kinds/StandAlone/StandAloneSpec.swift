public import Spaces
public import Training

/// Train one architecture by itself; the result is shared by all strategies, seeds of supernets and nights.
public struct StandAloneSpec: Codable, Hashable, Sendable {
  public var space: Space
  public var architecture: String
  public var recipe: Recipe
  /// The budget: forward–backward passes, of one batch each.
  public var passes: Int
  public var data: DataSpec
  public var seed: Int
  /// Equal blocks of images that right answers are counted in.
  public var blocks: Int
  public var numerics: Int

  public init(
    space: Space, architecture: String, recipe: Recipe, passes: Int, data: DataSpec, seed: Int, blocks: Int,
    numerics: Int = Job.numerics
  ) {
    self.space = space
    self.architecture = architecture
    self.recipe = recipe
    self.passes = passes
    self.data = data
    self.seed = seed
    self.blocks = blocks
    self.numerics = numerics
  }
}
