/// What training a relaxed space leaves: the mixture of every epoch, and the last weights. Genotypes are made of it by rules, and scored by
/// evaluations.
public struct RelaxationRun: StoredRun {
  public static let kind = "relaxation"
  public static let schema = 2

  public let header: RunHeader
  public let space: SpaceLabel
  /// The strategy as its spec names it: "darts". What tables call it is the experiment's to say.
  public let strategy: String
  public let seed: Int
  /// A row at the end of each epoch; accuracy is the whole mixture's.
  public let history: [Epoch]
  /// Names of choices, and of each choice's candidates.
  public let choices: [String], candidates: [[String]]
  /// [epochs][choices][candidates], the first row before training: weights after their gate.
  public let weights: [[[Double]]]
  /// [epochs][choices], likewise: what all that passes by a choice is multiplied with besides. 1 unless edges are normalised, as PC-DARTS
  /// does.
  public let gains: [[Double]]
  /// Weights, and BatchNorm's running statistics, by their names in the network.
  public let parameters: [NamedArray], statistics: [NamedArray]

  public init(
    header: RunHeader, space: SpaceLabel, strategy: String, seed: Int, history: [Epoch], choices: [String], candidates: [[String]],
    weights: [[[Double]]], gains: [[Double]], parameters: [NamedArray], statistics: [NamedArray]
  ) {
    (self.header, self.space, self.strategy, self.seed, self.history) = (header, space, strategy, seed, history)
    (self.choices, self.candidates, self.weights, self.gains) = (choices, candidates, weights, gains)
    (self.parameters, self.statistics) = (parameters, statistics)
  }

  public var arrays: [NamedArray] {
    space.arrays
      + [
        NamedArray("strategy", .texts([strategy]), "training strategy"),
        NamedArray("seed", .integers([seed]), "seed of weights, images and the mixture"),
        NamedArray("choices", .texts(choices), "places where operations compete"),
        NamedArray("candidates/counts", .integers(candidates.map(\.count)), "candidates of each choice"),
        NamedArray("candidates/names", .texts(candidates.flatMap { $0 }), "candidates, choice by choice"),
        NamedArray(
          "mixture/weights", shape: [weights.count, candidates.reduce(0) { $0 + $1.count }],
          .doubles(weights.flatMap { $0.flatMap { $0 } }),
          "weight of each candidate, before training and after each epoch"),
        NamedArray(
          "mixture/gains", shape: [gains.count, choices.count], .doubles(gains.flatMap { $0 }),
          "what each choice is multiplied with besides, before training and after each epoch"),
      ] + history.arrays + parameters.map { $0.moved(to: "parameters/\($0.name)") }
      + statistics.map { $0.moved(to: "statistics/\($0.name)") }
  }

  public init(header: RunHeader, _ arrays: ArrayReader) throws(StoreError) {
    let choices = try arrays.texts("choices"), counts = try arrays.integers("candidates/counts", shape: [choices.count])
    let names = try arrays.texts("candidates/names", shape: [counts.reduce(0, +)])
    let history = try [Epoch](arrays), flat = try arrays.doubles("mixture/weights", shape: [history.count + 1, names.count])
    let gains = try arrays.doubles("mixture/gains", shape: [history.count + 1, choices.count])
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
      weights: (0...history.count).map { rows(flat[$0 * names.count..<($0 + 1) * names.count]) },
      gains: (0...history.count).map { Array(gains[$0 * choices.count..<($0 + 1) * choices.count]) },
      parameters: arrays.folder("parameters"), statistics: arrays.folder("statistics"))
  }
}
