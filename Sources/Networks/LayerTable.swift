internal import Engine
internal import Spaces

/// A table of layers with its parameters, waiting for an input: what of an operation does not depend on the plan. One for each candidate of
/// a place, for the stem, for fixed layers and for heads; made once a network (`NetworkTables`).
struct LayerTable: Sendable {
  /// What its layers' names begin with: "layer1/MB3_K3", "node3/normal/2<-0/sep_conv_3x3".
  let name: String
  /// In the order in which they run; none where the input is passed on.
  let units: [Unit]
  /// What is added up where the input is added to what the layers give: these, and the input; else none.
  let terms: [LayerTable]
  /// Nothing passes.
  let isZero: Bool
  /// Whether anything of its output comes from its input.
  let reads: Bool
  /// A pool with nothing to train: equal ones that read one node give the same numbers.
  let isPool: Bool

  /// All but name and units follows from the layers.
  init(name: String, units: [Unit], addsInput: Bool = false) {
    (self.name, self.units) = (name, units)
    terms = addsInput ? [LayerTable(name: name, units: units), .identity(name)] : []
    isZero = units.contains { $0.fused.isZero }
    reads = addsInput || !(isZero || units.first?.fused.isNoise == true)
    if units.count == 1, case .pool = units[0].fused.layer?.layer {
      isPool = units[0].scale == nil && units[0].shift == nil
    } else {
      isPool = false
    }
  }

  /// A fused layer by name, with what it trains. An object, for a plan is made in every pass and reads it often.
  final class Unit: Sendable {
    let fused: FusedLayer
    let name: String
    /// In the order in which the layer reads them: depthwise before pointwise, even before odd, weight before bias.
    let weights: [Parameter]
    /// By channel, of the BatchNorm or bias behind it: nil without, `scale` and `shift` also where it is not affine; a bias is `shift`
    /// alone.
    let scale: Parameter?, shift: Parameter?, running: Parameter?
    /// The tables of branches, in their order; none for other layers.
    let branches: [LayerTable]

    init(
      _ fused: FusedLayer, _ name: String, weights: [Parameter], scale: Parameter?, shift: Parameter?, running: Parameter?,
      branches: [LayerTable]
    ) {
      (self.fused, self.name, self.weights) = (fused, name, weights)
      (self.scale, self.shift, self.running, self.branches) = (scale, shift, running, branches)
    }
  }

  /// The input itself.
  var isEmpty: Bool { units.isEmpty }

  /// Tells a pool from those of other nodes, kinds and sizes.
  var key: String { units.reduce(name) { "\($0) \($1.fused.output.height)" } }
}

/// How the layers of a table are called, by which their initial weights are drawn: another name is another draw.
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
  /// All parameters so far, in the order in which they were added, which is that of snapshots.
  private(set) var table = ParameterTable()
  /// The space's, for convolutions.
  let law: Initialization
  /// Whether layers that drop paths become units; they have no parameters.
  let dropsPaths: Bool

  /// Begins without parameters.
  init(_ law: Initialization, dropsPaths: Bool) {
    self.law = law
    self.dropsPaths = dropsPaths
  }

  /// Groups layers into units and adds their parameters. `name` is the table's; `addsInput` where the operation has a residual. Units that
  /// `weightsOf` has too, in their order, are that table's own, and narrower ones train the first channels of its.
  mutating func prepare(
    _ layers: [PlacedLayer], _ name: String, _ naming: LayerNaming, addsInput: Bool = false, weightsOf owner: LayerTable? = nil
  ) -> LayerTable {
    let fused = FusedLayer.group(layers, dropsPaths: dropsPaths)
    var units: [LayerTable.Unit] = [], shared = owner?.units.filter { !$0.fused.isSqueezeExcite }[...] ?? []
    // An activation in front has no number: it is part of how the next layer reads.
    for (number, layer) in fused.enumerated() {
      let position = fused[...number].count { $0.layer != nil || $0.map != nil },
        unitName = Self.name(fused, number, position, name, naming)
      if let unit = shared.first, layer.isPart(of: unit.fused) {
        units.append(layer == unit.fused ? unit : prepare(layer, unitName, naming, partOf: unit))
        shared.removeFirst()
        continue
      }
      units.append(prepare(layer, unitName, naming))
    }
    return LayerTable(name: name, units: units, addsInput: addsInput)
  }

  /// A skip that is a linear map: one unit, a pointwise convolution alone.
  mutating func prepare(_ skips: LinearSkips, on shape: ImageShape, _ name: String, _ naming: LayerNaming) -> LayerTable {
    let map = FusedLayer(
      layer: PlacedLayer(.convolution(Convolution(.fixed(shape.channels))), shape, shape), input: shape, output: shape)
    let unit = Self.name([map], 0, 1, name, naming), channels = shape.channels
    let start: ParameterTable.Start =
      switch skips.linear {
      case .he: .heUniform(fanIn: channels)
      case .identity: .identity(rows: channels)
      }
    let weight = table.add("\(unit)/weight", [1, 1, channels, channels], start, .weight)
    return LayerTable(
      name: name,
      units: [LayerTable.Unit(map, unit, weights: [weight], scale: nil, shift: nil, running: nil, branches: [])])
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
    var weights: [Parameter] = [], branches: [LayerTable] = []
    if let layer = fused.layer { (weights, branches) = trained(by: layer, in: fused, name, naming) }
    var scale: Parameter?, shift: Parameter?, running: Parameter?
    switch fused.map {
    case nil: break
    case .bias: shift = table.add("\(name)/bias", [fused.output.channels], biasStart(fused), .bias)
    case .normalization(let affine):
      let channels = fused.output.channels
      scale = affine ? table.add("\(name)/scale", [channels], .one, .scale) : nil
      shift = affine ? table.add("\(name)/shift", [channels], .zero, .shift) : nil
      running = table.addStatistics("\(name)/running", channels: channels)
    }
    return LayerTable.Unit(fused, name, weights: weights, scale: scale, shift: shift, running: running, branches: branches)
  }

  /// Nothing of its own: the first channels of what another unit trains, and of the tables of its branches.
  private mutating func prepare(
    _ fused: FusedLayer, _ name: String, _ naming: LayerNaming, partOf owner: LayerTable.Unit
  ) -> LayerTable.Unit {
    let inputs = fused.input.channels, outputs = fused.output.channels
    // Windows come first in the shape of a weight, and channels last: one axis of them where it is depthwise.
    let weights = owner.weights.map { own in
      Parameter(leading: own.shape.count == 3 ? own.shape.dropLast() + [inputs] : own.shape.dropLast(2) + [inputs, outputs], of: own)
    }
    func vector(_ own: Parameter?) -> Parameter? { own.map { Parameter(leading: $0.shape.dropLast() + [outputs], of: $0) } }
    var branches: [LayerTable] = []
    for (number, (branch, whole)) in zip(fused.layer?.branches ?? [], owner.branches).enumerated() {
      branches.append(prepare(branch, "\(name).\(number + 1)", naming, weightsOf: whole))
    }
    return LayerTable.Unit(
      fused, name, weights: weights, scale: vector(owner.scale), shift: vector(owner.shift), running: vector(owner.running),
      branches: branches)
  }

  /// What a layer trains itself, and the tables of its branches.
  private mutating func trained(
    by placed: PlacedLayer, in fused: FusedLayer, _ name: String, _ naming: LayerNaming
  ) -> (weights: [Parameter], branches: [LayerTable]) {
    let inputs = placed.input.channels, outputs = placed.output.channels
    switch placed.layer {
    case .convolution(let convolution):
      let kernel = convolution.kernel, groups = placed.groups, fan = kernel * kernel * inputs / groups
      if let pointwise = fused.pointwise {
        let depthwise = add("\(name)/depthwise", [kernel, kernel, inputs], fan: fan)
        return ([depthwise, add("\(name)/pointwise", [inputs, pointwise.output.channels], fan: inputs)], [])
      }
      if placed.isDepthwise { return ([add("\(name)/weight", [kernel, kernel, inputs], fan: fan)], []) }
      let shape = (groups > 1 ? [groups] : []) + [kernel, kernel, inputs / groups, outputs / groups]
      return ([add("\(name)/weight", shape, fan: fan)], [])
    case .factorizedReduce:
      let even = add("\(name)/even", [inputs, outputs / 2], fan: inputs)
      return ([even, add("\(name)/odd", [inputs, outputs - outputs / 2], fan: inputs)], [])
    case .linear(_, let bias): return (addLinear(name, inputs, outputs, bias: bias), [])
    case .squeezeExcite:
      let reduce = addLinear("\(name)/reduce", inputs, placed.squeezed, bias: true)
      return (reduce + addLinear("\(name)/expand", placed.squeezed, inputs, bias: true), [])
    case .branches:
      var branches: [LayerTable] = []
      for (number, branch) in placed.branches.enumerated() { branches.append(prepare(branch, "\(name).\(number + 1)", naming)) }
      return ([], branches)
    case .normalization, .activation, .pool, .zero, .noise, .dropPath, .flatten, .channels, .shuffle, .pixelShuffle, .zeroPad,
      .globalAverage, .dropout:
      return ([], [])
    }
  }

  /// Weights of a convolution, by the space's law.
  private mutating func add(_ name: String, _ shape: [Int], fan: Int) -> Parameter {
    let start: ParameterTable.Start =
      switch law {
      case .heUniform: .heUniform(fanIn: fan)
      case .fanIn: .uniform(bound: 1 / Float(fan).squareRoot())
      }
    return table.add(name, shape, start, .weight)
  }

  /// Weights, and a bias, within ±1/√inputs.
  private mutating func addLinear(_ name: String, _ inputs: Int, _ outputs: Int, bias: Bool) -> [Parameter] {
    let start = ParameterTable.Start.uniform(bound: 1 / Float(inputs).squareRoot())
    let weight = table.add("\(name)/weight", [inputs, outputs], start, .weight)
    return bias ? [weight, table.add("\(name)/bias", [outputs], start, .bias)] : [weight]
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
