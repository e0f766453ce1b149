internal import Engine
internal import Networks
public import Spaces
public import Training

/// The super-resolution net of a TensorFlow graph: a space of one network with its weights, and what the graph does with colours.
///
///     let net = try GraphNetwork(GraphDef(reading: "FALSR-A.pb"))
///     net.cost   // 1,021,401 parameters, 235.00G multiply-adds
///
/// The graph takes the brightness of an image, from 0 to 1, and where it gives colours the differences of colour of the larger image.
public struct GraphNetwork: Sendable {
  /// As errors name the file.
  public let path: String
  /// On images that make one of 1280 × 720.
  public let space: Space
  /// Weights by the names of the space's parameters.
  public let weights: Snapshot
  let colours: ColourStage

  /// Trainable numbers, those of the matrix of colours among them: all that the graph holds.
  public var parameters: Int { cost.parameters + colours.parameters }
  /// Without colours, of an output of 1280 × 720: the convention of both papers.
  public var cost: Cost { Cost(space.layers(of: space.whole)) }
  /// How many times as high and wide the image becomes.
  public var factor: Int { space.upscaling ?? 1 }

  /// Bytes of red, green and blue, as the graph makes them of the brightness that its net gives, one number a pixel, and differences of
  /// colour, two.
  package func pixels(brightness: [Float], chroma: [Float]) -> [UInt8] { colours.pixels(brightness: brightness, chroma: chroma) }

  /// Throws `WeightsError` where the graph has operations that are not computed here, contradicts itself, or has no output of its own.
  public init(_ graph: GraphDef) throws {
    var reading = GraphReading(path: graph.path)
    let (ordered, output) = try Self.ordered(graph)
    var values: [String: [GraphReading.Value]] = [:]
    for node in ordered {
      var inputs: [GraphReading.Value] = []
      for input in node.inputs {
        guard let outputs = values[input.node], outputs.indices.contains(input.output) else {
          throw reading.error(node, "reads output \(input.output) of '\(input.node.prefix(200))', which has none")
        }
        inputs.append(outputs[input.output])
      }
      values[node.name] = try reading.read(node, inputs)
    }
    guard let last = values[output.name]?.first else { throw reading.error(output, "gives nothing") }
    let image: Int, colours: ColourStage
    switch last {
    case .image(let number): (image, colours) = (number, .usual)
    case .colour(let step):
      guard let number = reading.brightness, reading.colours.channels[step] == 3 else {
        throw reading.error(output, "gives no red, green and blue made of a net's brightness")
      }
      (image, colours) = (number, reading.colours.ending(at: step))
    case .constant, .shape: throw reading.error(output, "gives a constant")
    }
    guard reading.layers.operations[image].channels == 1 else {
      throw reading.error(output, "gives an image of \(reading.layers.operations[image].channels) channels, and brightness has one")
    }
    let scale = reading.layers.operations[image].scale
    let shape = ImageShape(height: max(1, 720 / scale), width: max(1, 1280 / scale), channels: 1)
    let (space, numbers) = reading.layers.space("graph", ending: image, on: shape)
    try space.validate()
    (path, self.space, self.colours) = (graph.path, space, colours)
    weights = try Self.snapshot(space, numbers)
  }

  /// The nodes that the output depends on, each behind what it reads; the output is what no node reads: of several the one that is called
  /// `target`.
  private static func ordered(_ graph: GraphDef) throws(WeightsError) -> (nodes: [GraphDef.Node], output: GraphDef.Node) {
    let byName = Dictionary(uniqueKeysWithValues: graph.nodes.map { ($0.name, $0) }),
      read = Set(graph.nodes.flatMap { $0.inputs.map(\.node) })
    let ends = graph.nodes.filter {
      !read.contains($0.name) && $0.operation != "Const" && $0.operation != "NoOp" && $0.operation != "Placeholder"
    }
    guard let output = ends.count == 1 ? ends[0] : ends.first(where: { $0.name == "target" || $0.name.hasSuffix("/target") }) else {
      let names = ends.prefix(8).map { "'\($0.name.prefix(60))'" }.joined(separator: ", ")
      throw .notGraph(path: graph.path, reason: ends.isEmpty ? "no node is its output" : "it has several outputs: \(names)")
    }
    var ordered: [GraphDef.Node] = [], done: Set<String> = [], open: Set<String> = [], stack = [(node: output, next: 0)]
    open.insert(output.name)
    while let (node, next) = stack.last {
      if next < node.inputs.count {
        stack[stack.count - 1].next += 1
        let name = node.inputs[next].node
        if done.contains(name) { continue }
        guard open.insert(name).inserted, let from = byName[name] else {
          throw .node(path: graph.path, name: node.name, reason: "reads itself by way of '\(name.prefix(200))'")
        }
        stack.append((from, 0))
      } else {
        stack.removeLast()
        ordered.append(node)
        done.insert(node.name)
      }
    }
    return (ordered, output)
  }

  private static func snapshot(_ space: Space, _ numbers: [[Float]]) throws -> Snapshot {
    let small = space.resized(height: 8, width: 8), table = try Network(small, small.task, batch: 1, .scoring(several: true)).parameters
    precondition(
      table.parameters.map(\.count) == numbers.map(\.count) && table.statistics.isEmpty,
      "a graph's weights are those of its space, in order")
    return Snapshot(
      parameters: zip(table.parameters, numbers).map { Snapshot.Entry(name: $0.name, shape: $0.shape, values: $1) }, statistics: [])
  }
}

extension Space {
  /// For images of another size.
  func resized(height: Int, width: Int) -> Space {
    var space = self
    (space.input.height, space.input.width) = (height, width)
    return space
  }
}
