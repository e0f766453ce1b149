internal import Streams

/// A policy whose choices do not know of each other: a row of logits a choice, softmax over each.
///
/// Logits start at 0, so that the first draws are uniform. An update adds `step` times the gradient, *summed* over the generation's nets:
/// as if every net had taken a step of its own at the generation's probabilities. DECLARED: a mean would need a step that grows with the
/// generation to learn as much.
public struct FactorizedPolicy: Policy {
  public let options: PolicyOptions
  /// A row a choice, a number a candidate.
  public private(set) var logits: [[Double]]
  public private(set) var baseline: Baseline

  public init(candidates: [Int], _ options: PolicyOptions) {
    self.init(logits: candidates.map { [Double](repeating: 0, count: $0) }, options)
  }

  /// From given logits: a prior.
  public init(logits: [[Double]], _ options: PolicyOptions) {
    precondition(logits.allSatisfy { !$0.isEmpty }, "a choice without candidates: give each at least one")
    self.options = options
    self.logits = logits
    baseline = Baseline(decay: options.baselineDecay)
  }

  public var candidates: [Int] { logits.map(\.count) }

  public func reading() -> any PolicyReading { Reading(logits: logits) }

  public mutating func learn(_ generation: [Episode]) {
    require(generation)
    let credits = baseline.credits(generation, options.credit), surrogate = options.surrogate
    let old = logits.map(Self.logProbabilities)
    for _ in 0..<options.epochs {
      for choice in logits.indices {
        let logs = Self.logProbabilities(logits[choice])
        for credit in credits where credit.counts[choice] {
          let taken = credit.path[choice]
          var gradient = logs
          gradient.withUnsafeMutableBufferPointer {
            surrogate.gradient($0, taken: taken, advantage: credit.advantage, old: old[choice][taken])
          }
          for k in gradient.indices { logits[choice][k] += options.step * gradient[k] }
        }
      }
    }
  }

  private static func logProbabilities(_ logits: [Double]) -> [Double] {
    var logs = logits
    logs.withUnsafeMutableBufferPointer { Surrogate.logSoftmax($0) }
    return logs
  }

  private enum CodingKeys: String, CodingKey { case options, logits, baseline }

  /// Throws `PolicyError.invalid` where a choice has no logits.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    options = try container.decode(PolicyOptions.self, forKey: .options)
    logits = try container.decode([[Double]].self, forKey: .logits)
    baseline = try container.decode(Baseline.self, forKey: .baseline)
    guard logits.allSatisfy({ !$0.isEmpty }) else {
      throw PolicyError.invalid(field: "logits", reason: "a choice has none: the state is damaged; start the search anew")
    }
  }

  private struct Reading: PolicyReading {
    let logits: [[Double]]
    var choice = 0

    var probabilities: [Double] { FactorizedPolicy.logProbabilities(logits[choice]).map { Elementary.exp($0) } }

    mutating func next(_ candidate: Int) { choice += 1 }
  }
}
