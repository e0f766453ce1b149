/// What a space is once its layers are put into their places. A space that came from outside is validated first.
extension Space {
  /// The shape of each node's output: `shapes[0]` is the stem's, `shapes[n + 1]` that of `nodes[n]`.
  public var shapes: [ImageShape] {
    var shapes = [stemLayers.last?.output ?? input]
    for node in nodes {
      switch node {
      case .place(_, let from, let channels, let stride): shapes.append(shapes[from].strided(by: stride, channels: channels))
      case .layers(let layers, let from, let channels):
        shapes.append(Placement(input: shapes[from], outputs: channels, stride: 1).layers(layers).last?.output ?? shapes[from])
      case .sum(let terms): shapes.append(shapes[terms[0]])
      case .concatenation(let parts):
        let first = shapes[parts[0]], channels = parts.reduce(0) { $0 + shapes[$1].channels }
        shapes.append(ImageShape(height: first.height, width: first.width, channels: channels))
      }
    }
    return shapes
  }

  /// The image that the head gives; nil where it gives one value a class.
  public var outputImage: ImageShape? {
    upscaling.map { ImageShape(height: input.height * $0, width: input.width * $0, channels: input.channels) }
  }

  public var stemLayers: [PlacedLayer] { Placement(input: input, outputs: input.channels, stride: 1).layers(stem) }

  /// The head reads the last node.
  public var headLayers: [PlacedLayer] {
    let last = shapes[nodes.count]
    return Placement(input: last, outputs: last.channels, stride: 1).layers(head)
  }

  /// The second head's, which reads its node; none where there is no second head.
  public var auxiliaryLayers: [PlacedLayer] {
    guard let auxiliary else { return [] }
    let read = shapes[auxiliary.node]
    return Placement(input: read, outputs: read.channels, stride: 1).layers(auxiliary.layers)
  }

  /// What a candidate becomes in `nodes[n]`; the fixed layers of a `.layers` node, whatever the candidate; nothing for sums
  /// and concatenations.
  public func layers(ofNode n: Int, candidate: Int) -> [PlacedLayer] { layers(ofNode: n, candidate: candidate, shapes: shapes) }

  /// Whether a candidate's input is added to its output in `nodes[n]`: where its operation says so and both have one shape.
  public func residual(ofNode n: Int, candidate: Int) -> Bool {
    guard case .place(let choice, let from, _, _) = nodes[n] else { return false }
    let shapes = shapes
    return choices[choice].candidates[candidate].residual && shapes[from] == shapes[n + 1]
  }

  func layers(ofNode n: Int, candidate: Int, shapes: [ImageShape]) -> [PlacedLayer] {
    switch nodes[n] {
    case .place(let choice, let from, let channels, let stride):
      Placement(input: shapes[from], outputs: channels, stride: stride).layers(choices[choice].candidates[candidate].layers(stride: stride))
    case .layers(let layers, let from, let channels): Placement(input: shapes[from], outputs: channels, stride: 1).layers(layers)
    case .sum, .concatenation: []
    }
  }
}
