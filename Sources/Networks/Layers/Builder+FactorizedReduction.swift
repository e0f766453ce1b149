internal import Engine
internal import Spaces

/// Two pointwise convolutions of stride 2 side by side.
extension Builder {
  /// The even one reads positions from (0, 0) on, the odd one from (1, 1) on; each gives half of the channels, the odd one the half that is
  /// left.
  mutating func reduce(_ placed: PlacedLayer, _ unit: LayerTable.Unit, _ input: Value, isEnd: Bool) -> Value {
    let weights = unit.weights
    return append(unit.name, input, into: output(unit, isEnd: isEnd), macs: placed.macs) {
      FactorizedReduction($0.input, weights: weights, output: $0.written, adds: $0.adds[0])
    }
  }
}
