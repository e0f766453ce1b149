/// What a relaxed search leaves: the mixture of every epoch, the genotype, and the accuracy that is left after each step towards it.
public struct RelaxationRun: StoredRun {
  public static let kind = "relaxation"
  public static let schema = 1

  /// An architecture that was scored in the supernet, and how.
  public struct Cut: Hashable, Sendable {
    /// Canonical text in the space that was searched.
    public let architecture: String
    /// Search-validation accuracy (fraction): kept candidates under the mixture's weights, and each with weight 1.
    public let keep: Double, one: Double

    public init(architecture: String, keep: Double, one: Double) {
      (self.architecture, self.keep, self.one) = (architecture, keep, one)
    }
  }

  public let header: RunHeader
  public let space: SpaceLabel
  /// The strategy's label as tables show it: "DARTS".
  public let strategy: String
  public let seed: Int
  /// A row at the end of each epoch; accuracy is the whole mixture's.
  public let history: [Epoch]
  /// Names of choices, and of each choice's candidates.
  public let choices: [String], candidates: [[String]]
  /// [epochs][choices][candidates], the first row before training: weights after their gate.
  public let weights: [[[Double]]]
  /// The genotype as the papers write it.
  public let genotype: String
  /// Accuracy (fraction) of the whole mixture; with the best operation of every edge alone, under its weight; and of the genotype cut
  /// out of it.
  public let mix: Double, operations: Double, chosen: Cut
  /// Random genotypes of the same supernet.
  public let random: [Cut]
  /// Weights, and BatchNorm's running statistics, by their names in the network.
  public let parameters: [NamedArray], statistics: [NamedArray]

  public init(
    header: RunHeader, space: SpaceLabel, strategy: String, seed: Int, history: [Epoch], choices: [String], candidates: [[String]],
    weights: [[[Double]]], genotype: String, mix: Double, operations: Double, chosen: Cut,
    random: [Cut], parameters: [NamedArray], statistics: [NamedArray]
  ) {
    (self.header, self.space, self.strategy, self.seed, self.history) = (header, space, strategy, seed, history)
    (self.choices, self.candidates, self.weights, self.genotype) = (choices, candidates, weights, genotype)
    (self.mix, self.operations, self.chosen, self.random, self.parameters, self.statistics) = (
      mix, operations, chosen, random, parameters, statistics
    )
  }

  public var arrays: [NamedArray] {
    let cuts = [chosen] + random
    return space.arrays
      + [
        NamedArray("strategy", .texts([strategy]), "search strategy"),
        NamedArray("seed", .integers([seed]), "seed of the search"),
        NamedArray("choices", .texts(choices), "places where operations compete"),
        NamedArray("candidates/counts", .integers(candidates.map(\.count)), "candidates of each choice"),
        NamedArray("candidates/names", .texts(candidates.flatMap { $0 }), "candidates, choice by choice"),
        NamedArray(
          "mixture", shape: [weights.count, candidates.reduce(0) { $0 + $1.count }], .doubles(weights.flatMap { $0.flatMap { $0 } }),
          "weight of each candidate, before training and after each epoch"),
        NamedArray("genotype", .texts([genotype]), "what the rule made of the last mixture"),
        NamedArray("accuracy/mixture", .doubles([mix]), unit: "fraction", "search-validation accuracy of the whole mixture"),
        NamedArray(
          "accuracy/operations", .doubles([operations]), unit: "fraction",
          "search-validation accuracy with the best operation of every edge under its weight"),
        NamedArray("cuts/architecture", .texts(cuts.map(\.architecture)), "the genotype, then random ones"),
        NamedArray(
          "cuts/keep", .doubles(cuts.map(\.keep)), unit: "fraction", "search-validation accuracy of kept candidates under their weights"),
        NamedArray("cuts/one", .doubles(cuts.map(\.one)), unit: "fraction", "search-validation accuracy of kept candidates with weight 1"),
      ] + history.arrays + parameters.map { $0.moved(to: "parameters/\($0.name)") }
      + statistics.map { $0.moved(to: "statistics/\($0.name)") }
  }

  public init(header: RunHeader, _ arrays: ArrayReader) throws(StoreError) {
    let choices = try arrays.texts("choices"), counts = try arrays.integers("candidates/counts", shape: [choices.count])
    let names = try arrays.texts("candidates/names", shape: [counts.reduce(0, +)])
    let history = try [Epoch](arrays), flat = try arrays.doubles("mixture", shape: [history.count + 1, names.count])
    let cuts = try arrays.texts("cuts/architecture"), keep = try arrays.doubles("cuts/keep", shape: [cuts.count])
    let one = try arrays.doubles("cuts/one", shape: [cuts.count])
    let all = cuts.indices.map { Cut(architecture: cuts[$0], keep: keep[$0], one: one[$0]) }
    // Without any the text has the wrong shape, and the reader says so.
    if all.isEmpty { _ = try arrays.text("cuts/architecture") }
    func rows<T>(_ values: ArraySlice<T>) -> [[T]] {
      var rest = values
      return counts.map { count in
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
      }
    }
    self.init(
      header: header, space: try SpaceLabel(arrays), strategy: try arrays.text("strategy"), seed: try arrays.integer("seed"),
      history: history, choices: choices, candidates: rows(names[...]),
      weights: (0...history.count).map { rows(flat[$0 * names.count..<($0 + 1) * names.count]) }, genotype: try arrays.text("genotype"),
      mix: try arrays.number("accuracy/mixture"), operations: try arrays.number("accuracy/operations"), chosen: all[0],
      random: Array(all.dropFirst()),
      parameters: arrays.folder("parameters"), statistics: arrays.folder("statistics"))
  }
}
