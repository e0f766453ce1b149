public import Analysis
public import Jobs
public import Search
internal import Spaces

/// A declared study of what shrinking a space leaves, held against published accuracies of all its nets. Nothing is trained between steps,
/// and every step goes by the same supernet, unless `training` is said.
///
///     name: shrinking
///     title: Which score leaves the better nets?
///     ranking: Benchmarks/nightly/angles.yaml
///     strategy: SPOS
///     shrinking: {drop: 2, pool: 1000, draws: 100000, codes: 64}
///     seed: 1
///     primary: [{text: …, source: …, measure: mean, first: angle, second: accuracy, margin: 0.5}]
///
/// Scores are those of a ranking experiment's supernets (accuracy, angle, magnitude), or columns of a file under the labels of their
/// groups: then `space`, `truth` and `scores` stand as in a study of searchers in place of `ranking` and `strategy`. More need no
/// supernet: counts (`counted`), exact accuracies, and chance.
///
///     training: {scores: [angle, accuracy, random], first: 540, between: 270, replace: 8, images: 500}
///
/// With it each score has supernets of its own, of the ranking's seeds and passes, which go on with what each step leaves; counts and exact scores
/// need none.
///
///     search: {by: SPOS, evaluations: 50, searches: 200}
///
/// With it searches go on in what each score leaves, told the scores `by` of the same supernet, and in the whole space beside it: does
/// shrinking help a search? Supernets are those that scored, so that both sides were trained for equally many passes.
public struct ShrinkingExperiment: Codable, Hashable, Sendable {
  /// A word, for files and folders; the question, in a sentence.
  public var name: String, title: String
  /// A ranking experiment with a published truth of all nets and `angles: true`, and the label of one of its strategies.
  public var ranking: RankingSource?, strategy: String?
  /// In their place a space with its published accuracies and columns of scores.
  public var space: SpaceVariant?, truth: SearchExperiment.Truth?, scores: SearchExperiment.Scores?
  /// How much goes in a step, what scores are means of, and where it ends.
  public var shrinking: Shrinking.Options
  /// Supernets that are trained between steps; nothing is where left out.
  public var training: Training?
  /// Searches in what is left; none where left out.
  public var search: Search?
  /// Of draws and of random scores; each supernet has a child of its own.
  public var seed: Int
  /// What is decided, declared before anything runs.
  public var primary: [ShrinkingStudy.Claim]

  /// When steps are, as `ShrinkingStages` has it, and by what.
  public struct Training: Codable, Hashable, Sendable {
    /// Each has a supernet a seed.
    public var scores: [ShrinkingStages.Score]
    public var first: Int, between: Int, replace: Int?, images: Int?

    /// A score's stages.
    func stages(by score: ShrinkingStages.Score, _ options: Shrinking.Options) -> ShrinkingStages {
      ShrinkingStages(
        by: score, first: first, between: between, replace: replace, images: score == .accuracy ? images : nil, options)
    }
  }

  /// What searches in what is left are, as studies of searchers have them.
  public struct Search: Codable, Hashable, Sendable {
    /// The score of a supernet that they are told.
    public var by: String
    /// Evolution unless said.
    public var algorithm: SearchAlgorithm?
    /// Of a search; and how many there are a supernet and score, of seeds from 0 on. In each shrinking by chance there is one.
    public var evaluations: Int, searches: Int
  }

  /// The space before the first step, beside what scores leave of it.
  public static let whole = "whole space"

  /// What needs no supernet: operations taken at random, the mean of a thousand shrinkings; a net's true accuracy; and what counting gives.
  public static let random = "random", exact = "exact", counted = Predictor.countedNames
  /// Scores of a ranking's supernets.
  public static let accuracy = "accuracy", angle = "angle", magnitude = "magnitude"

  /// The names that claims may say.
  var names: [String] {
    if let training { return training.scores.map(\.rawValue) + Self.counted + [Self.exact] }
    return supernets + Self.counted + [Self.random, Self.exact] + (search == nil ? [] : [Self.whole])
  }

  /// The names of supernets' scores where nothing is trained between steps.
  private var supernets: [String] { scores?.groups.map(\.label) ?? [Self.accuracy, Self.angle, Self.magnitude] }
}

extension ShrinkingExperiment: Validated {
  /// The first field that is wrong, in the order of the file. The ranking experiment and tables are read by the reproduction.
  public func validate() throws(ExperimentError) {
    try checkName(name, title: title)
    if let scores {
      try need(training == nil, "training", "stands beside scores: what is trained is a ranking's supernets")
      try need(ranking == nil && strategy == nil, "ranking", "stands beside scores: a file's columns or a ranking's supernets are scores")
      try need(space != nil, "space", "is missing, should be that of the nets")
      try need(truth != nil, "truth", "is missing, should be the accuracies of all nets")
      if let truth {
        try truth.check("truth")
        try need(truth.metric ?? .accuracy == .accuracy, "truth.metric", "is psnr, should be accuracies")
      }
      try TablesExperiment.File(file: scores.file, source: scores.source, digest: scores.digest).check("scores")
      try need(!scores.groups.isEmpty, "scores.groups", "is empty, should name columns")
      for (place, group) in scores.groups.enumerated() {
        try need(
          !group.label.isEmpty && !(Self.counted + [Self.random, Self.exact, Self.whole]).contains(group.label)
            && !scores.groups[..<place].contains { $0.label == group.label },
          "scores.groups.\(place).label", "is '\(group.label)', should be a name of its own")
        try need(
          group.columns.count == scores.groups[0].columns.count && !group.columns.isEmpty, "scores.groups.\(place).columns",
          "are \(group.columns.count), should be a column a supernet, as many in each group")
      }
    } else {
      try need(ranking != nil, "ranking", "is missing, should be a ranking experiment or its file, unless there are scores")
      try ranking?.validate()
      if let training {
        try need(!training.scores.isEmpty, "training.scores", "is empty, should name one score or more")
        try need(Set(training.scores).count == training.scores.count, "training.scores", "name a score twice")
        for score in training.scores {
          if let fault = training.stages(by: score, shrinking).fault(passes: .max) {
            throw .value(field: "training.\(fault.field)", reason: fault.reason)
          }
        }
      }
      try need(strategy?.isEmpty == false, "strategy", "is missing, should be the label of a strategy of the ranking")
    }
    try positive(shrinking.drop, "shrinking.drop", most: 1_000)
    try positive(shrinking.pool, "shrinking.pool", most: 1_000_000)
    try positive(shrinking.draws, "shrinking.draws")
    try positive(shrinking.codes, "shrinking.codes")
    if let search {
      try need(training == nil, "search", "stands beside training: supernets that are trained between steps score no nets at the end")
      try need(
        supernets.contains(search.by), "search.by", "is '\(search.by)', should be one of \(supernets.joined(separator: ", "))")
      try positive(search.evaluations, "search.evaluations", most: 1_000_000)
      try positive(search.searches, "search.searches", most: 1_000_000)
    }
    try need(seed >= 0, "seed", "is \(seed), should be 0 or more")
    for (place, claim) in primary.enumerated() {
      let list = names.joined(separator: ", ")
      try need(names.contains(claim.first), "primary.\(place).first", "is '\(claim.first)', should be one of \(list)")
      try need(
        names.contains(claim.second) && claim.second != claim.first, "primary.\(place).second",
        "is '\(claim.second)', should be another of \(list)")
      try need(search != nil || claim.measure != .found, "primary.\(place).measure", "is found, but no search is declared")
      try need(claim.margin > 0 && claim.margin.isFinite, "primary.\(place).margin", "is \(claim.margin), should be above 0")
    }
  }
}
