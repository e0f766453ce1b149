internal import Engine

/// Σ over channels of ½ · mean over images of (Σ over positions of z · ∂L/∂z)²: what the loss would change with each channel that is
/// removed (Turner et al. 2020; summed over a net by Abdelfattah et al. 2021, fisher of the released code).
///
/// z is what a convolution or a linear layer gives, with its bias and before BatchNorm. Of a depthwise convolution that is computed
/// together with the pointwise one behind it only the latter counts, for the former's output is never stored: in cells of DARTS each
/// separable pair counts once where the released code would count it twice.
///
/// It is read while backward runs: a gradient lies in its place from when its last reader has given to it until the instruction that wrote
/// z runs backward; behind that, others take the place.
struct Fisher {
  /// Of the instructions that were seen.
  private(set) var score = 0.0

  /// Takes an instruction's part, right before its backward and after that of all behind it.
  ///
  /// - Parameter weights: whether the instruction is a layer with weights; else it has no part.
  mutating func take(_ instruction: any Instruction, _ memory: Memory) {
    guard instruction.hasWeights, let output = instruction.outputs.first, output.gradient != nil else { return }
    let positions = output.shape.positions, channels = output.channels
    var slopes = [Float](repeating: 0, count: positions * channels), values = slopes
    var squares = [Double](repeating: 0, count: channels), sums = squares
    for image in 0..<memory.images {
      slopes.withUnsafeMutableBufferPointer { room in
        if let base = room.baseAddress { output.derive(memory, image * positions, positions, into: base) }
      }
      values.withUnsafeMutableBufferPointer { room in
        // A bias stands in the view's map; BatchNorm does not belong to z.
        let view = View(output.tensor, output.normalization?.running == nil ? output.normalization : nil)
        if let base = room.baseAddress { view.read(memory, image * positions, positions, into: base) }
      }
      for c in 0..<channels { sums[c] = 0 }
      for row in 0..<positions {
        for c in 0..<channels { sums[c] += Double(values[row * channels + c]) * Double(slopes[row * channels + c]) }
      }
      for c in 0..<channels { squares[c] += sums[c] * sums[c] }
    }
    score += squares.reduce(0, +) / Double(2 * memory.images)
  }
}

extension Instruction {
  /// Convolutions and linear layers.
  var hasWeights: Bool { parameters.contains { $0.kind == .weight } }
}
