internal import Engine

/// Σ |w · ∂L/∂w|: what the loss would lose, to first order, with each weight that is removed (Lee et al. 2019; summed over a net by
/// Abdelfattah et al. 2021, snip of the released code).
///
/// Layers are those of `GradNorm`. With the sum of outputs for L, and |w| for w, it is synflow's.
enum SNIP {
  /// After a backward of L: the gradients of a net's `weights` lie in the gradient block.
  static func score(_ weights: [Parameter], _ memory: Memory) -> Double {
    weights.reduce(0) { sum, weight in
      sum + weight.range.reduce(0.0) { $0 + abs(Double(memory.parameters[$1]) * Double(memory.gradients[$1])) }
    }
  }
}
