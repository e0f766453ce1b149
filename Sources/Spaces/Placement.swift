/// Where an operation stands: what enters it, and what the place asks for.
struct Placement {
  let input: ImageShape
  let outputs: Int
  let stride: Int

  /// The layers with their numbers, each reading the one before it.
  func layers(_ layers: [Layer]) -> [PlacedLayer] { self.layers(layers, on: input) }

  private func layers(_ layers: [Layer], on entering: ImageShape) -> [PlacedLayer] {
    var current = entering
    return layers.map { layer in
      let placed = place(layer, on: current)
      current = placed.output
      return placed
    }
  }

  func place(_ layer: Layer, on current: ImageShape) -> PlacedLayer {
    switch layer {
    case .convolution(var convolution):
      let step = stride(convolution.stride), channels = width(convolution.outputs, on: current)
      convolution.stride = .fixed(step)
      convolution.outputs = .fixed(channels)
      if convolution.groups == .depthwise { convolution.groups = .count(current.channels) }
      return PlacedLayer(.convolution(convolution), current, current.strided(by: step, channels: channels))
    case .squeezeExcite(var gate):
      gate.base = .fixed(gate.squeezed(hidden: current.channels, input: input.channels))
      (gate.divisor, gate.rounding) = (1, .down)
      return PlacedLayer(.squeezeExcite(gate), current, current)
    case .pool(var pool):
      let step = stride(pool.stride)
      pool.stride = .fixed(step)
      if pool.padded { return PlacedLayer(.pool(pool), current, current.strided(by: step, channels: current.channels)) }
      let output = ImageShape(
        height: (current.height - pool.kernel) / step + 1, width: (current.width - pool.kernel) / step + 1, channels: current.channels)
      return PlacedLayer(.pool(pool), current, output)
    case .factorizedReduce(let outputs):
      let channels = width(outputs, on: current)
      return PlacedLayer(.factorizedReduce(outputs: .fixed(channels)), current, current.strided(by: 2, channels: channels))
    case .zero, .noise: return PlacedLayer(layer, current, current.strided(by: stride, channels: current.channels))
    case .flatten:
      return PlacedLayer(layer, current, ImageShape(height: 1, width: 1, channels: current.positions * current.channels))
    case .channels(let share, let divisor):
      var output = current
      let first = current.channels / divisor
      output.channels = share == .first ? first : current.channels - first
      return PlacedLayer(layer, current, output)
    case .pixelShuffle(let factor, _):
      let output = ImageShape(
        height: current.height * factor, width: current.width * factor, channels: current.channels / (factor * factor))
      return PlacedLayer(layer, current, output)
    case .zeroPad(let outputs):
      var output = current
      output.channels = width(outputs, on: current)
      return PlacedLayer(.zeroPad(outputs: .fixed(output.channels)), current, output)
    case .branches(let tables, let join):
      let placed = tables.map { layers($0, on: current) }, ends = placed.map { $0.last?.output ?? current }
      var output = ends.first ?? current
      if join == .concatenation { output.channels = ends.reduce(0) { $0 + $1.channels } }
      return PlacedLayer(layer, current, output, branches: placed)
    case .globalAverage: return PlacedLayer(layer, current, ImageShape(height: 1, width: 1, channels: current.channels))
    case .linear(let outputs, _): return PlacedLayer(layer, current, ImageShape(height: 1, width: 1, channels: outputs))
    case .normalization, .activation, .dropPath, .shuffle, .dropout: return PlacedLayer(layer, current, current)
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
