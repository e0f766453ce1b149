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

  func place(_ layer: Layer, on current: ImageShape) -> PlacedLayer {
    switch layer {
    case .convolution(let convolution):
      let step = stride(convolution.stride), channels = width(convolution.outputs, on: current)
      let groups =
        switch convolution.groups {
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
