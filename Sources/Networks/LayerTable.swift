internal import Engine
internal import Spaces

/// A table of layers with its parameters, waiting for an input: what of an operation does not depend on the plan.
struct LayerTable: Sendable {
  let name: String
  let units: [Unit]
  /// The input is added to what the layers give.
  var addsInput = false

  /// A fused layer by name, with what it trains.
  struct Unit: Sendable {
    let fused: FusedLayer
    let name: String
    /// In the order in which the layer reads them.
    var weights: [Parameter] = []
    /// Of the BatchNorm or bias behind it.
    var scale: Parameter?, shift: Parameter?, running: Parameter?
    /// The tables of branches.
    var branches: [LayerTable] = []
  }

  /// The input itself.
  var isEmpty: Bool { units.isEmpty }
  /// Nothing passes.
  var isZero: Bool { units.contains { $0.fused.isZero } }
  /// Whether anything of its output comes from its input.
  var reads: Bool { addsInput || !(isZero || units.first?.fused.isNoise == true) }

  /// Tells a pool from those of other nodes, kinds and sizes.
  var key: String { units.reduce(name) { "\($0) \($1.fused.output.height)" } }

  /// A pool with nothing to train: equal ones that read one node give the same numbers.
  var isPool: Bool {
    guard units.count == 1, case .pool = units[0].fused.layer?.layer else { return false }
    return units[0].scale == nil && units[0].shift == nil
  }
}

/// How the layers of a table are called, by which their initial weights are drawn.
enum LayerNaming: Sendable {
  /// By kind and number: `layer1/MB3_K3/convolution2`. Chains, and heads; there the last linear layer is the classifier.
  case kinds
  /// By number alone: `node3/normal/2<-0/sep_conv_3x3/1`.
  case numbers
  /// By number, but for linear layers: the hidden one and the classifier of a second head.
  case secondHead
}

/// Gives layers their parameters, in the order of the space: names, order and number depend on it alone.
struct Parameterization {
  private(set) var table = ParameterTable()
  let law: Initialization
  let dropsPaths: Bool

  init(_ law: Initialization, dropsPaths: Bool) {
    self.law = law
    self.dropsPaths = dropsPaths
  }

  mutating func prepare(_ layers: [PlacedLayer], _ name: String, _ naming: LayerNaming, addsInput: Bool = false) -> LayerTable {
    let fused = FusedLayer.group(layers, dropsPaths: dropsPaths)
    var units: [LayerTable.Unit] = []
    // An activation in front has no number: it is part of how the next layer reads.
    for (number, layer) in fused.enumerated() {
      let position = fused[...number].count { $0.layer != nil || $0.map != nil }
      units.append(prepare(layer, Self.name(fused, number, position, name, naming), naming))
    }
    return LayerTable(name: name, units: units, addsInput: addsInput)
  }

  private static func name(_ layers: [FusedLayer], _ number: Int, _ position: Int, _ name: String, _ naming: LayerNaming) -> String {
    switch (naming, layers[number].layer?.layer) {
    case (.numbers, _): return "\(name)/\(position)"
    case (.kinds, .linear), (.secondHead, .linear):
      guard layers[(number + 1)...].contains(where: { $0.isLinear }) else { return naming == .kinds ? "classifier" : "\(name)/classifier" }
      return layers[..<number].contains { $0.isLinear } ? "\(name)/hidden\(position)" : "\(name)/hidden"
    case (.secondHead, _): return "\(name)/\(position)"
    case (.kinds, .convolution): return "\(name)/convolution\(position)"
    case (.kinds, .dropout): return layers[..<number].contains { $0.isDropout } ? "\(name)/dropout\(position)" : "\(name)/dropout"
    case (.kinds, _): return "\(name)/layer\(position)"
    }
  }

  private mutating func prepare(_ fused: FusedLayer, _ name: String, _ naming: LayerNaming) -> LayerTable.Unit {
    var unit = LayerTable.Unit(fused: fused, name: name)
    if let placed = fused.layer { addWeights(placed, &unit, naming) }
    switch fused.map {
    case nil: break
    case .bias: unit.shift = table.add("\(name)/bias", [fused.output.channels], biasStart(fused), .bias)
    case .normalization(let affine):
      let channels = fused.output.channels
      unit.scale = affine ? table.add("\(name)/scale", [channels], .one, .scale) : nil
      unit.shift = affine ? table.add("\(name)/shift", [channels], .zero, .shift) : nil
      unit.running = table.addStatistics("\(name)/running", channels: channels)
    }
    return unit
  }

  private mutating func addWeights(_ placed: PlacedLayer, _ unit: inout LayerTable.Unit, _ naming: LayerNaming) {
    let inputs = placed.input.channels, outputs = placed.output.channels, name = unit.name
    switch placed.layer {
    case .convolution(let convolution):
      let kernel = convolution.kernel, groups = placed.groups, fan = kernel * kernel * inputs / groups
      if let pointwise = unit.fused.pointwise {
        add(&unit, "\(name)/depthwise", [kernel, kernel, inputs], fan: fan)
        add(&unit, "\(name)/pointwise", [inputs, pointwise.output.channels], fan: inputs)
      } else if placed.isDepthwise {
        add(&unit, "\(name)/weight", [kernel, kernel, inputs], fan: fan)
      } else {
        add(&unit, "\(name)/weight", (groups > 1 ? [groups] : []) + [kernel, kernel, inputs / groups, outputs / groups], fan: fan)
      }
    case .factorizedReduce:
      add(&unit, "\(name)/even", [inputs, outputs / 2], fan: inputs)
      add(&unit, "\(name)/odd", [inputs, outputs - outputs / 2], fan: inputs)
    case .linear(_, let bias): addLinear(&unit, name, inputs, outputs, bias: bias)
    case .squeezeExcite:
      addLinear(&unit, "\(name)/reduce", inputs, placed.squeezed, bias: true)
      addLinear(&unit, "\(name)/expand", placed.squeezed, inputs, bias: true)
    case .branches:
      for (number, branch) in placed.branches.enumerated() { unit.branches.append(prepare(branch, "\(name).\(number + 1)", naming)) }
    case .normalization, .activation, .pool, .zero, .noise, .dropPath, .flatten, .channels, .shuffle, .globalAverage, .dropout: break
    }
  }

  /// Weights of a convolution, by the space's law.
  private mutating func add(_ unit: inout LayerTable.Unit, _ name: String, _ shape: [Int], fan: Int) {
    let start: ParameterTable.Start =
      switch law {
      case .heUniform: .heUniform(fanIn: fan)
      case .fanIn: .uniform(bound: 1 / Float(fan).squareRoot())
      }
    unit.weights.append(table.add(name, shape, start, .weight))
  }

  /// Weights, and a bias, within ±1/√inputs.
  private mutating func addLinear(_ unit: inout LayerTable.Unit, _ name: String, _ inputs: Int, _ outputs: Int, bias: Bool) {
    let start = ParameterTable.Start.uniform(bound: 1 / Float(inputs).squareRoot())
    unit.weights.append(table.add("\(name)/weight", [inputs, outputs], start, .weight))
    if bias { unit.weights.append(table.add("\(name)/bias", [outputs], start, .bias)) }
  }

  /// A convolution's bias: zero beside He's weights, as wide as the weights beside the other law.
  private func biasStart(_ fused: FusedLayer) -> ParameterTable.Start {
    guard law == .fanIn, let layer = fused.layer, case .convolution(let convolution) = layer.layer else { return .zero }
    let fan = convolution.kernel * convolution.kernel * layer.input.channels / layer.groups
    return .uniform(bound: 1 / Float(fan).squareRoot())
  }
}

extension FusedLayer {
  fileprivate var isLinear: Bool { if case .linear = layer?.layer { true } else { false } }
  fileprivate var isDropout: Bool { if case .dropout = layer?.layer { true } else { false } }
}
