internal import Engine
internal import Spaces

/// Squeeze-and-excitation (Hu et al. 2018): average → linear → activation → linear → gate, and each channel times its gate.
///
/// The input is read twice, so its gradient lives from the gate to the average.
extension Builder {
  /// Four lines: NAME/average, NAME/reduce, NAME/expand, NAME. Weights are those of `reduce`, its bias, those of `expand`, its bias.
  mutating func squeezeExcite(
    _ gate: SqueezeExcite, _ placed: PlacedLayer, _ unit: LayerTable.Unit, _ input: Value, isEnd: Bool
  ) -> Value {
    let weights = unit.weights, name = unit.name, channels = placed.input.channels, squeezed = placed.squeezed
    func vector(_ channels: Int) -> ImageShape { ImageShape(height: 1, width: 1, channels: channels) }
    let mean = append("\(name)/average", input, into: inner(vector(channels))) {
      GlobalAverage($0.input, output: $0.written, adds: $0.adds[0], name: "\(name)/average")
    }
    let reduced = append("\(name)/reduce", mean, into: inner(vector(squeezed), gate.inner.inEngine), macs: channels * squeezed) {
      Linear($0.input, weights: weights[0], bias: weights[1], output: $0.written, adds: $0.adds[0])
    }
    let gates = append("\(name)/expand", reduced, into: inner(vector(channels), gate.gate.inEngine), macs: channels * squeezed) {
      Linear($0.input, weights: weights[2], bias: weights[3], output: $0.written, adds: $0.adds[0])
    }
    var output = output(unit, isEnd: isEnd)
    output.producer = lines.count
    append(name, [input, gates], output) { ChannelGate($0.input, gate: $0.inputs[1], output: $0.written, adds: $0.adds[0], name: name) }
    return output
  }
}
