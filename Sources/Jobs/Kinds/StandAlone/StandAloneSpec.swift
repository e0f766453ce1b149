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
  /// Equal blocks of images that scores are added up in.
  public var blocks: Int
  /// Passes after which the net is scored on search-validation images, rising; none unless said.
  public var marks: [Int]
  public var numerics: Int

  public init(
    space: Space, architecture: String, recipe: Recipe, passes: Int, data: DataSpec, seed: Int, blocks: Int,
    marks: [Int] = [], numerics: Int = Job.numerics
  ) {
    self.space = space
    self.architecture = architecture
    self.recipe = recipe
    self.passes = passes
    self.data = data
    self.seed = seed
    self.blocks = blocks
    self.marks = marks
    self.numerics = numerics
  }
}

/// `marks` stands in it where there are some.
extension StandAloneSpec {
  private enum Key: String, CodingKey { case space, architecture, recipe, passes, data, seed, blocks, marks, numerics }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(
      space: try container.decode(Space.self, forKey: .space), architecture: try container.decode(String.self, forKey: .architecture),
      recipe: try container.decode(Recipe.self, forKey: .recipe), passes: try container.decode(Int.self, forKey: .passes),
      data: try container.decode(DataSpec.self, forKey: .data), seed: try container.decode(Int.self, forKey: .seed),
      blocks: try container.decode(Int.self, forKey: .blocks), marks: try container.decodeIfPresent([Int].self, forKey: .marks) ?? [],
      numerics: try container.decode(Int.self, forKey: .numerics))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(space, forKey: .space)
    try container.encode(architecture, forKey: .architecture)
    try container.encode(recipe, forKey: .recipe)
    try container.encode(passes, forKey: .passes)
    try container.encode(data, forKey: .data)
    try container.encode(seed, forKey: .seed)
    try container.encode(blocks, forKey: .blocks)
    if !marks.isEmpty { try container.encode(marks, forKey: .marks) }
    try container.encode(numerics, forKey: .numerics)
  }
}
