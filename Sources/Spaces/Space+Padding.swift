/// Spaces whose operations give different numbers of channels. In the space the narrower ones are padded with zeros, so that places have one
/// shape; a net alone has no padding, and its layers read the channels that are there.
extension Space {
  /// Whether any candidate is padded.
  public var isPadded: Bool { choices.contains { $0.candidates.contains(where: \.isPadded) } }

  /// The net without padding, where each choice has one candidate: edges that keep nothing are left out, those that pass what they read are
  /// no nodes, and choices that nothing applies any more are gone.
  var unpadded: Space {
    var space = self, shapes = [stemLayers.last?.output ?? input], numbers: [Int?] = [0], used: [Int] = []
    space.nodes = []
    func add(_ node: Node, _ shape: ImageShape) {
      space.nodes.append(node)
      shapes.append(shape)
      numbers.append(space.nodes.count)
    }
    func meet(_ parts: [Int], _ node: ([Int]) -> Node, channels: ([Int]) -> Int) {
      let kept = parts.compactMap { numbers[$0] }
      guard kept.count > 1, var shape = kept.first.map({ shapes[$0] }) else { return numbers.append(kept.first) }
      shape.channels = channels(kept.map { shapes[$0].channels })
      add(node(kept), shape)
    }
    for node in nodes {
      switch node {
      case .place(let choice, let from, let channels, let stride):
        let operation = choices[choice].candidates[0], layers = operation.layers(stride: stride)
        guard let from = numbers[from], !layers.contains(.zero) else {
          numbers.append(nil)
          continue
        }
        if layers.isEmpty {
          numbers.append(from)
          continue
        }
        let alone = operation.withoutPadding
        let placed = Placement(input: shapes[from], outputs: channels, stride: stride).layers(alone.layers(stride: stride))
        let output = placed.last?.output ?? shapes[from]
        if !used.contains(choice) { used.append(choice) }
        space.choices[choice].candidates = [alone]
        add(.place(choice: choice, from: from, channels: output.channels, stride: stride), output)
      case .layers(let layers, let from, let channels):
        guard let from = numbers[from] else {
          numbers.append(nil)
          continue
        }
        let placed = Placement(input: shapes[from], outputs: channels, stride: 1).layers(layers),
          output = placed.last?.output ?? shapes[from]
        add(.layers(layers, from: from, channels: output.channels), output)
      case .sum(let terms): meet(terms, Node.sum) { $0[0] }
      case .concatenation(let parts): meet(parts, Node.concatenation) { $0.reduce(0, +) }
      }
    }
    // The head reads the last node.
    if let last = numbers.last, let last, last != space.nodes.count { add(.sum([last]), shapes[last]) }
    used.sort()
    space.choices = used.map { space.choices[$0] }
    space.nodes = space.nodes.map { node in
      guard case .place(let choice, let from, let channels, let stride) = node else { return node }
      return .place(choice: used.firstIndex(of: choice) ?? 0, from: from, channels: channels, stride: stride)
    }
    return space
  }
}

extension Operation {
  /// Whether zeros are added to what it gives.
  fileprivate var isPadded: Bool { [layers, reducing ?? []].contains { $0.last?.isZeroPad ?? false } }

  /// Without these zeros.
  var withoutPadding: Operation {
    func alone(_ layers: [Layer]) -> [Layer] { layers.last?.isZeroPad == true ? Array(layers.dropLast()) : layers }
    var operation = self
    (operation.layers, operation.reducing) = (alone(layers), reducing.map(alone))
    return operation
  }
}

extension Layer {
  fileprivate var isZeroPad: Bool { if case .zeroPad = self { true } else { false } }
}
