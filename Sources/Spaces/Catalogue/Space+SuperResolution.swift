extension Space {
  /// MoreMNAS's and FALSR's spaces of super-resolution nets (Chu et al. 2019; layers read from the released graphs): a 3 × 3 convolution with
  /// ReLU, cells that are each one of the blocks, a 3 × 3 convolution with ReLU back to the first one's width, to which that one is added;
  /// a pixel shuffle, and a 3 × 3 convolution to the image. The input is an image's luma, from 0 to 1.
  ///
  /// With `edges` each cell, and the convolution behind the last one, may also read what stands further in front, the outputs of the first
  /// convolution and of cells side by side in their order: of n cells n(n + 1)/2 more choices, each `none` or `skip` (FALSR's macro space).
  ///
  /// The defaults are published scale, 192⁷ nets, with edges 192⁷ · 2²⁸, whose costs are counted for an output of 1280 × 720. What a block
  /// gives is padded with zeros up to the widest one's channels while nets share weights; a net alone, and every cost, is without.
  /// - Parameters:
  ///   - features: Channels of the first convolution, a multiple of the square of `upscaling`.
  public static func superResolution(
    name: String, input: ImageShape = ImageShape(height: 360, width: 640, channels: 1), cells: Int = 7, features: Int = 32,
    upscaling: Int = 2, blocks: [SuperResolutionBlock] = SuperResolutionBlock.all, edges: Bool = false
  ) -> Space {
    let widest = blocks.map(\.features).max() ?? features
    let candidates = blocks.map { $0.operation(padded: $0.features < widest) }
    func convolution(_ outputs: Int) -> Layer { .convolution(Convolution(.fixed(outputs), kernel: 3, bias: true)) }
    var choices = (0..<cells).map { Choice("cell\($0)", candidates) }, nodes: [Node] = []
    func add(_ node: Node) -> Int {
      nodes.append(node)
      return nodes.count
    }
    let edge = [Operation("none", [.zero]), Operation.identity("skip")]
    // Outputs of the first convolution and of the cells so far.
    var outputs: [(node: Int, name: String, channels: Int)] = [(0, "stem", features)]
    func entering(_ reader: String) -> Int {
      var parts: [Int] = []
      for output in edges ? outputs.dropLast() : [] {
        choices.append(Choice("\(reader)<-\(output.name)", edge))
        parts.append(add(.place(choice: choices.count - 1, from: output.node, channels: output.channels, stride: 1)))
      }
      let last = outputs[outputs.count - 1].node
      return parts.isEmpty ? last : add(.concatenation(parts + [last]))
    }
    for cell in 0..<cells {
      let from = entering("cell\(cell)")
      outputs.append((add(.place(choice: cell, from: from, channels: widest, stride: 1)), "cell\(cell)", widest))
    }
    let from = entering("tail")
    let tail = add(.layers([convolution(features), .activation(.relu)], from: from, channels: features))
    _ = add(.sum([tail, 0]))
    return Space(
      name: name, input: input, classes: 0, stem: [convolution(features), .activation(.relu)], choices: choices, nodes: nodes,
      head: [.pixelShuffle(factor: upscaling), convolution(input.channels)], upscaling: upscaling)
  }

  /// The 512 nets of three cells with eight small blocks each, `sr-512`: all can be trained. With FALSR's edges, `falsr-small`, there are 2⁶
  /// times as many. Images have 14 × 14 pixels unless said.
  public static func smallSuperResolution(
    input: ImageShape = ImageShape(height: 14, width: 14, channels: 1), edges: Bool = false
  ) -> Space {
    typealias Block = SuperResolutionBlock
    return .superResolution(
      name: edges ? "falsr-small" : "sr-512", input: input, cells: 3,
      blocks: [
        Block(.conv, features: 16, kernel: 3, repeats: 1), Block(.conv, features: 32, kernel: 3, repeats: 1),
        Block(.conv, features: 16, kernel: 3, repeats: 2), Block(.groupConG4, features: 16, kernel: 3, repeats: 2),
        Block(.groupConG4, features: 32, kernel: 3, repeats: 2), Block(.invertBotConE2, features: 16, kernel: 1, repeats: 1),
        Block(.invertBotConE2, features: 16, kernel: 1, repeats: 2), Block(.invertBotConE2, features: 32, kernel: 1, repeats: 1),
      ], edges: edges)
  }
}
