public import Analysis
internal import Jobs
public import Search

/// A declared search that scores nets as it asks for them, on trained supernets or by brief training: what is found, and what it is worth once it
/// is trained alone.
///
///     name: spos-search
///     title: Is what evolution finds on a supernet better than a random net?
///     ranking: Benchmarks/laptop/ranking.yaml
///     strategy: SPOS
///     liveSearches: [{label: evolution, algorithm: {name: evolution}}, {label: random search, algorithm: {name: random}}]
///     bound: 1.0e6
///     evaluations: 200
///     seed: 1
///     primary: [{text: …, source: …, first: evolution, second: random net, margin: 0.5}]
///
/// A value read from YAML under Benchmarks; its key `liveSearches` tells it from the other kinds. Supernets, images and the accuracies of
/// random nets are those of a ranking experiment, whose jobs it shares. Either `strategy` or `training` must be there, and all keys but `latency`,
/// `targets` and `exploratory`.
///
/// So a whole pipeline is said: supernets, a search under a constraint, what it finds trained alone beside random nets, tests.
public struct LiveSearchExperiment: Codable, Hashable, Sendable {
  /// A word, for files and folders; the question, in a sentence.
  public var name: String, title: String
  /// The ranking experiment, as a whole or by its file.
  public var ranking: RankingSource
  /// The label of the strategy whose supernets are searched.
  public var strategy: String?
  /// In the place of supernets: each net that a search asks for is trained by itself under the ranking's recipe for nets alone.
  public var training: Training?
  /// Each searches every supernet once, or as often as `training` says.
  public var liveSearches: [Searcher]
  /// A look-up table of latencies: the bound and the targets are in its milliseconds then.
  public var latency: TablesExperiment.File?
  /// Most multiply-adds that a net may have; MACs above it break the constraint, as in SPOS's code.
  public var bound: Double
  /// Further bounds, each below `bound`: of every search the best net within each is trained alone too, as FairNAS takes three nets of
  /// a front (Chu et al. 2021). Described, not tested.
  public var targets: [Double]?
  /// Different nets that a search may evaluate.
  public var evaluations: Int
  /// Of the searches; the supernet's is added, so that searches of different supernets begin with different nets.
  public var seed: Int
  /// What is decided, declared before anything runs; and what is read without a verdict, where there is such.
  public var primary: [LiveSearchStudy.Claim]
  public var exploratory: [LiveSearchStudy.Claim]?

  /// Incomplete training, as MoreMNAS and FALSR evaluate their nets.
  ///
  ///     {passes: 300, seed: 1, searches: 3}
  public struct Training: Codable, Hashable, Sendable {
    /// Of each net; and the seed of the nets' training in the first search, which all its nets share. The next search has the next seed.
    public var passes: Int, seed: Int
    /// Of each searcher.
    public var searches: Int
  }

  /// A searcher by its label.
  ///
  ///     {label: NSGA-II, algorithm: {name: nsga2}, objectives: [accuracy, macs, parameters]}
  public struct Searcher: Codable, Hashable, Sendable {
    public var label: String, algorithm: SearchAlgorithm
    /// What nets are scored by first, `accuracy` or `psnr`; it alone where left out.
    public var objectives: [SearchExperiment.ObjectiveName]?

    /// With what holds where nothing is said.
    func aims(_ quality: SearchExperiment.Quality) -> [SearchExperiment.ObjectiveName] {
      objectives ?? [SearchExperiment.ObjectiveName(quality)]
    }
  }

  /// The bounds under which nets are taken from a search, `bound` first.
  var bounds: [Double] { [bound] + (targets ?? []) }
}

extension LiveSearchExperiment: Validated {
  /// The first field that is wrong, in the order of the file. The ranking experiment is read by the reproduction, which knows whether its nets are
  /// scored by accuracy or by PSNR.
  public func validate() throws(ExperimentError) {
    try checkName(name, title: title)
    try ranking.validate()
    try need(strategy != nil || training != nil, "strategy", "is missing, and 'training' too: one of them should say what scores nets")
    try need(strategy == nil || training == nil, "training", "stands beside 'strategy': nets are scored on supernets or by brief training")
    if let training {
      for (field, value, range) in [
        ("passes", training.passes, 1...100_000_000), ("seed", training.seed, 0...SearchSpec.greatestSeed),
        ("searches", training.searches, 1...1_000),
      ] {
        try need(
          range.contains(value), "training.\(field)", "is \(value), should be from \(range.lowerBound) to \(range.upperBound)")
      }
    }
    try need(!liveSearches.isEmpty, "liveSearches", "is empty, should name one searcher or more")
    let names = liveSearches.map(\.label)
    for (place, searcher) in liveSearches.enumerated() {
      let field = "liveSearches.\(place)"
      try need(
        !searcher.label.isEmpty && ![LiveSearchStudy.randomNet, LiveSearchStudy.largeNet].contains(searcher.label)
          && !names[..<place].contains(searcher.label),
        "\(field).label", "is '\(searcher.label)', should be a name of its own")
    }
    for (place, searcher) in liveSearches.enumerated() {
      // Which of the two it must be, its space says.
      let quality: SearchExperiment.Quality = searcher.objectives?.contains(.psnr) == true ? .psnr : .accuracy
      try searcher.algorithm.check(searcher.aims(quality), "liveSearches.\(place)", of: quality, hasLatency: latency != nil)
    }
    try latency?.check("latency")
    try need(bound > 0 && bound.isFinite, "bound", "is \(bound), should be multiply-adds or milliseconds above 0")
    for target in targets ?? [] {
      try need(target > 0 && target < bound, "targets", "has \(target), should be between 0 and the bound, \(bound)")
    }
    try need(Set(bounds).count == bounds.count, "targets", "name a bound twice, should name each once")
    try need((1...1_000_000).contains(evaluations), "evaluations", "is \(evaluations), should be from 1 to 1000000")
    try need((0...SearchSpec.greatestSeed / 2).contains(seed), "seed", "is \(seed), should be from 0 to \(SearchSpec.greatestSeed / 2)")
    for (field, claims) in [("primary", primary), ("exploratory", exploratory ?? [])] {
      for (place, claim) in claims.enumerated() {
        let seconds = names + [LiveSearchStudy.randomNet, LiveSearchStudy.largeNet]
        try need(
          names.contains(claim.first), "\(field).\(place).first", "is '\(claim.first)', should be one of \(names.joined(separator: ", "))")
        try need(
          seconds.contains(claim.second) && claim.second != claim.first, "\(field).\(place).second",
          "is '\(claim.second)', should be another of \(seconds.joined(separator: ", "))")
        try need(claim.margin > 0 && claim.margin.isFinite, "\(field).\(place).margin", "is \(claim.margin), should be above 0")
      }
    }
  }
}
