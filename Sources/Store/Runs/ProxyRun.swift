/// Zero-cost proxies: nets as they are before any training, each under several initial weights and on several minibatches.
public struct ProxyRun: StoredRun {
  public static let kind = "proxies"
  public static let schema = 1

  public let header: RunHeader
  public let space: SpaceLabel
  /// Images of a minibatch.
  public let batch: Int
  /// Words for the proxies: "naswot", "grad_norm".
  public let proxies: [String]
  /// Seeds of initial weights, and of minibatches.
  public let initializations: [Int], batches: [Int]
  /// Canonical texts.
  public let architectures: [String]
  /// [proxies][initializations][batches][nets], larger is better; NaN where a net has none.
  public let scores: [[[[Double]]]]

  /// Scores have the shape that the lists say.
  public init(
    header: RunHeader, space: SpaceLabel, batch: Int, proxies: [String], initializations: [Int], batches: [Int], architectures: [String],
    scores: [[[[Double]]]]
  ) {
    precondition(
      scores.count == proxies.count && scores.allSatisfy { $0.count == initializations.count }
        && scores.joined().allSatisfy { $0.count == batches.count }
        && scores.joined().joined().allSatisfy { $0.count == architectures.count }, "one score a proxy, seed, minibatch and net")
    (self.header, self.space, self.batch, self.proxies) = (header, space, batch, proxies)
    (self.initializations, self.batches, self.architectures, self.scores) = (initializations, batches, architectures, scores)
  }

  public var arrays: [NamedArray] {
    let shape = [proxies.count, initializations.count, batches.count, architectures.count]
    return space.arrays + [
      NamedArray("batch", .integers([batch]), unit: "image", "images of a minibatch"),
      NamedArray("proxies", .texts(proxies), "zero-cost proxies, the first axis of the scores"),
      NamedArray("initializations", .integers(initializations), "seeds of initial weights, the second axis"),
      NamedArray("batches", .integers(batches), "seeds of minibatches, the third axis"),
      NamedArray("architectures", .texts(architectures), "nets, the last axis"),
      NamedArray(
        "scores", shape: shape, .doubles(scores.flatMap { $0.flatMap { $0.flatMap(\.self) } }),
        "score of each net, larger is better; NaN where it has none"),
    ]
  }

  public init(header: RunHeader, _ arrays: ArrayReader) throws(StoreError) {
    let proxies = try arrays.texts("proxies"), initializations = try arrays.integers("initializations")
    let batches = try arrays.integers("batches"), architectures = try arrays.texts("architectures"), nets = architectures.count
    let flat = try arrays.doubles("scores", shape: [proxies.count, initializations.count, batches.count, nets])
    let scores = proxies.indices.map { p in
      initializations.indices.map { i in
        batches.indices.map { b in
          let first = ((p * initializations.count + i) * batches.count + b) * nets
          return Array(flat[first..<first + nets])
        }
      }
    }
    self.init(
      header: header, space: try SpaceLabel(arrays), batch: try arrays.integer("batch"), proxies: proxies,
      initializations: initializations, batches: batches, architectures: architectures, scores: scores)
  }
}
