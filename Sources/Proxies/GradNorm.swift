internal import Engine

/// Σ over layers of ‖∂L/∂w‖₂: the size of the loss's gradient, layer by layer (Abdelfattah et al. 2021, grad_norm of the released code).
///
/// Layers are convolutions and linear ones, their weights alone; scales, shifts and biases do not count.
enum GradNorm {
  /// After a backward of the loss: the gradients of a net's `weights` lie in the gradient block.
  static func score(_ weights: [Parameter], _ memory: Memory) -> Double {
    weights.reduce(0) { sum, weight in
      sum + weight.range.reduce(0.0) { $0 + Double(memory.gradients[$1]) * Double(memory.gradients[$1]) }.squareRoot()
    }
  }
}
