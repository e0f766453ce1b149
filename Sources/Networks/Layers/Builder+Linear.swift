internal import Engine
internal import Spaces

/// Fully connected layers; without a bias they are pointwise products.
extension Builder {
  /// Weights [inputs][outputs], then a bias [outputs] where there are two parameters.
  mutating func linear(_ placed: PlacedLayer, _ unit: LayerTable.Unit, _ input: Value, isEnd: Bool) -> Value {
    let weights = unit.weights
    return append(unit.name, input, into: output(unit, isEnd: isEnd), macs: placed.macs) { line -> any Instruction in
      if weights.count == 1 { return Pointwise(line.input, weights: weights[0], output: line.written, adds: line.adds[0]) }
      return Linear(line.input, weights: weights[0], bias: weights[1], output: line.written, adds: line.adds[0])
    }
  }

  /// All positions side by side, [height][width][channels] as one row: the stored tensor under another shape. What is computed is stored
  /// first.
  mutating func flatten(_ placed: PlacedLayer, _ unit: LayerTable.Unit, _ input: Value) -> Value {
    var value = input
    if !value.isPlain { value = appendSum(unit.name, [Term(value: input, isSole: false)], into: inner(placed.input)) }
    value.tensor = Tensor(shape(placed.output), at: value.tensor.offset)
    return value
  }
}
