/// How gradients become weights: a rule, which parameters decay, and how gradients are clipped first.
public struct Optimizer: Codable, Hashable, Sendable {
  public enum Rule: Codable, Hashable, Sendable {
    case sgd(SGD)
    case adam(Adam)
  }

  public enum Clipping: Codable, Hashable, Sendable {
    case none
    /// All gradients of the step are scaled so that their common norm is at most this.
    case norm(Double)
    /// Each value is brought into ± this.
    case value(Double)
  }

  public var rule: Rule
  public var clipping: Clipping
  /// Whether BatchNorm's scale and shift and biases decay like weights, as PyTorch's default has it.
  public var decaysAll: Bool

  public init(_ rule: Rule, clipping: Clipping = .none, decaysAll: Bool = true) {
    self.rule = rule
    self.clipping = clipping
    self.decaysAll = decaysAll
  }

  /// Whether the rule keeps second moments.
  public var keepsSquares: Bool { if case .adam = rule { true } else { false } }

  /// One step on the given parameters, each named once; the others stay as they are, momentum included. Their gradients are
  /// zero afterwards.
  ///
  /// - Parameter counts: how many steps each has seen, this one included; Adam alone reads it.
  public func update(_ executor: Executor, _ parameters: [Parameter], counts: [Int] = [], rate: Double) {
    let clip = factor(executor.contents, parameters)
    executor.update { [self] memory, share in
      for (number, parameter) in parameters.enumerated() {
        let mine = share.of(parameter.range.count), first = parameter.range.lowerBound
        let range = first + mine.lowerBound..<first + mine.upperBound, decays = decaysAll || parameter.kind == .weight
        if case .value(let limit) = clipping {
          let limit = Float(limit)
          for i in range { memory.gradients[i] = min(max(memory.gradients[i], -limit), limit) }
        }
        switch rule {
        case .sgd(let sgd): sgd.update(memory, range, rate: rate, decays: decays, clip: clip)
        case .adam(let adam): adam.update(memory, range, rate: rate, decays: decays, clip: clip, count: counts[number])
        }
      }
    }
  }

  /// What clipping by the common norm multiplies gradients by; the norm is summed in Double, in the order given.
  private func factor(_ memory: Memory, _ parameters: [Parameter]) -> Float {
    guard case .norm(let limit) = clipping else { return 1 }
    var square = 0.0
    for parameter in parameters { for i in parameter.range { square += Double(memory.gradients[i]) * Double(memory.gradients[i]) } }
    let norm = square.squareRoot()
    return norm > limit ? Float(limit / norm) : 1
  }
}
