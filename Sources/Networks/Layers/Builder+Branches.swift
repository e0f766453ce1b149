internal import Engine
internal import Spaces

/// Parallel tables on one input, joined.
extension Builder {
  /// Branches are lowered in their order, their tensors behind one another. Throws what lowering one of them throws.
  mutating func branch(_ join: Layer.Join, _ unit: LayerTable.Unit, _ input: Value, isEnd: Bool) throws(NetworkError) -> Value {
    let name = unit.name
    switch join {
    case .concatenation:
      var ends: [Value] = []
      for table in unit.branches { ends.append(try lower(table, input, isEnd: false)) }
      var output = output(unit, isEnd: isEnd)
      output.producer = lines.count
      append(name, ends, output) { Concatenation(Inputs($0.inputs, adds: $0.adds), output: $0.written, name: name) }
      return output
    case .sum:
      let terms = try terms(of: unit.branches, input, isSole: false, isEnd: false)
      return appendSum(name, terms, into: output(unit, isEnd: isEnd))
    }
  }
}
