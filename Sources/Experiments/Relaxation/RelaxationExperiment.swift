internal import Datasets
public import Spaces
public import Strategies
public import Training

/// A declared study of differentiable searches: which methods search under which seeds, and what is trained alone afterwards.
///
/// A value read from YAML under Benchmarks; its key `relaxation` tells it from the other kinds.
public struct RelaxationExperiment: Codable, Hashable, Sendable {
  public var name: String
  /// The question, in a sentence.
  public var title: String
  public var data: ExperimentData
  public var space: CellSpace
  public var relaxation: Search
  public var retraining: Retraining
  /// Nil where supernets are not asked to rank.
  public var ranking: Ranking?
  /// What searches are held against: genotypes that nothing was learned for, trained alone.
  public var baselines: [RandomSearch]?
  public var primary: Declaration

  public struct Search: Codable, Hashable, Sendable {
    public var methods: [Method]
    /// Epochs of each search, from which its passes follow, and its recipe.
    public var epochs: Int, recipe: Recipe
    /// How BatchNorm is treated where the supernet or a part of it is scored.
    public var policy: NormalizationPolicy
    /// Search-validation images on which the mixture's accuracy follows the training.
    public var followed: Int
    /// Random genotypes of each supernet that are scored like the chosen one.
    public var random: Int
  }

  public struct Method: Codable, Hashable, Sendable {
    /// As tables call it.
    public var label: String
    public var strategy: StrategySpec
    public var rule: Discretisation
    public var seeds: [Int]
    /// A peak learning rate of its own, instead of the recipe's.
    public var rate: Double?
    /// Its own recipe; the experiment's where nil.
    public var recipe: Recipe?
    /// Its own operations, as `space.operations` says them; those of the experiment where nil.
    public var operations: String?
    /// Edges compute on one in so many channels (PC-DARTS); on all where nil.
    public var divisor: Int?
    /// One search behind the other in spaces that grow and lose operations (P-DARTS); one in the experiment's space where nil.
    public var stages: [Stage]?
  }

  /// What becomes of each genotype, with the channels and cells of the search where it has none of its own.
  public struct Retraining: Codable, Hashable, Sendable {
    public var epochs: Int, recipe: Recipe
    /// How many of each search's random genotypes are trained too.
    public var random: Int
    public var seed: Int
    public var channels: Int?, cells: Int?
    /// The weight of a second head's loss; nil for no second head.
    public var auxiliary: Double?
  }

  /// What is decided, declared before anything runs: whether one method's genotypes have more skips in the normal cell.
  public struct Declaration: Codable, Hashable, Sendable {
    public var claim: String, source: String
    /// Labels of the method that is said to have more, and of the other.
    public var more: String, fewer: String
    /// Draws of the null.
    public var draws: Int
  }
}

/// A space of cells at a size of the experiment's own.
///
///     {operations: S1, channels: 8, cells: 5}
public struct CellSpace: Codable, Hashable, Sendable {
  /// `all` eight of DARTS, `without-none`, or a reduced set of RobustDARTS (`S1` … ).
  public var operations: String
  public var channels: Int, cells: Int

  public init(operations: String, channels: Int, cells: Int) {
    (self.operations, self.channels, self.cells) = (operations, channels, cells)
  }

  /// The supernet for images of a shape. Throws `ExperimentError.value` where there is no such set of operations, or sizes do not fit.
  public func space(input: ImageShape, classes: Int) throws -> Space {
    let space: Space
    switch operations {
    case "all": space = .darts(channels: channels, cells: cells, input: input, classes: classes)
    case "without-none":
      space = .darts(operations: Primitive.withoutNone, channels: channels, cells: cells, input: input, classes: classes)
    default:
      guard let reduced = Space.Reduced(rawValue: operations) else {
        let known = ["all", "without-none"] + Space.Reduced.allCases.map(\.rawValue)
        throw ExperimentError.value(
          field: "space.operations", reason: "is '\(operations)', should be one of \(known.joined(separator: ", "))")
      }
      space = .darts(reduced, channels: channels, cells: cells, input: input, classes: classes)
    }
    try space.validate()
    return space
  }
}

extension RelaxationExperiment: Validated {
  /// All recipes of the searches, each with its field; and that of what is trained alone.
  var recipes: [(field: String, recipe: Recipe)] {
    [("relaxation.recipe", relaxation.recipe)]
      + relaxation.methods.enumerated().compactMap { number, method in method.recipe.map { ("relaxation.methods.\(number).recipe", $0) } }
      + [("retraining.recipe", retraining.recipe)]
  }

  public func validate() throws(ExperimentError) {
    try need(!name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || "-_".contains($0) }, "name", "is '\(name)', should be a word")
    try need(!title.isEmpty, "title", "is empty, should be a sentence")
    try need(!relaxation.methods.isEmpty, "relaxation.methods", "is empty, should name one method or more")
    for (number, method) in relaxation.methods.enumerated() {
      let place = "relaxation.methods.\(number)"
      try need(!method.label.isEmpty, "\(place).label", "is empty, should be what tables call it")
      try need(
        !relaxation.methods[..<number].contains { $0.label == method.label }, "\(place).label",
        "is '\(method.label)' a second time, should be another")
      try need(
        type(of: method.strategy.strategy).relaxes, "\(place).strategy",
        "is '\(method.strategy.name.rawValue)', which has no mixture; should be one that relaxes")
      try checkSeeds(method.seeds, "\(place).seeds")
      if let rate = method.rate { try need(rate > 0, "\(place).rate", "is \(rate), should be above 0") }
      try check(method, place)
    }
    try data.check()
    for (field, value) in [
      ("space.channels", space.channels), ("space.cells", space.cells), ("relaxation.epochs", relaxation.epochs),
      ("relaxation.followed", relaxation.followed), ("retraining.epochs", retraining.epochs),
    ] { try positive(value, field) }
    for (field, recipe) in recipes { try recipe.check(field) }
    for (field, value) in [
      ("relaxation.random", relaxation.random), ("retraining.random", retraining.random), ("retraining.seed", retraining.seed),
    ] { try need(value >= 0, field, "is \(value), should be 0 or more") }
    try need(
      retraining.random <= relaxation.random, "retraining.random",
      "is \(retraining.random), more than the \(relaxation.random) of relaxation.random")
    try need(
      relaxation.followed <= data.split.validation, "relaxation.followed",
      "is \(relaxation.followed), more than the \(data.split.validation) images of data.split.validation")
    switch relaxation.policy {
    case .inherited: break
    case .recalibrated(let images):
      try need(
        images > 0 && images <= data.split.recalibration, "relaxation.policy.images",
        "is \(images), should be from 1 to the \(data.split.recalibration) of data.split.recalibration")
    case .batch(let size):
      try positive(size, "relaxation.policy.size")
      for (field, count) in [("relaxation.followed", relaxation.followed), ("data.split.validation", data.split.validation)] {
        try need(count % size == 0, field, "is \(count), should be a multiple of the \(size) images whose statistics are taken together")
      }
    }
    for (field, label) in [("primary.more", primary.more), ("primary.fewer", primary.fewer)] {
      try need(relaxation.methods.contains { $0.label == label }, field, "is '\(label)', should be the label of a method")
    }
    try checkRandom()
    try need((100...1_000_000).contains(primary.draws), "primary.draws", "is \(primary.draws), should be from 100 to 1000000")
  }
}
