internal import Engine
internal import Spaces

extension Network {
  /// What of the network has weights, in the order in which PyTorch would register it: stem, nodes, head, second head; candidates and
  /// layers in the order of the space. Each stands once, also where several places share it, and in its largest width.
  public var modules: [Module] {
    var found = ModuleList()
    for (index, node) in wiring.nodes.enumerated() {
      let number = (node.number ?? index) - 1
      for (candidate, table) in tables.nodes[index].enumerated() {
        switch node.kind {
        case .stem: found.append(table, .stem)
        case .layers: found.append(table, .fixed(node: number))
        case .place(let choice, _): found.append(table, .candidate(candidate, choice: choice, node: number))
        case .sum, .concatenation: break
        }
      }
    }
    found.append(tables.head, .head)
    if let table = tables.secondHead { found.append(table, .auxiliary) }
    return found.modules
  }
}

/// Modules as tables of layers are gone through.
private struct ModuleList {
  private(set) var modules: [Module] = []
  /// Tables that several places share are gone through once.
  private var seen: Set<ObjectIdentifier> = []

  mutating func append(_ table: LayerTable, _ place: Module.Place, branches: [Int] = []) {
    var position = 0, flattened: ImageShape?
    for unit in table.units where seen.insert(ObjectIdentifier(unit)).inserted {
      if !unit.isPart { modules += unit.modules(place, branches, at: position, flattened: flattened) }
      for (number, branch) in unit.branches.enumerated() { append(branch, place, branches: branches + [number]) }
      position += unit.fused.sequentialLayers
      flattened = unit.fused.flattened
    }
  }
}

extension LayerTable.Unit {
  /// Whether it trains the first channels of another's weights.
  fileprivate var isPart: Bool { (weights + [scale, shift, running].compactMap(\.self)).contains { $0.stored !== $0 } }

  /// Its convolutions or linear layers, then its BatchNorm.
  fileprivate func modules(_ place: Module.Place, _ branches: [Int], at position: Int, flattened: ImageShape?) -> [Module] {
    let dotted = String(name.map { $0 == "/" ? "." : $0 })
    func module(_ kind: Module.Kind, _ offset: Int, _ part: String, _ tensors: [Module.Tensor]) -> Module {
      Module(
        kind: kind, place: place, branches: branches, position: position + offset, name: part.isEmpty ? dotted : "\(dotted).\(part)",
        tensors: tensors)
    }
    var modules: [Module] = []
    switch fused.layer?.layer {
    case .convolution where fused.pointwise != nil:
      modules = [
        module(.depthwise, 0, "depthwise", [.depthwise(weights[0])]), module(.convolution, 1, "pointwise", [.pointwise(weights[1])]),
      ]
    case .convolution:
      let isDepthwise = fused.layer?.isDepthwise == true
      let bias = fused.map == .bias ? shift.map { [Module.Tensor.vector("bias", $0)] } ?? [] : []
      modules = [
        module(isDepthwise ? .depthwise : .convolution, 0, "", [isDepthwise ? .depthwise(weights[0]) : .dense(weights[0])] + bias)
      ]
    case .factorizedReduce:
      modules = [module(.even, 0, "even", [.pointwise(weights[0])]), module(.odd, 0, "odd", [.pointwise(weights[1])])]
    case .linear: modules = [module(.linear, 0, "", .linear(weights, flattened))]
    case .squeezeExcite:
      modules = [
        module(.squeeze, 0, "reduce", .linear(Array(weights[..<2]), nil)), module(.excite, 0, "expand", .linear(Array(weights[2...]), nil)),
      ]
    default: break
    }
    if let running {
      let affine = [scale.map { Module.Tensor.vector("weight", $0) }, shift.map { .vector("bias", $0) }].compactMap(\.self)
      modules.append(
        module(.normalization, fused.producers, "normalization", affine + [.half(running, .mean), .half(running, .variance)]))
    }
    return modules
  }
}

extension FusedLayer {
  /// Layers in front of the map, as `torch.nn.Sequential` counts them.
  fileprivate var producers: Int {
    switch layer?.layer {
    case nil, .channels, .shuffle, .zeroPad, .flatten, .dropPath: 0
    default: pointwise == nil ? 1 : 2
    }
  }

  /// All of them.
  fileprivate var sequentialLayers: Int {
    var count = producers + (activation == .identity ? 0 : 1)
    if case .normalization = map { count += 1 }
    return count
  }

  /// What a `flatten` layer read.
  fileprivate var flattened: ImageShape? { layer?.layer == .flatten ? input : nil }
}

extension Module.Tensor {
  /// [kernel][kernel][inputs][outputs], or [groups][kernel][kernel][inputs][outputs] of a group.
  fileprivate static func dense(_ weight: Parameter) -> Module.Tensor {
    let axes = weight.shape
    if axes.count == 4 { return Module.Tensor("weight", weight, shape: [axes[3], axes[2], axes[0], axes[1]], order: [3, 2, 0, 1]) }
    return Module.Tensor("weight", weight, shape: [axes[0] * axes[4], axes[3], axes[1], axes[2]], order: [0, 4, 3, 1, 2])
  }

  /// [kernel][kernel][channels].
  fileprivate static func depthwise(_ weight: Parameter) -> Module.Tensor {
    Module.Tensor("weight", weight, shape: [weight.shape[2], 1, weight.shape[0], weight.shape[1]], order: [2, 0, 1])
  }

  /// [inputs][outputs] of a convolution.
  fileprivate static func pointwise(_ weight: Parameter) -> Module.Tensor {
    Module.Tensor("weight", weight, shape: [weight.shape[1], weight.shape[0], 1, 1], order: [1, 0])
  }

  /// As many values as channels.
  fileprivate static func vector(_ name: String, _ parameter: Parameter) -> Module.Tensor {
    Module.Tensor(name, parameter, shape: parameter.shape, order: [0])
  }

  /// [mean and variance][channels].
  fileprivate static func half(_ running: Parameter, _ part: Part) -> Module.Tensor {
    let channels = running.shape[1]
    return Module.Tensor(
      part == .mean ? "running_mean" : "running_var", running, part, shape: [channels], axes: [channels], order: [0])
  }

  fileprivate init(
    _ name: String, _ parameter: Parameter, _ part: Part = .all, shape: [Int], or otherShape: [Int]? = nil, axes: [Int]? = nil,
    order: [Int]
  ) {
    (self.name, self.parameter, self.part, self.shape, self.otherShape) = (name, parameter, part, shape, otherShape)
    (self.axes, self.order) = (axes ?? parameter.shape, order)
  }
}

extension [Module.Tensor] {
  /// [inputs][outputs] and a bias or none; behind a flattened image, whose channels PyTorch has outside of its positions, [height][width]
  /// [channels][outputs].
  fileprivate static func linear(_ weights: [Parameter], _ flattened: ImageShape?) -> [Module.Tensor] {
    let inputs = weights[0].shape[0], outputs = weights[0].shape[1], image = flattened ?? ImageShape(height: 1, width: 1, channels: inputs)
    let weight = Module.Tensor(
      "weight", weights[0], shape: [outputs, inputs], or: [outputs, image.channels, image.height, image.width],
      axes: [image.height, image.width, image.channels, outputs], order: [3, 2, 0, 1])
    return [weight] + weights.dropFirst().map { .vector("bias", $0) }
  }
}
