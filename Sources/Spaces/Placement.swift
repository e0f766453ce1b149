/// Where an operation stands: what enters it, and what the place asks for.
struct Placement {
  let input: ImageShape
  let outputs: Int
  let stride: Int

  /// The layers with their numbers, each reading the one before it.
  func layers(_ layers: [Layer]) -> [PlacedLayer] {
    var current = input
    return layers.map { layer in
      let placed = place(layer, on: current)
      current = placed.output
      return placed
    }
  }

  private func place(_ layer: Layer, on current: ImageShape) -> PlacedLayer {
    switch layer {
    case .convolution(let convolution):
      let step = stride(convolution.stride), channels = width(convolution.outputs, on: current)
      let groups =
        switch convolution.groups {
        case .one: 1
        case .depthwise: current.channels
        case .count(let count): count
        }
      return PlacedLayer(
        kind: .convolution(
          kernel: convolution.kernel, stride: step, dilation: convolution.dilation, groups: groups, bias: convolution.bias),
        input: current, output: current.strided(by: step, channels: channels))
    case .normalization(let affine): return PlacedLayer(kind: .normalization(affine: affine), input: current, output: current)
    case .activation(let activation): return PlacedLayer(kind: .activation(activation), input: current, output: current)
    case .squeezeExcite(let gate):
      return PlacedLayer(kind: .squeezeExcite(squeezed: width(gate.squeezed, on: current)), input: current, output: current)
    case .pool(let pool):
      let step = stride(pool.stride)
      return PlacedLayer(
        kind: .pool(pool.kind, kernel: pool.kernel, stride: step), input: current,
        output: current.strided(by: step, channels: current.channels))
    case .globalAverage:
      return PlacedLayer(kind: .globalAverage, input: current, output: ImageShape(height: 1, width: 1, channels: current.channels))
    case .dropout(let rate): return PlacedLayer(kind: .dropout(rate), input: current, output: current)
    case .linear(let outputs, let bias):
      return PlacedLayer(kind: .linear(bias: bias), input: current, output: ImageShape(height: 1, width: 1, channels: outputs))
    }
  }

  private func stride(_ stride: Stride) -> Int {
    switch stride {
    case .one: 1
    case .place: self.stride
    case .fixed(let n): n
    }
  }

  private func width(_ width: Width, on current: ImageShape) -> Int {
    switch width {
    case .input: input.channels
    case .output: outputs
    case .expanded(let factor): Int((Double(input.channels) * factor).rounded())
    case .current(let divisor): current.channels / divisor
    case .fixed(let n): n
    }
  }
}

extension Space {
  /// The output of the stem, then that of each node.
  public var shapes: [ImageShape] {
    var shapes = [stemLayers.last?.output ?? input]
    for node in nodes {
      switch node {
      case .place(_, let from, let channels, let stride): shapes.append(shapes[from].strided(by: stride, channels: channels))
      case .layers(let layers, let from, let channels):
        let placed = Placement(input: shapes[from], outputs: channels, stride: 1).layers(layers)
        shapes.append(placed.last?.output ?? shapes[from])
      case .sum(let terms): shapes.append(shapes[terms[0]])
      case .concatenation(let parts):
        let first = shapes[parts[0]]
        shapes.append(ImageShape(height: first.height, width: first.width, channels: parts.reduce(0) { $0 + shapes[$1].channels }))
      }
    }
    return shapes
  }

  public var stemLayers: [PlacedLayer] { Placement(input: input, outputs: input.channels, stride: 1).layers(stem) }

  public var headLayers: [PlacedLayer] {
    let last = shapes[nodes.count]
    return Placement(input: last, outputs: last.channels, stride: 1).layers(head)
  }

  /// What a candidate is at node `number`; fixed layers have one candidate, sums and concatenations no layers.
  public func layers(ofNode number: Int, candidate: Int) -> [PlacedLayer] {
    switch nodes[number] {
    case .place(let choice, let from, let channels, let stride):
      Placement(input: shapes[from], outputs: channels, stride: stride).layers(choices[choice].candidates[candidate].layers)
    case .layers(let layers, let from, let channels): Placement(input: shapes[from], outputs: channels, stride: 1).layers(layers)
    case .sum, .concatenation: []
    }
  }

  /// Whether a candidate's input is added to its output at node `number`: it says so, and both have one shape.
  public func residual(ofNode number: Int, candidate: Int) -> Bool {
    guard case .place(let choice, let from, let channels, let stride) = nodes[number] else { return false }
    let shapes = shapes
    return choices[choice].candidates[candidate].residual && shapes[from] == shapes[from].strided(by: stride, channels: channels)
  }
}
