internal import Engine
internal import Spaces

/// Convolutions in a row, stem or candidate, with their parameters and tensors, waiting for an input.
struct Row: Sendable {
  /// A unit with where its numbers lie.
  private struct Stage: Sendable {
    let unit: Unit
    let weights: Parameter
    let output: View
  }

  private var stages: [Stage] = []
  /// Where a residual needs it, the input as it is read.
  private let kept: Tensor?

  /// - Parameters:
  ///   - end: the buffer of the output's gradient; a residual takes its input's.
  ///   - buffers: two, which the gradients between units take in turn; nil where nothing flows back.
  init(_ site: inout Site, _ name: String, _ units: [Unit], residual: Bool, end: Tensor?, _ buffers: [Int]?) throws(TrainingError) {
    guard !residual || units.first?.isPointwise == true else {
      throw .unsupported(operation: name, "a residual must begin with a pointwise convolution")
    }
    let passing = site.passing
    defer { site.passing = passing }
    for (number, unit) in units.enumerated() {
      guard case .convolution(let kernel, _, _, let groups, false) = unit.kind, unit.entry == .identity else {
        throw .unsupported(operation: name, "\(unit.kind) cannot be trained inside a chain yet")
      }
      let fanIn = kernel * kernel * unit.input.channels / groups, layer = "\(name)/convolution\(number + 1)"
      let turn = buffers.map { Tensor(site.shape(unit.output), at: $0[number % 2]) }, isLast = number == units.count - 1
      let weights = site.parameters.add("\(layer)/weight", fanIn * unit.output.channels, .heUniform(fanIn: fanIn), .weight)
      let output = site.view(layer, unit, passes: !isLast, gradient: isLast ? end ?? turn : turn)
      stages.append(Stage(unit: unit, weights: weights, output: output))
    }
    kept = residual ? site.tensor(units[0].input) : nil
  }

  /// The instructions that read `input`, and what comes next reads.
  func lower(_ input: View) -> ([any Instruction], View) {
    var instructions: [any Instruction] = [], view = input
    for (number, stage) in stages.enumerated() {
      let joins = number == stages.count - 1 && kept != nil
      let output = joins ? stage.output.gathering(in: input.gradient) : stage.output
      instructions.append(Self.instruction(stage.unit, view, stage.weights, kept: number == 0 ? kept : nil, output))
      view = output
    }
    return (instructions, kept.map { view.adding($0) } ?? view)
  }

  /// The cheapest instruction that computes a unit.
  private static func instruction(_ unit: Unit, _ input: View, _ weights: Parameter, kept: Tensor?, _ output: View) -> any Instruction {
    guard case .convolution(let kernel, let stride, let dilation, let groups, _) = unit.kind else {
      preconditionFailure("rows hold convolutions")
    }
    if unit.isPointwise { return Pointwise(input, kept: kept, weights: weights, output: output, adds: kept != nil) }
    if groups == unit.input.channels && groups == unit.output.channels && groups > 1 {
      return Depthwise(input, kernel: kernel, stride: stride, dilation: dilation, weights: weights, output: output)
    }
    return Convolution(input, kernel: kernel, stride: stride, dilation: dilation, groups: groups, weights: weights, output: output)
  }
}
