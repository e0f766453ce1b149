internal import Engine
internal import Streams

/// log Σ |w| · ∂R/∂|w|, where R is the sum of what the net of weights |w| gives for an image of ones, BatchNorm left out (Tanaka et al. 2020;
/// summed over a net by Abdelfattah et al. 2021, synflow of the released code, which sums in Double and takes no logarithm).
///
/// R has some 2700 times the size behind every inverted residual: Float ends after a dozen. What is computed here are the weights
/// 2⁻ᵏ |w|, with a whole number k for each layer that takes the size out (`Scales`). While all is linear in each layer the flow of every
/// path from the image to the outputs is then 2⁻ᵖ of what it was, with one p for all, and so is each |w| · ∂R/∂|w|: powers of two change no
/// digit.
///
/// Where the net is not linear in the sizes of its weights (activations other than ReLU, gates), nothing is taken out, and it runs as it is,
/// as in the released code; what overflows has no score.
enum Synflow {
  /// What is taken out: exponents by tensor, from which those of weights follow.
  ///
  /// Each tensor t has an exponent p(t), 0 for images, and what is computed is 2⁻ᵖ of what would be. Where a layer has weights it turns
  /// one exponent into another; all else (sums, residuals, pools, concatenations, shuffles) reads and writes tensors of one exponent. So
  /// tensors fall into groups, and a group's exponent is the largest that any of its tensors would have by itself, its layer's input's and
  /// log₂ of the mean over outputs of Σ|w|.
  struct Scales {
    /// By tensor; the groups of all that were seen.
    private var groups: [Tensor: Int] = [:], parents: [Int] = [], exponents: [Int] = []
    /// What a tensor would have by itself.
    private var sizes: [Tensor: Int] = [:]
    private let isLinear: Bool

    init(_ plan: Plan, images: Tensor, _ memory: Memory) {
      isLinear = plan.instructions.allSatisfy { instruction in
        !(instruction is ChannelGate)
          && (instruction.reads + instruction.outputs).allSatisfy { $0.activation == .identity || $0.activation == .relu }
      }
      sizes[images] = 0
      guard isLinear else { return }
      for instruction in plan.instructions {
        for view in instruction.reads { if let residual = view.residual { join(view.tensor, residual) } }
        guard let input = instruction.reads.first?.tensor else { continue }
        // What a pointwise product keeps is its input.
        if let kept = (instruction as? Pointwise)?.kept { take(instruction.reads.reduce(0) { max($0, size($1)) }, kept, with: input) }
        guard let output = instruction.outputs.first?.tensor else { continue }
        let entering = instruction.reads.reduce(0) { max($0, size($1)) }
        if instruction.hasWeights {
          sizes[output] = entering + gains(instruction, memory).reduce(0, +)
        } else {
          for view in instruction.reads { take(entering, output, with: view.tensor) }
        }
      }
      for (tensor, size) in sizes {
        let group = find(number(tensor))
        exponents[group] = max(exponents[group], size)
      }
      // Images are what they are.
      exponents[find(number(images))] = 0
    }

    /// The exponent of a tensor.
    mutating func exponent(_ tensor: Tensor) -> Int { isLinear ? exponents[find(number(tensor))] : 0 }

    /// k for each of an instruction's weights, in their order.
    mutating func weights(_ instruction: any Instruction, _ memory: Memory) -> [Int] {
      guard isLinear, let input = instruction.reads.first?.tensor, let output = instruction.outputs.first?.tensor else {
        return instruction.layerWeights.map { _ in 0 }
      }
      let all = exponent(output) - exponent(input), gains = gains(instruction, memory)
      // Both halves of a factorised reduction read the input; else one layer stands behind the other, and the last takes what is left.
      if instruction is FactorizedReduction { return instruction.layerWeights.map { _ in all } }
      return gains.dropLast() + [all - gains.dropLast().reduce(0, +)]
    }

    private func size(_ view: View) -> Int { max(sizes[view.tensor] ?? 0, view.residual.flatMap { sizes[$0] } ?? 0) }

    /// log₂, rounded down, of each layer's mean over outputs of Σ|w|; of a factorised reduction that of its larger half.
    private func gains(_ instruction: any Instruction, _ memory: Memory) -> [Int] {
      let gains = instruction.layerWeights.map { weight in
        let outputs = (weight.shape.last ?? 1) * (weight.shape.count == 5 ? weight.shape[0] : 1)
        let mean = weight.indices.reduce(0.0) { $0 + abs(Double(memory.parameters[$1])) } / Double(outputs)
        return mean > 0 && mean < .infinity ? Int(mean.exponent) : 0
      }
      return instruction is FactorizedReduction ? [gains.max() ?? 0] : gains
    }

    private mutating func take(_ size: Int, _ tensor: Tensor, with other: Tensor) {
      sizes[tensor] = max(sizes[tensor] ?? size, size)
      join(tensor, other)
    }

    private mutating func join(_ a: Tensor, _ b: Tensor) {
      let (first, second) = (find(number(a)), find(number(b)))
      if first != second { parents[second] = first }
    }

    private mutating func number(_ tensor: Tensor) -> Int {
      if let known = groups[tensor] { return known }
      groups[tensor] = parents.count
      parents.append(parents.count)
      exponents.append(0)
      return parents.count - 1
    }

    private mutating func find(_ number: Int) -> Int {
      var root = number
      while parents[root] != root {
        parents[root] = parents[parents[root]]
        root = parents[root]
      }
      return root
    }
  }

  /// Puts the weights 2⁻ᵏ |w|, and biases of 2⁻ᵖ |b|, in place of a net's; returns the exponent of its outputs.
  static func prepare(_ plan: Plan, images: Tensor, _ memory: Memory) -> Int {
    var scales = Scales(plan, images: images, memory), changes: [(Parameter, Int)] = []
    for instruction in plan.instructions {
      guard let output = instruction.outputs.first?.tensor else { continue }
      changes += zip(instruction.layerWeights, scales.weights(instruction, memory))
      changes += instruction.parameters.filter { $0.kind == .bias }.map { ($0, scales.exponent(output)) }
    }
    for (parameter, exponent) in changes {
      let factor = Float(sign: .plus, exponent: -exponent, significand: 1)
      for i in parameter.indices { memory.parameters[i] = factor * abs(memory.parameters[i]) }
    }
    guard let logits = plan.loss?.reads.first?.tensor else { return 0 }
    return scales.exponent(logits)
  }

  /// From Σ 2⁻ᵏ|w| · ∂R'/∂(2⁻ᵏ|w|) and the outputs' exponent; −∞ where nothing flows, NaN where Float did not hold it.
  static func score(_ sum: Double, exponent: Int) -> Double {
    sum.isFinite ? Elementary.log(sum) + Double(exponent) * 0.6931471805599453 : .nan
  }
}

extension Instruction {
  /// The weights of its layers, in the order in which they are applied.
  var layerWeights: [Parameter] { parameters.filter { $0.kind == .weight } }
}
