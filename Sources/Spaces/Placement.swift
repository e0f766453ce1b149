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
      guard pool.padded else {
        let output = ImageShape(
          height: (current.height - pool.kernel) / step + 1, width: (current.width - pool.kernel) / step + 1, channels: current.channels)
        return PlacedLayer(kind: .unpaddedPool(pool.kind, kernel: pool.kernel, stride: step), input: current, output: output)
      }
      return PlacedLayer(
        kind: .pool(pool.kind, kernel: pool.kernel, stride: step), input: current,
        output: current.strided(by: step, channels: current.channels))
    case .factorizedReduce(let outputs):
      return PlacedLayer(
        kind: .factorizedReduce, input: current, output: current.strided(by: 2, channels: width(outputs, on: current)))
    case .zero:
      return PlacedLayer(kind: .zero(stride: stride), input: current, output: current.strided(by: stride, channels: current.channels))
    case .noise:
      return PlacedLayer(kind: .noise(stride: stride), input: current, output: current.strided(by: stride, channels: current.channels))
    case .dropPath: return PlacedLayer(kind: .dropPath, input: current, output: current)
    case .flatten:
      let output = ImageShape(height: 1, width: 1, channels: current.positions * current.channels)
      return PlacedLayer(kind: .flatten, input: current, output: output)
    case .channels(let share, let divisor):
      var output = current
      let first = current.channels / divisor
      output.channels = share == .first ? first : current.channels - first
      return PlacedLayer(kind: .channels(from: share == .first ? 0 : first), input: current, output: output)
    case .shuffle(let groups): return PlacedLayer(kind: .shuffle(groups: groups), input: current, output: current)
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
