internal import Streams

/// The output layer of one choice: m logits of a state of U units, and back.
struct LSTMHead {
  /// m.
  let candidates: Int
  let units: Int

  /// `weights`: m × U, then m biases. Sums in Float, in eight lanes that are added in order; logits in Double.
  func forward(_ weights: UnsafePointer<Float>, state: UnsafePointer<Float>, _ logits: UnsafeMutableBufferPointer<Double>) {
    for k in 0..<candidates {
      var sum = SIMD8<Float>()
      for u in stride(from: 0, to: units, by: 8) { sum += MatrixProduct.load(weights + k * units + u) * MatrixProduct.load(state + u) }
      var total = weights[candidates * units + k]
      for lane in 0..<8 { total += sum[lane] }
      logits[k] = Double(total)
    }
  }

  /// Adds the logits' gradient, times `share`, to that of `weights` and to that of the state.
  func backward(
    _ weights: UnsafePointer<Float>, state: UnsafePointer<Float>, _ logits: UnsafeMutableBufferPointer<Double>, share: Double,
    weightGradient: UnsafeMutablePointer<Float>, stateGradient: UnsafeMutablePointer<Float>
  ) {
    for k in 0..<candidates {
      let slope = Float(logits[k] * share), row = k * units
      for u in stride(from: 0, to: units, by: 8) {
        let to = weightGradient + row + u
        MatrixProduct.store(MatrixProduct.load(to) + slope * MatrixProduct.load(state + u), to)
        MatrixProduct.store(MatrixProduct.load(stateGradient + u) + slope * MatrixProduct.load(weights + row + u), stateGradient + u)
      }
      weightGradient[candidates * units + k] += slope
    }
  }
}
