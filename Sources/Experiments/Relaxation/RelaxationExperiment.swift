internal import Datasets
public import Spaces
public import Strategies
public import Training

/// A declared study of differentiable searches: which methods search under which seeds, and what is trained alone afterwards.
///
///     name: relaxation-s1
///     title: Do skip connections gather in the cells that DARTS finds, and less in FairDARTS's?
///     data: {…}
///     space: {operations: S1, channels: 8, cells: 5}
///     relaxation: {…}
///     retraining: {…}
///     ranking: {genotypes: 24, seed: 0, repeated: 12}
///     baselines: [{label: two skips, skips: 2, floor: 0, count: 5, seed: 1}]
///     primary: {…}
///
/// A value read from YAML under Benchmarks; its key `relaxation` tells it from the other kinds. `ranking` and `baselines` may be left out.
public struct RelaxationExperiment: Codable, Hashable, Sendable {
  /// A word of letters, digits, "-" and "_"; it names files and folders.
  public var name: String
  /// The question, in a sentence.
  public var title: String
  /// `training` images are those of the weights, `validation` those of α and of all scores in supernets; genotypes are trained on
  /// `training` and tested on `test`.
  public var data: ExperimentData
  /// The supernet's cells, where a method has none of its own.
  public var space: CellSpace
  /// The searches.
  public var relaxation: Search
  /// What becomes of their genotypes.
  public var retraining: Retraining
  /// Left out where supernets are not asked to rank.
  public var ranking: Ranking?
  /// What searches are held against: genotypes that nothing was learned for, trained alone. Left out where there are none.
  public var baselines: [RandomSearch]?
  /// The one claim, on skips.
  public var primary: Declaration

  /// The searches, and how their supernets are scored.
  ///
  ///     relaxation:
  ///       methods: […]
  ///       epochs: 30
  ///       recipe: {optimizer: {name: sgd, momentum: 0.9, decay: 0.0003, clipping: {norm: 5}}, schedule: {…}, batch: 64}
  ///       policy: {name: recalibrated, images: 250}
  ///       followed: 1000
  ///       random: 20
  ///
  /// All keys must be there.
  public struct Search: Codable, Hashable, Sendable {
    /// One or more, in the order of tables. Costs are compared with the first that is DARTS of first order with undisturbed skips.
    public var methods: [Method]
    /// Epochs of the training split of each search, but for stages, which say their own; and its recipe. Passes are epochs ·
    /// ⌊images/batch⌋.
    public var epochs: Int, recipe: Recipe
    /// How BatchNorm is treated where the supernet or a part of it is scored; recalibration asks for no more images than
    /// `data.split.recalibration`.
    public var policy: NormalizationPolicy
    /// Search-validation images on which the mixture's accuracy follows the training. The first of them, 1 or more, after each epoch.
    public var followed: Int
    /// Random genotypes of each supernet that are scored like the chosen one. 20 in the protocol (section 9), as the null of the gap.
    public var random: Int
  }

  /// A strategy with its rule and its seeds.
  ///
  ///     - {label: DARTS, strategy: {name: darts, …}, rule: {rule: top-two}, seeds: [1, 2, 3, 4, 5]}
  ///     - label: P-DARTS
  ///       strategy: {name: darts, order: first, …}
  ///       rule: {rule: skip-limit, skips: 2}
  ///       seeds: [1, 2]
  ///       stages:
  ///         - {epochs: 10, cells: 3, dropout: 0.1}
  ///         - {epochs: 10, cells: 5, dropout: 0.4}
  ///
  /// The other keys may be left out. Searches that two experiments declare alike are one job.
  public struct Method: Codable, Hashable, Sendable {
    /// As tables call it, each once; the claim names it.
    public var label: String
    /// One that relaxes; those that sample paths are refused.
    public var strategy: StrategySpec
    /// `{rule: top-two}`, `{rule: threshold-sparse}` (with `threshold`, .85 unless said), `{rule: skip-limit, skips: 2}` and so on; no part
    /// of the search. A rule that does not fit the space is refused before anything runs.
    public var rule: Discretisation
    /// A search each. Fewer than five of a method only describe (protocol, section 9).
    public var seeds: [Int]
    /// A peak learning rate of its own, above 0, instead of the recipe's; no factor, as rankings have it.
    public var rate: Double?
    /// Its own recipe, under the same epochs; `relaxation.recipe` where left out.
    public var recipe: Recipe?
    /// Its own operations, as `space.operations` says them; those of the experiment where left out.
    public var operations: String?
    /// Edges compute on one in so many channels (PC-DARTS, 4 there); on all where left out. It divides `space.channels`, and leaves two or
    /// more.
    public var divisor: Int?
    /// One search behind the other in spaces that grow and lose operations (P-DARTS); one in the experiment's space where left out.
    public var stages: [Stage]?
  }

  /// What becomes of each genotype, with the channels and cells of the search where it has none of its own.
  ///
  ///     retraining:
  ///       epochs: 600
  ///       recipe: {optimizer: {…}, schedule: {…}, batch: 96, dropPath: 0.2}
  ///       random: 1
  ///       seed: 1
  ///       channels: 36
  ///       cells: 20
  ///       auxiliary: 0.4
  public struct Retraining: Codable, Hashable, Sendable {
    /// Of each net; passes are epochs · ⌊images/batch⌋. Accuracy is taken on test images at the last epoch.
    public var epochs: Int, recipe: Recipe
    /// How many of each search's random genotypes are trained too. The first of them, at most `relaxation.random`; 0 for none.
    public var random: Int
    /// Of training; one for all nets.
    public var seed: Int
    /// The net's size; that of `space` where left out. DARTS's networks for CIFAR-10 have 36 and 20.
    public var channels: Int?, cells: Int?
    /// The weight of a second head's loss, .4 in DARTS; no second head where left out.
    public var auxiliary: Double?
  }

  /// What is decided, declared before anything runs: whether one method's genotypes have more skips in the normal cell.
  ///
  ///     primary:
  ///       claim: DARTS keeps more skips in the normal cell than FairDARTS
  ///       source: "Chu et al. 2020, Fig. 1"
  ///       more: DARTS
  ///       fewer: FairDARTS
  ///       draws: 10000
  ///
  /// Decided by exact permutation of the seeds' skips after the last epoch.
  public struct Declaration: Codable, Hashable, Sendable {
    /// In a sentence; whose it is.
    public var claim: String, source: String
    /// Labels of the method that is said to have more, and of the other.
    public var more: String, fewer: String
    /// Draws of α's first law, of which the null of skips is made, from 100 to 1,000,000; 10,000 in the protocol (section 9).
    public var draws: Int
  }
}

/// A space of cells at a size of the experiment's own.
///
///     {operations: S1, channels: 8, cells: 5}
///
/// All keys must be there. Four sums a cell and the concatenation of all four, as in DARTS.
public struct CellSpace: Codable, Hashable, Sendable {
  /// `all` eight of DARTS; `without-none`; or `S1` to `S4`, the reduced sets of RobustDARTS (Zela et al. 2020).
  public var operations: String
  /// Channels of the first cells, and cells in a row; 16 and 8 in DARTS's search on CIFAR-10. The cells at ⌊cells/3⌋ and ⌊2 cells/3⌋
  /// reduce.
  public var channels: Int, cells: Int

  /// Nothing is checked before `space`.
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

  /// The first field that is wrong. What needs the images' sizes, and whether rules fit the space, is refused by
  /// `RelaxationReproduction.init`.
  public func validate() throws(ExperimentError) {
    try checkName(name, title: title)
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
    for (field, value, most) in [
      ("space.channels", space.channels, 10_000), ("space.cells", space.cells, 1_000), ("relaxation.epochs", relaxation.epochs, 1_000_000),
      ("relaxation.followed", relaxation.followed, 1_000_000_000), ("retraining.epochs", retraining.epochs, 1_000_000),
    ] { try positive(value, field, most: most) }
    try need(relaxation.random <= 10_000, "relaxation.random", "is \(relaxation.random), should be 10000 or less")
    for (field, recipe) in recipes {
      try recipe.check(field)
      try data.check(recipe, field)
    }
    for (field, value) in [
      ("relaxation.random", relaxation.random), ("retraining.random", retraining.random), ("retraining.seed", retraining.seed),
    ] { try need(value >= 0, field, "is \(value), should be 0 or more") }
    try need(
      retraining.random <= relaxation.random, "retraining.random",
      "is \(retraining.random), more than the \(relaxation.random) of relaxation.random")
    try need(
      relaxation.followed <= data.split.validation, "relaxation.followed",
      "is \(relaxation.followed), more than the \(data.split.validation) images of data.split.validation")
    try relaxation.policy.check("relaxation.policy", recalibration: data.split.recalibration)
    if case .batch(let size) = relaxation.policy {
      for (field, count) in [("relaxation.followed", relaxation.followed), ("data.split.validation", data.split.validation)] {
        try need(count % size == 0, field, "is \(count), should be a multiple of the \(size) images whose statistics are taken together")
      }
    }
    try need(primary.more != primary.fewer, "primary.fewer", "is '\(primary.fewer)', as primary.more, should be another method")
    for (field, label) in [("primary.more", primary.more), ("primary.fewer", primary.fewer)] {
      try need(relaxation.methods.contains { $0.label == label }, field, "is '\(label)', should be the label of a method")
    }
    try checkRandom()
    try need((100...1_000_000).contains(primary.draws), "primary.draws", "is \(primary.draws), should be from 100 to 1000000")
  }
}
