internal import Spaces

/// The spatial part of a graph in the making: operations in an order in which each stands behind what it reads.
struct GraphLayers {
  struct Operation {
    enum Kind {
      /// The images.
      case input
      /// [groups][kernel · kernel · inputs/groups][outputs/groups]; depthwise [kernel · kernel][channels].
      case convolution(Convolution, [Float])
      case bias([Float])
      case activation(Activation)
      /// So manyth of so many equal parts of the channels.
      case part(Int, of: Int)
      case sum, concatenation
      case shuffle(factor: Int)
    }

    var kind: Kind, inputs: [Int]
    let channels: Int
    /// How many times as high and wide as the images it is.
    let scale: Int
  }

  private(set) var operations: [Operation] = []

  /// Returns the operation's number.
  mutating func add(_ kind: Operation.Kind, _ inputs: [Int], channels: Int, scale: Int) -> Int {
    operations.append(Operation(kind: kind, inputs: inputs, channels: channels, scale: scale))
    return operations.count - 1
  }

  /// The space of the one network that ends with an operation, on images of this size, and its weights in the order of its parameters.
  ///
  /// A split into equal parts, a convolution on each, and their concatenation are one convolution in groups; layers that follow one another
  /// and nobody else reads are one node.
  func space(_ name: String, ending last: Int, on input: ImageShape) -> (space: Space, weights: [[Float]]) {
    let operations = grouped(last), readers = Self.readers(operations, last)
    var nodes: [Node] = [], weights: [[[Float]]] = [], places = [Int?](repeating: nil, count: operations.count)
    func place(_ operation: Int) -> Int { places[operation] ?? 0 }
    for (number, operation) in operations.enumerated() where readers[number] > 0 {
      func append(_ layers: [Layer], _ values: [[Float]]) {
        let from = place(operation.inputs[0]), isAlone = readers[operation.inputs[0]] == 1
        if isAlone, from > 0, case .layers(let before, let first, _) = nodes[from - 1] {
          nodes[from - 1] = .layers(before + layers, from: first, channels: operation.channels)
          weights[from - 1] += values
          places[number] = from
        } else {
          add(.layers(layers, from: from, channels: operation.channels), values)
        }
      }
      func add(_ node: Node, _ values: [[Float]] = []) {
        nodes.append(node)
        weights.append(values)
        places[number] = nodes.count
      }
      switch operation.kind {
      case .input: places[number] = 0
      case .convolution(let convolution, let values): append([.convolution(convolution)], [values])
      case .activation(let activation): append([.activation(activation)], [])
      case .shuffle(let factor): append([.pixelShuffle(factor: factor)], [])
      case .part(let part, let count):
        let layers = (0..<part).map { Layer.channels(.others, of: count - $0) }
        append(layers + (count - part > 1 ? [.channels(.first, of: count - part)] : []), [])
      case .sum: add(.sum(operation.inputs.map(place)))
      case .concatenation: add(.concatenation(operation.inputs.map(place)))
      case .bias(let values):
        let from = place(operation.inputs[0])
        if readers[operation.inputs[0]] == 1, from > 0, case .layers(var layers, let first, let channels) = nodes[from - 1],
          case .convolution(var convolution) = layers.last, !convolution.bias
        {
          convolution.bias = true
          layers[layers.count - 1] = .convolution(convolution)
          nodes[from - 1] = .layers(layers, from: first, channels: channels)
          weights[from - 1].append(values)
          places[number] = from
        } else {
          // Each channel times 1, plus its bias.
          let identity = Convolution(.fixed(operation.channels), groups: .depthwise, bias: true)
          append([.convolution(identity)], [[Float](repeating: 1, count: operation.channels), values])
        }
      }
    }
    // What the space's head reads is its last node.
    if places[last] != nodes.count { nodes.append(.sum([place(last)])) }
    let space = Space(
      name: name, input: input, classes: 0, stem: [], choices: [], nodes: nodes, head: [], upscaling: operations[last].scale)
    return (space, weights.flatMap(\.self))
  }

  /// How many operations read each that the last one depends on, itself counted as read once; 0 for the others.
  private static func readers(_ operations: [Operation], _ last: Int) -> [Int] {
    var readers = [Int](repeating: 0, count: operations.count)
    readers[last] = 1
    for number in operations.indices.reversed() where readers[number] > 0 {
      for input in operations[number].inputs { readers[input] += 1 }
    }
    return readers
  }

  /// The operations with convolutions in groups instead of their splits, parts and concatenations.
  private func grouped(_ last: Int) -> [Operation] {
    var operations = operations
    let readers = Self.readers(operations, last)
    for number in operations.indices where readers[number] > 0 {
      guard case .concatenation = operations[number].kind, let group = group(number, readers) else { continue }
      operations[number].kind = .convolution(group.convolution, group.weights)
      operations[number].inputs = [group.source]
    }
    return operations
  }

  private func group(_ number: Int, _ readers: [Int]) -> (source: Int, convolution: Convolution, weights: [Float])? {
    let parts = operations[number].inputs
    var source: Int?, first: Convolution?, weights: [Float] = []
    for (index, part) in parts.enumerated() where parts.count > 1 {
      guard case .convolution(let convolution, let values) = operations[part].kind, convolution.groups == .one, readers[part] == 1,
        case .part(index, of: parts.count) = operations[operations[part].inputs[0]].kind, readers[operations[part].inputs[0]] == 1,
        first.map({ $0 == convolution }) ?? true
      else { return nil }
      let read = operations[operations[part].inputs[0]].inputs[0]
      guard source.map({ $0 == read }) ?? true else { return nil }
      (source, first) = (read, convolution)
      weights += values
    }
    guard let source, var convolution = first else { return nil }
    (convolution.outputs, convolution.groups) = (.fixed(operations[number].channels), .count(parts.count))
    return (source, convolution, weights)
  }
}
