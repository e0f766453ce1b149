internal import Spaces

/// A graph gone through node by node, each one's outputs being layers of a net, colours, or constants.
struct GraphReading {
  /// What a node gives.
  enum Value {
    /// An operation of the net; a step of the colours.
    case image(Int), colour(Int)
    case constant(ConstantTensor)
    /// The shape of an image, which only tells `Fill` how many numbers are wanted.
    case shape
  }

  let path: String
  private(set) var layers = GraphLayers()
  private(set) var colours = ColourStage()
  /// The operation whose output is the brightness of the larger image; nil until colours read it.
  private(set) var brightness: Int?
  private var hasInput = false, chroma: Int?
  /// Numbers of weights so far, and of parts of constants: a small file may use a large constant often.
  private var numbers = 0

  /// TensorFlow's names of what is computed here.
  static let known = [
    "Add", "AddV2", "BiasAdd", "ConcatV2", "Const", "Conv2D", "DepthToSpace", "DepthwiseConv2dNative", "Fill", "Identity", "Maximum",
    "Minimum",
    "Mul", "Placeholder", "RealDiv", "Relu", "Relu6", "Shape", "Split", "Sub",
  ]

  init(path: String) { self.path = path }

  /// The outputs of a node whose inputs' values are these.
  mutating func read(_ node: GraphDef.Node, _ inputs: [Value]) throws(WeightsError) -> [Value] {
    switch node.operation {
    case "Placeholder": return [try placeholder(node)]
    case "Const":
      guard case .tensor(let tensor) = node.attributes["value"] else { throw error(node, "is a constant without numbers") }
      return [.constant(tensor)]
    case "Identity": return [try input(node, inputs, 0)]
    case "Shape": return [.shape]
    case "Fill": return [try input(node, inputs, 1)]
    case "Conv2D": return [try convolution(node, inputs, isDepthwise: false)]
    case "DepthwiseConv2dNative": return [try convolution(node, inputs, isDepthwise: true)]
    case "BiasAdd": return [try bias(node, inputs)]
    case "Relu": return [try activation(node, inputs, .relu)]
    case "Relu6": return [try activation(node, inputs, .relu6)]
    case "Split": return try split(node, inputs)
    case "ConcatV2": return [try concatenation(node, inputs)]
    case "DepthToSpace": return [try shuffle(node, inputs)]
    case "Add", "AddV2": return [try sum(node, inputs)]
    case "Sub", "Mul", "RealDiv", "Maximum", "Minimum": return [try arithmetic(node, inputs)]
    default: throw .operation(path: path, name: node.name, operation: node.operation, known: Self.known)
    }
  }

  /// The step of colours that a value is: what the net gives becomes brightness. Throws where it has more channels than one, or where another
  /// value is brightness already.
  mutating func colour(_ value: Value, _ node: GraphDef.Node) throws(WeightsError) -> Int {
    switch value {
    case .colour(let step): return step
    case .image(let number):
      guard layers.operations[number].channels == 1 else {
        throw error(node, "computes with single numbers on an image of \(layers.operations[number].channels) channels")
      }
      guard brightness == nil || brightness == number else { throw error(node, "reads a second image as brightness") }
      brightness = number
      return colours.add(.brightness)
    case .constant, .shape: throw error(node, "reads a constant where an image is needed")
    }
  }

  func error(_ node: GraphDef.Node, _ reason: String) -> WeightsError { .node(path: path, name: node.name, reason: reason) }

  private func input(_ node: GraphDef.Node, _ inputs: [Value], _ number: Int) throws(WeightsError) -> Value {
    guard inputs.indices.contains(number) else { throw error(node, "has \(inputs.count) inputs and needs \(number + 1)") }
    return inputs[number]
  }

  private func image(_ node: GraphDef.Node, _ inputs: [Value], _ number: Int) throws(WeightsError) -> Int {
    guard case .image(let operation) = try input(node, inputs, number) else { throw error(node, "reads no image") }
    return operation
  }

  private func constant(_ node: GraphDef.Node, _ inputs: [Value], _ number: Int) throws(WeightsError) -> ConstantTensor {
    guard case .constant(let tensor) = try input(node, inputs, number) else { throw error(node, "has no constant as input \(number + 1)") }
    return tensor
  }

  /// Finite numbers.
  private mutating func weights(_ node: GraphDef.Node, _ inputs: [Value], _ number: Int) throws(WeightsError) -> (
    values: [Float], shape: [Int]
  ) {
    let tensor = try constant(node, inputs, number)
    guard let values = tensor.floats else { throw error(node, "has whole numbers as weights") }
    guard values.allSatisfy(\.isFinite) else { throw .notFinite(path: path, name: node.name) }
    try count(values.count, node)
    return (values, tensor.shape)
  }

  private mutating func count(_ more: Int, _ node: GraphDef.Node) throws(WeightsError) {
    numbers += more
    guard numbers <= GraphDef.limit else { throw error(node, "brings the graph's weights above \(GraphDef.limit) numbers") }
  }

  private mutating func placeholder(_ node: GraphDef.Node) throws(WeightsError) -> Value {
    guard case .shape(let shape) = node.attributes["shape"], shape.count == 4 else {
      throw error(node, "says no shape of four lengths: brightness has 1 channel, differences of colour 2")
    }
    switch shape[3] {
    case 1:
      guard !hasInput else { throw error(node, "is a second image of one channel") }
      hasInput = true
      return .image(layers.add(.input, [], channels: 1, scale: 1))
    case 2:
      guard chroma == nil else { throw error(node, "is a second image of two channels") }
      let step = colours.add(.chroma)
      chroma = step
      return .colour(step)
    default: throw error(node, "takes images of \(shape[3]) channels: brightness has 1, differences of colour 2")
    }
  }

  /// Stride 1, "SAME" padding, channels last: what the space's layers say.
  private func dilation(_ node: GraphDef.Node) throws(WeightsError) -> Int {
    try checkFormat(node)
    guard case .text("SAME") = node.attributes["padding"] else { throw error(node, "has another padding than SAME") }
    if case .numbers(let strides) = node.attributes["strides"], strides != [1, 1, 1, 1] {
      throw error(node, "has the strides \(strides.prefix(8))")
    }
    guard case .numbers(let dilations) = node.attributes["dilations"] else { return 1 }
    guard dilations.count == 4, dilations[0] == 1, dilations[3] == 1, dilations[1] == dilations[2], (1...63).contains(dilations[1]) else {
      throw error(node, "has the dilations \(dilations.prefix(8))")
    }
    return dilations[1]
  }

  private func checkFormat(_ node: GraphDef.Node) throws(WeightsError) {
    if case .text(let format) = node.attributes["data_format"], format != "NHWC" {
      throw error(node, "has its channels in another place than last (\(format.prefix(20)))")
    }
  }

  private mutating func convolution(_ node: GraphDef.Node, _ inputs: [Value], isDepthwise: Bool) throws(WeightsError) -> Value {
    let (values, shape) = try weights(node, inputs, 1), dilation = try dilation(node)
    guard shape.count == 4, shape[0] == shape[1], shape[0] % 2 == 1, (1...63).contains(shape[0]), (1...65_536).contains(shape[3]) else {
      throw error(node, "has weights of the shape \(shape.prefix(8)): windows are square and odd, up to 63, with up to 65,536 outputs")
    }
    if case .colour(let step) = try input(node, inputs, 0) {
      guard shape[0] == 1, !isDepthwise, shape[2] == colours.channels[step] else { throw error(node, "convolves colours with windows") }
      return .colour(colours.add(.matrix(step, values, outputs: shape[3])))
    }
    let from = try image(node, inputs, 0), read = layers.operations[from]
    guard shape[2] == read.channels, !isDepthwise || shape[3] == 1 else {
      throw error(node, "has weights of the shape \(shape) for \(read.channels) channels")
    }
    let outputs = isDepthwise ? read.channels : shape[3]
    // A group for each of one channel is the whole.
    let convolution = Convolution(
      .fixed(outputs), kernel: shape[0], dilation: dilation, groups: isDepthwise && outputs > 1 ? .depthwise : .one)
    return .image(layers.add(.convolution(convolution, values), [from], channels: outputs, scale: read.scale))
  }

  private mutating func bias(_ node: GraphDef.Node, _ inputs: [Value]) throws(WeightsError) -> Value {
    try checkFormat(node)
    let (values, _) = try weights(node, inputs, 1)
    if case .colour(let step) = try input(node, inputs, 0) {
      guard values.count == colours.channels[step] else {
        throw error(node, "adds \(values.count) numbers to \(colours.channels[step]) channels")
      }
      return .colour(colours.add(.bias(step, values)))
    }
    let from = try image(node, inputs, 0), read = layers.operations[from]
    guard values.count == read.channels else { throw error(node, "adds \(values.count) numbers to \(read.channels) channels") }
    return .image(layers.add(.bias(values), [from], channels: read.channels, scale: read.scale))
  }

  private mutating func activation(_ node: GraphDef.Node, _ inputs: [Value], _ activation: Activation) throws(WeightsError) -> Value {
    let from = try image(node, inputs, 0), read = layers.operations[from]
    return .image(layers.add(.activation(activation), [from], channels: read.channels, scale: read.scale))
  }

  private mutating func split(_ node: GraphDef.Node, _ inputs: [Value]) throws(WeightsError) -> [Value] {
    guard let axis = try constant(node, inputs, 0).integer, case .number(let count) = node.attributes["num_split"], (1...64).contains(count)
    else { throw error(node, "says no axis, or not into how many parts, 1 to 64") }
    if case .constant(let tensor) = try input(node, inputs, 1) {
      try self.count(tensor.floats?.count ?? 0, node)
      guard let parts = tensor.split(axis, into: count) else {
        throw error(node, "does not divide \(tensor.shape.prefix(8)) into \(count)")
      }
      return parts.map { .constant($0) }
    }
    let from = try image(node, inputs, 1), read = layers.operations[from]
    guard axis == 3 || axis == -1, read.channels.isMultiple(of: count) else {
      throw error(node, "does not divide \(read.channels) channels into \(count)")
    }
    if count == 1 { return [.image(from)] }
    return (0..<count).map { part in
      .image(layers.add(.part(part, of: count), [from], channels: read.channels / count, scale: read.scale))
    }
  }

  private mutating func concatenation(_ node: GraphDef.Node, _ inputs: [Value]) throws(WeightsError) -> Value {
    guard let axis = try constant(node, inputs, inputs.count - 1).integer, axis == 3 || axis == -1, inputs.count > 1 else {
      throw error(node, "joins along another axis than that of channels")
    }
    let parts = inputs.dropLast()
    if parts.contains(where: { if case .colour = $0 { true } else { false } }) {
      var steps: [Int] = []
      for part in parts { steps.append(try colour(part, node)) }
      return .colour(colours.add(.join(steps)))
    }
    var numbers: [Int] = []
    for part in parts.indices { numbers.append(try image(node, inputs, part)) }
    let channels = numbers.reduce(0) { $0 + layers.operations[$1].channels }, scale = layers.operations[numbers[0]].scale
    guard numbers.allSatisfy({ layers.operations[$0].scale == scale }), channels <= 65_536 else {
      throw error(node, "joins images of different sizes, or more than 65,536 channels")
    }
    return .image(layers.add(.concatenation, numbers, channels: channels, scale: scale))
  }

  private mutating func shuffle(_ node: GraphDef.Node, _ inputs: [Value]) throws(WeightsError) -> Value {
    try checkFormat(node)
    let from = try image(node, inputs, 0), read = layers.operations[from]
    guard case .number(let factor) = node.attributes["block_size"], (2...16).contains(factor),
      read.channels.isMultiple(of: factor * factor),
      read.scale * factor <= 16
    else {
      throw error(
        node, "makes positions of \(read.channels) channels, which is no whole number of squares, or sides above 16 times the images'")
    }
    return .image(
      layers.add(.shuffle(factor: factor), [from], channels: read.channels / (factor * factor), scale: read.scale * factor))
  }

  private mutating func sum(_ node: GraphDef.Node, _ inputs: [Value]) throws(WeightsError) -> Value {
    guard case .image(let a) = try input(node, inputs, 0), case .image(let b) = try input(node, inputs, 1) else {
      return try arithmetic(node, inputs)
    }
    let first = layers.operations[a], second = layers.operations[b]
    guard first.channels == second.channels, first.scale == second.scale else {
      throw error(node, "adds images of \(first.channels) and of \(second.channels) channels, or of different sizes")
    }
    return .image(layers.add(.sum, [a, b], channels: first.channels, scale: first.scale))
  }

  /// A single number with colours, or with another one.
  private mutating func arithmetic(_ node: GraphDef.Node, _ inputs: [Value]) throws(WeightsError) -> Value {
    let a = try input(node, inputs, 0), b = try input(node, inputs, 1)
    func number(_ value: Value) throws(WeightsError) -> Float? {
      guard case .constant(let tensor) = value else { return nil }
      guard let number = tensor.number, number.isFinite else { throw error(node, "computes with a constant that is not one finite number") }
      return number
    }
    switch (try number(a), try number(b)) {
    case (let x?, let y?): return .constant(ConstantTensor(shape: [], .floats([Self.apply(node.operation, x, y)])))
    case (nil, let y?): return .colour(colours.add(Self.step(node.operation, try colour(a, node), y)))
    case (let x?, nil):
      guard node.operation != "Sub", node.operation != "RealDiv" else {
        throw error(node, "takes an image from a number, or divides by it")
      }
      return .colour(colours.add(Self.step(node.operation, try colour(b, node), x)))
    case (nil, nil): throw error(node, "computes with two images, and only sums do")
    }
  }

  private static func apply(_ operation: String, _ x: Float, _ y: Float) -> Float {
    switch operation {
    case "Mul": x * y
    case "Sub": x - y
    case "RealDiv": x / y
    case "Maximum": max(x, y)
    case "Minimum": min(x, y)
    default: x + y
    }
  }

  private static func step(_ operation: String, _ of: Int, _ number: Float) -> ColourStage.Step {
    switch operation {
    case "Mul": .scale(of, number)
    case "Sub": .shift(of, -number)
    case "RealDiv": .divide(of, number)
    case "Maximum": .atLeast(of, number)
    case "Minimum": .atMost(of, number)
    default: .shift(of, number)
    }
  }
}

extension ConstantTensor {
  /// Equal parts along an axis, from the last where it is negative; nil where there are none.
  fileprivate func split(_ axis: Int, into count: Int) -> [ConstantTensor]? {
    let axis = axis < 0 ? axis + shape.count : axis
    guard shape.indices.contains(axis), shape[axis].isMultiple(of: count), let values = floats, !values.isEmpty else { return nil }
    let inner = shape[(axis + 1)...].reduce(1, *), length = shape[axis] / count * inner, outer = shape[..<axis].reduce(1, *)
    var lengths = shape
    lengths[axis] /= count
    return (0..<count).map { part in
      let own = (0..<outer).flatMap { row in
        let start = (row * count + part) * length
        return values[start..<start + length]
      }
      return ConstantTensor(shape: lengths, .floats(own))
    }
  }
}
