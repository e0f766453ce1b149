internal import CKernels

/// How gradients become weights: a rule, which parameters decay, and how gradients are clipped first.
public struct Optimizer: Codable, Hashable, Sendable {
  public enum Rule: Codable, Hashable, Sendable {
    case sgd(SGD)
    case adam(Adam)
  }

  public enum Clipping: Codable, Hashable, Sendable {
    case none
    /// All gradients of the step are scaled by min(1, this / (norm + 10⁻⁶)), norm over all of them, as PyTorch.
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
  public func update(_ executor: borrowing Executor, _ parameters: [Parameter], counts: [Int] = [], rate: Double) {
    let bounds = bounds(executor.contents, parameters)
    executor.update { [self] memory, share in
      for (number, parameter) in parameters.enumerated() {
        let mine = share.of(parameter.count), first = parameter.range.lowerBound
        let range = first + mine.lowerBound..<first + mine.upperBound, decays = decaysAll || parameter.kind == .weight
        if let bounds { memory.kernels.pointee.clip(range.count, memory.gradients + range.lowerBound, bounds.scale, bounds.value) }
        switch rule {
        case .sgd(let sgd): sgd.update(memory, range, rate: rate, decays: decays)
        case .adam(let adam): adam.update(memory, range, rate: rate, decays: decays, count: counts[number])
        }
      }
    }
  }

  /// Where the next step would lead from `weights` with these gradients, unclipped: w − η (μ v + g + λ w), as second-order DARTS looks
  /// ahead (Liu et al. 2019, equation 7). Nil for rules other than plain SGD.
  ///
  /// - Parameters: `weights` and `gradients` lie as the parameters' block does.
  public func ahead(_ memory: Memory, _ parameters: [Parameter], weights: [Float], gradients: [Float], rate: Double) -> [Float]? {
    guard case .sgd(let sgd) = rule, !sgd.nesterov else { return nil }
    var moved = weights
    for parameter in parameters {
      let decay = decaysAll || parameter.kind == .weight ? sgd.decay : 0
      for i in parameter.range {
        let step = sgd.momentum * Double(memory.velocity[i]) + Double(gradients[i]) + decay * Double(weights[i])
        moved[i] = Float(Double(weights[i]) - rate * step)
      }
    }
    return moved
  }

  /// What gradients are multiplied by and how far from zero they may lie then; nil where clipping changes nothing.
  private func bounds(_ memory: Memory, _ parameters: [Parameter]) -> (scale: Float, value: Float)? {
    switch clipping {
    case .none: return nil
    case .value(let limit): return (1, Float(limit))
    case .norm(let limit):
      let scale = limit / (Self.norm(memory, parameters) + 1e-6)
      return scale < 1 ? (Float(scale), .infinity) : nil
    }
  }

  /// The Euclidean norm of all these parameters' gradients, summed in Double in the order given.
  public static func norm(_ memory: Memory, _ parameters: [Parameter]) -> Double {
    parameters.reduce(0) { $0 + kernel_squares($1.count, memory.gradients + $1.range.lowerBound) }.squareRoot()
  }
}
