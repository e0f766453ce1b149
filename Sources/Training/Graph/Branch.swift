internal import Engine
internal import Spaces
internal import Strategies

/// The layers of one candidate at one place, or of a fixed node, with their parameters and tensors, waiting for an input.
struct Branch: Sendable {
  private struct Stage: Sendable {
    let name: String, unit: Unit, parameters: [Parameter], output: View
    /// Where noise counts in deviations of its input, that.
    var spread: (slot: Slot, sums: Deviation.Sums)?
  }

  private let stages: [Stage], knobs: GraphLowering.Knobs?
  /// What the branch ends in.
  let output: View

  /// Where the gradient of a branch's output lies.
  enum End {
    /// In a tensor of its own.
    case own
    /// The branch is a term of a sum, which has this gradient, and stands in it this many times.
    case term(of: Tensor, gain: Knob)
  }

  /// - Parameter buffers: two, which the gradients between units take in turn.
  init(_ site: inout Site, _ name: String, _ units: [Unit], _ end: End, _ buffers: [Int], slices: Int) throws(TrainingError) {
    var stages: [Stage] = []
    for (number, unit) in units.enumerated() {
      let layer = "\(name)/\(number + 1)", isLast = number == units.count - 1, shape = site.shape(unit.output)
      let parameters = try Self.parameters(&site, layer, unit), normalization = site.normalization(layer, unit)
      let tensor = site.tensor(unit.output), activation = unit.activation.inEngine
      let output: View
      switch end {
      case .term(let gradient, let gain) where isLast && normalization != nil && activation == .identity:
        output = View(tensor, normalization, gradient: gradient, gain: gain)
      case .term, .own:
        let gradient = isLast ? site.tensor(unit.output) : Tensor(shape, at: buffers[number % 2])
        output = View(tensor, normalization, activation, gradient: gradient)
      }
      var stage = Stage(name: layer, unit: unit, parameters: parameters, output: output)
      if case .disturbed(.noise(let noise)) = unit.kind, noise.scaled {
        stage.spread = (Slot(&site.layout), Deviation.Sums(&site.layout, slices: slices))
      }
      stages.append(stage)
    }
    guard let last = stages.last else { throw .unsupported(operation: name, "a branch has at least one layer") }
    (self.stages, knobs) = (stages, site.knobs)
    output = last.output
  }

  /// Whether the output is read as it is stored.
  var isPlain: Bool { output.normalization == nil && output.activation == .identity }

  /// Weights of a unit, within ±1/√(numbers that enter one output), as PyTorch begins.
  private static func parameters(_ site: inout Site, _ layer: String, _ unit: Unit) throws(TrainingError) -> [Parameter] {
    let inputs = unit.input.channels, outputs = unit.output.channels
    func add(_ name: String, _ fanIn: Int, _ outputs: Int) -> Parameter {
      site.parameters.add("\(layer)/\(name)", fanIn * outputs, .uniform(bound: 1 / Float(fanIn).squareRoot()), .weight)
    }
    switch unit.kind {
    case .convolution(let kernel, _, _, let groups, false): return [add("weight", kernel * kernel * inputs / groups, outputs)]
    case .separable(let kernel, _, _): return [add("depthwise", kernel * kernel, inputs), add("pointwise", inputs, outputs)]
    case .factorizedReduce: return [add("even", inputs, outputs / 2), add("odd", inputs, outputs - outputs / 2)]
    case .pool, .channels, .dropPath, .noise, .disturbed: return []
    case .convolution, .squeezeExcite, .globalAverage, .dropout, .linear, .zero, .flatten:
      throw .unsupported(operation: layer, "\(unit.kind) cannot be trained inside a graph")
    }
  }

  /// The instructions that read `input`, a plain tensor that others may read too.
  func lower(_ input: View) -> [Draft] {
    var drafts: [Draft] = [], view = input.through(stages[0].unit.entry.inEngine), shared = input.gradient
    for stage in stages {
      if let (slot, sums) = stage.spread {
        let read = view.leftOpen()
        drafts.append(Draft(nil) { _ in Deviation(read, slot: slot, sums, name: "\(stage.name)/deviation") })
      }
      drafts.append(draft(stage, view, stage.unit.kind == .noise ? nil : shared))
      (view, shared) = (stage.output, nil)
    }
    return drafts
  }

  private func draft(_ stage: Stage, _ input: View, _ shared: Tensor?) -> Draft {
    let unit = stage.unit, weights = stage.parameters, output = stage.output, knobs = knobs
    return Draft(shared) { adds in
      switch unit.kind {
      case .separable(let kernel, let stride, let dilation):
        Separable(
          input, kernel: kernel, stride: stride, dilation: dilation, depthwise: weights[0], pointwise: weights[1], output: output,
          adds: adds)
      case .factorizedReduce: FactorizedReduction(input, weights: weights, output: output, adds: adds)
      case .pool(let kind, let kernel, let stride, let padded):
        Pooling(input, kind == .max ? .max : .average, kernel: kernel, stride: stride, padded: padded, output: output, adds: adds)
      case .convolution(let kernel, let stride, let dilation, let groups, _):
        if unit.isPointwise {
          Pointwise(input, weights: weights[0], output: output, adds: adds)
        } else if groups == input.channels && groups == output.channels && groups > 1 {
          Depthwise(input, kernel: kernel, stride: stride, dilation: dilation, weights: weights[0], output: output, adds: adds)
        } else {
          Convolution(
            input, kernel: kernel, stride: stride, dilation: dilation, groups: groups, weights: weights[0], output: output, adds: adds)
        }
      case .channels(let first):
        ChannelSelection(input, channels: Array(first..<first + output.channels), output: output, adds: adds, name: stage.name)
      case .noise: Noise(nil, output: output, name: stage.name)
      case .dropPath: Dropout(input, rate: Self.knob(knobs?.pathRate), unit: .image, output: output, adds: adds, name: stage.name)
      case .disturbed(.dropout): Dropout(input, rate: Self.knob(knobs?.skips), output: output, adds: adds, name: stage.name)
      case .disturbed(.noise(let noise)):
        Noise(
          input, noise.law.inEngine, mean: noise.mean, amount: Self.knob(knobs?.skips), spread: stage.spread?.slot, output: output,
          adds: adds, name: stage.name)
      case .squeezeExcite, .globalAverage, .dropout, .linear, .zero, .flatten:
        preconditionFailure("branches hold what `parameters` accepts")
      }
    }
  }

  private static func knob(_ slot: Slot?) -> Knob { slot.map(Knob.slot) ?? .constant(0) }
}

extension SkipNoise.Law {
  /// The engine's law of this name.
  fileprivate var inEngine: Noise.Law {
    switch self {
    case .gaussian: .gaussian
    case .uniform: .uniform
    case .factor: .factor
    }
  }
}
