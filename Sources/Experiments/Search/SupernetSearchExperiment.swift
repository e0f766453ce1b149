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
/// random nets are those of a ranking experiment, whose jobs it shares. All keys but `exploratory` must be there.
public struct SupernetSearchExperiment: Codable, Hashable, Sendable {
  /// A word, for files and folders; the question, in a sentence.
  public var name: String, title: String
  /// The file of the ranking experiment, and the label of the strategy whose supernets are searched.
  public var ranking: String, strategy: String
  /// Each searches every supernet once.
  public var supernetSearches: [Searcher]
  /// Most multiply-adds that a net may have; MACs above it break the constraint, as in SPOS's code.
  public var bound: Double
  /// Different nets that a search may evaluate.
  public var evaluations: Int
  /// Of the searches; the supernet's is added, so that searches of different supernets begin with different nets.
  public var seed: Int
  /// What is decided, declared before anything runs; and what is read without a verdict, where there is such.
  public var primary: [SupernetSearchStudy.Claim]
  public var exploratory: [SupernetSearchStudy.Claim]?

  /// A searcher by its label.
  public struct Searcher: Codable, Hashable, Sendable {
    public var label: String, algorithm: SearchAlgorithm
  }
}

extension SupernetSearchExperiment: Validated {
  /// The first field that is wrong, in the order of the file. The ranking experiment is read by the reproduction.
  public func validate() throws(ExperimentError) {
    try checkName(name, title: title)
    try need(!ranking.isEmpty, "ranking", "is empty, should be the file of a ranking experiment")
    try need(!supernetSearches.isEmpty, "supernetSearches", "is empty, should name one searcher or more")
    let names = supernetSearches.map(\.label)
    for (place, searcher) in supernetSearches.enumerated() {
      let field = "supernetSearches.\(place)"
      try need(
        !searcher.label.isEmpty && ![SupernetSearchStudy.randomNet, SupernetSearchStudy.largeNet].contains(searcher.label)
          && !names[..<place].contains(searcher.label),
        "\(field).label", "is '\(searcher.label)', should be a name of its own")
      if let fault = searcher.algorithm.fault(objectives: 1) {
        throw .value(field: "\(field).algorithm.\(fault.field)", reason: fault.reason)
      }
    }
    try need(bound > 0 && bound.isFinite, "bound", "is \(bound), should be multiply-adds above 0")
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
