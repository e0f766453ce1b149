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
      ] + CandidateNames(choices: choices, candidates: candidates).arrays + [
        NamedArray(
          "mixture/weights", shape: [weights.count, candidates.reduce(0) { $0 + $1.count }],
          .doubles(weights.flatMap { $0.flatMap { $0 } }),
          "weight of each candidate, before training and after each epoch"),
        NamedArray(
          "mixture/gains", shape: [gains.count, choices.count], .doubles(gains.flatMap { $0 }),
          "what each choice is multiplied with besides, before training and after each epoch"),
      ] + history.arrays(.accuracy) + parameters.map { $0.moved(to: "parameters/\($0.name)") }
      + statistics.map { $0.moved(to: "statistics/\($0.name)") }
  }

  public init(header: RunHeader, _ arrays: ArrayReader) throws(StoreError) {
    let names = try CandidateNames(arrays), history = try [Epoch](arrays), epochs = history.count + 1
    let flat = try arrays.doubles("mixture/weights", shape: [epochs, names.count])
    let gains = try arrays.doubles("mixture/gains", shape: [epochs, names.choices.count])
    self.init(
      header: header, space: try SpaceLabel(arrays), strategy: try arrays.text("strategy"), seed: try arrays.integer("seed"),
      history: history, choices: names.choices, candidates: names.candidates,
      weights: (0..<epochs).map { names.rows(flat[$0 * names.count..<($0 + 1) * names.count]) },
      gains: (0..<epochs).map { Array(gains[$0 * names.choices.count..<($0 + 1) * names.choices.count]) },
      parameters: arrays.folder("parameters"), statistics: arrays.folder("statistics"))
  }
}
