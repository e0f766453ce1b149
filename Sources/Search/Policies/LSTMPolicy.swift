public import Streams

/// A policy in which each choice knows those before it: an LSTM reads the candidates taken so far, and an output layer of each choice's own
/// gives the logits of its candidates.
///
/// As the controllers of Zoph and Le (2017) and of ENAS (Pham et al. 2018): one layer, a token of its own to start with, first weights
/// uniform in ±0.08, Adam uphill at 3.5 · 10⁻⁴. DECLARED: every candidate of every choice has an embedding of its own; the gradient is of
/// the mean over the generation's nets. Weights and states are Floats, probabilities Doubles.
public struct LSTMPolicy: Policy {
  public let options: PolicyOptions
  public private(set) var baseline: Baseline
  /// Where the tensors lie in `weights`.
  package let shape: LSTMShape
  package private(set) var weights: [Float]
  private var adam: AdamMoments

  /// `units` and `embedding` are multiples of 8; first weights take one number of the stream each, in order of `LSTMShape`.
  public init(candidates: [Int], units: Int, embedding: Int, _ options: PolicyOptions, _ random: inout RandomStream) {
    let shape = LSTMShape(candidates: candidates, units: units, embedding: embedding)
    var weights: [Float] = []
    weights.reserveCapacity(shape.count)
    for _ in 0..<shape.count { weights.append(Float(0.08 * (2 * random.unit() - 1))) }
    self.init(shape, weights, options)
  }

  /// From given weights, Adam at rest.
  package init(_ shape: LSTMShape, _ weights: [Float], _ options: PolicyOptions) {
    precondition(shape.candidates.allSatisfy { $0 > 0 }, "a choice without candidates: give each at least one")
    precondition(shape.units > 0 && shape.units % 8 == 0 && shape.embedding % 8 == 0, "units and embedding must be multiples of 8")
    precondition(weights.count == shape.count, "\(weights.count) weights where \(shape.count) are needed")
    self.shape = shape
    self.weights = weights
    self.options = options
    baseline = Baseline(decay: options.baselineDecay)
    adam = AdamMoments(count: shape.count)
  }

  public var candidates: [Int] { shape.candidates }

  public func reading() -> any PolicyReading { LSTMReading(shape, weights) }

  public mutating func learn(_ generation: [Episode]) {
    require(generation)
    guard let unrolled = UnrolledLSTM(shape, baseline.credits(generation, options.credit)) else { return }
    let surrogate = options.surrogate
    for _ in 0..<options.epochs {
      weights.withUnsafeBufferPointer {
        guard let weights = $0.baseAddress else { return }
        unrolled.forward(weights)
        unrolled.backward(weights, surrogate)
      }
      adam.ascend(&weights, unrolled.gradient, rate: options.step)
    }
  }

  /// What `learn` would first step along, and nothing learnt: for tests.
  package func gradient(_ generation: [Episode], behind other: LSTMPolicy? = nil) -> [Float] {
    require(generation)
    var baseline = baseline
    guard let unrolled = UnrolledLSTM(shape, baseline.credits(generation, options.credit)) else { return weights.map { _ in 0 } }
    for weights in [other?.weights, weights].compactMap({ $0 }) {
      weights.withUnsafeBufferPointer {
        guard let weights = $0.baseAddress else { return }
        unrolled.forward(weights)
        unrolled.backward(weights, options.surrogate)
      }
    }
    return Array(UnsafeBufferPointer(start: unrolled.gradient, count: shape.count))
  }
}

extension LSTMPolicy {
  private enum Key: String, CodingKey { case candidates, options, baseline, weights, first, second, steps }

  /// Arrays are base64 of little-endian Floats; throws `PolicyError.state` where one does not fit.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let options = try container.decode(PolicyOptions.self, forKey: .options)
    guard case .lstm(let units, let embedding) = options.form else {
      throw PolicyError.invalid(field: "name", reason: "an LSTM's state has another policy's options: start the search anew")
    }
    let candidates = try container.decode([Int].self, forKey: .candidates)
    guard candidates.count < 1_000_000, candidates.allSatisfy({ $0 > 0 && $0 < 1_000_000 }) else {
      throw PolicyError.invalid(field: "candidates", reason: "no space has these: the state is damaged; start the search anew")
    }
    let shape = LSTMShape(candidates: candidates, units: units, embedding: embedding)
    func floats(_ key: Key) throws -> [Float] {
      let floats = try container.decode(FloatText.self, forKey: key).floats
      guard floats.count == shape.count else { throw PolicyError.state(field: key.rawValue, wanted: shape.count, found: floats.count) }
      return floats
    }
    self.init(shape, try floats(.weights), options)
    (adam.first, adam.second) = (try floats(.first), try floats(.second))
    adam.steps = try container.decode(Int.self, forKey: .steps)
    guard adam.steps >= 0 else {
      throw PolicyError.invalid(field: "steps", reason: "\(adam.steps) steps: the state is damaged; start the search anew")
    }
    baseline = try container.decode(Baseline.self, forKey: .baseline)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(candidates, forKey: .candidates)
    try container.encode(options, forKey: .options)
    try container.encode(baseline, forKey: .baseline)
    try container.encode(FloatText(floats: weights), forKey: .weights)
    try container.encode(FloatText(floats: adam.first), forKey: .first)
    try container.encode(FloatText(floats: adam.second), forKey: .second)
    try container.encode(adam.steps, forKey: .steps)
  }
}
