public import Spaces
public import Strategies
public import Training

/// Train a supernet: all that determines its bits.
public struct SupernetSpec: Codable, Hashable, Sendable {
  public var space: Space
  public var strategy: StrategySpec
  public var recipe: Recipe
  /// The budget: forward–backward passes, of one batch each.
  public var passes: Int
  public var data: DataSpec
  public var seed: Int
  /// Passes after which weights are kept, besides those at the end; 0 keeps the untrained ones.
  public var snapshots: [Int]
  public var probes: Probes
  /// Stages between which operations leave the space; nil where all are trained to the end.
  public var shrinking: ShrinkingStages?
  /// Whether a loss that ceases to be a number ends the training with fixed paths that answer nothing right, instead of an error: the pilots of
  /// a grid that extends itself. No where nil.
  public var mayDiverge: Bool?
  public var numerics: Int

  /// Fixed subnets whose mean accuracy says whether a supernet is trained at all (protocol, section 6).
  public struct Probes: Codable, Hashable, Sendable {
    public var architectures: [String]
    public var policy: NormalizationPolicy

    public init(architectures: [String], policy: NormalizationPolicy) {
      self.architectures = architectures
      self.policy = policy
    }
  }

  public init(
    space: Space, strategy: StrategySpec, recipe: Recipe, passes: Int, data: DataSpec, seed: Int, snapshots: [Int], probes: Probes,
    shrinking: ShrinkingStages? = nil, mayDiverge: Bool? = nil, numerics: Int = Job.numerics
  ) {
    self.space = space
    self.strategy = strategy
    self.recipe = recipe
    self.passes = passes
    self.data = data
    self.seed = seed
    self.snapshots = snapshots
    self.probes = probes
    self.shrinking = shrinking
    self.mayDiverge = mayDiverge
    self.numerics = numerics
  }
}
