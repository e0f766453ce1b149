internal import Engine
internal import Spaces

/// Windows' maxima and means, and the mean of all positions.
extension Builder {
  /// Counts no multiply-adds, as nothing but products does (docs/methods.md, costs).
  mutating func pool(_ pool: Pool, _ placed: PlacedLayer, _ unit: LayerTable.Unit, _ input: Value, isEnd: Bool) -> Value {
    let kind: Pooling.Kind = pool.kind == .max ? .max : .average, stride = placed.stride
    return append(unit.name, input, into: output(unit, isEnd: isEnd)) {
      Pooling(
        $0.input, kind, kernel: pool.kernel, stride: stride, padded: pool.padded, output: $0.written, adds: $0.adds[0], name: unit.name)
    }
  }

  /// One position, [images][1][1][channels].
  mutating func average(_ unit: LayerTable.Unit, _ input: Value, isEnd: Bool) -> Value {
    append(unit.name, input, into: output(unit, isEnd: isEnd)) {
      GlobalAverage($0.input, output: $0.written, adds: $0.adds[0], name: unit.name)
    }
  }
}
