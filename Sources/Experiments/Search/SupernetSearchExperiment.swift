public import Analysis
internal import Jobs
public import Search

/// A declared search on trained supernets: what is found, and what it is worth once it is trained alone.
///
///     name: spos-search
///     title: Is what evolution finds on a supernet better than a random net?
///     ranking: Benchmarks/laptop/ranking.yaml
///     strategy: SPOS
///     supernetSearches: [{label: evolution, algorithm: {name: evolution}}, {label: random search, algorithm: {name: random}}]
///     bound: 1.0e6
///     evaluations: 200
///     seed: 1
///     primary: [{text: …, source: …, first: evolution, second: random net, margin: 0.5}]
///
/// A value read from YAML under Benchmarks; its key `supernetSearches` tells it from the other kinds. Supernets, images and the accuracies of
/// random nets are those of a ranking experiment, whose jobs it shares. All keys but `latency`, `targets` and `exploratory` must be there.
///
/// So a whole pipeline is said: supernets, a search under a constraint, what it finds trained alone beside random nets, tests.
public struct SupernetSearchExperiment: Codable, Hashable, Sendable {
  /// A word, for files and folders; the question, in a sentence.
  public var name: String, title: String
  /// The ranking experiment, as a whole or by its file.
  public var ranking: RankingSource
  /// The label of the strategy whose supernets are searched.
  public var strategy: String
  /// Each searches every supernet once.
  public var supernetSearches: [Searcher]
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
  public var primary: [SupernetSearchStudy.Claim]
  public var exploratory: [SupernetSearchStudy.Claim]?

  /// A searcher by its label.
  ///
  ///     {label: NSGA-II, algorithm: {name: nsga2}, objectives: [accuracy, macs, parameters]}
  public struct Searcher: Codable, Hashable, Sendable {
    public var label: String, algorithm: SearchAlgorithm
    /// `accuracy` first; it alone where left out.
    public var objectives: [SearchExperiment.ObjectiveName]?

    /// With what holds where nothing is said.
    var aims: [SearchExperiment.ObjectiveName] { objectives ?? [.accuracy] }
  }

  /// The bounds under which nets are taken from a search, `bound` first.
  var bounds: [Double] { [bound] + (targets ?? []) }
}

extension SupernetSearchExperiment: Validated {
  /// The first field that is wrong, in the order of the file. The ranking experiment is read by the reproduction.
  public func validate() throws(ExperimentError) {
    try checkName(name, title: title)
    try ranking.validate()
    try need(!supernetSearches.isEmpty, "supernetSearches", "is empty, should name one searcher or more")
    let names = supernetSearches.map(\.label)
    for (place, searcher) in supernetSearches.enumerated() {
      let field = "supernetSearches.\(place)"
      try need(
        !searcher.label.isEmpty && ![SupernetSearchStudy.randomNet, SupernetSearchStudy.largeNet].contains(searcher.label)
          && !names[..<place].contains(searcher.label),
        "\(field).label", "is '\(searcher.label)', should be a name of its own")
      try searcher.algorithm.check(searcher.aims, field, hasLatency: latency != nil)
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
        let seconds = names + [SupernetSearchStudy.randomNet, SupernetSearchStudy.largeNet]
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
