import Spaces

/// Spaces whose head gives an image.
extension Samples {
  /// Cells in a row, cells with edges among them, and one such net alone whose pixels are shuffled in PyTorch's order.
  static let restoring: [Space] = {
    typealias Block = SuperResolutionBlock
    let input = ImageShape(height: 3, width: 4, channels: 1)
    let blocks = [
      Block(.conv, features: 4, kernel: 3, repeats: 2, skip: true), Block(.invertBotConE2, features: 4, kernel: 3, repeats: 2, skip: true),
      Block(.groupConG4, features: 8, kernel: 1, repeats: 2, skip: true), Block(.groupConG2, features: 4, kernel: 3, repeats: 1),
      Block(.invertBotConE2, features: 8, kernel: 1, repeats: 1),
    ]
    func space(_ name: String, edges: Bool, _ blocks: ArraySlice<Block>) -> Space {
      .superResolution(name: name, input: input, cells: 3, features: 4, blocks: Array(blocks), edges: edges)
    }
    let whole = space("edges", edges: true, blocks[..<3])
    var alone = whole.restricted(to: Architecture(path: whole.choices.indices.map { $0 < 3 ? 2 - $0 : $0 % 2 }))
    alone.head[0] = .pixelShuffle(factor: 2, order: .channels)
    alone.name = "alone"
    return [space("chain", edges: false, blocks[...]), whole, alone]
  }()
}
