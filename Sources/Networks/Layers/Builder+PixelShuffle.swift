internal import Engine
internal import Spaces

/// Channels that become positions, and channels of zeros.
extension Builder {
  /// Counts no multiply-adds: numbers move.
  mutating func shuffle(_ factor: Int, _ order: PixelOrder, _ unit: LayerTable.Unit, _ input: Value, isEnd: Bool) -> Value {
    append(unit.name, input, into: output(unit, isEnd: isEnd)) {
      PixelShuffle($0.input, factor: factor, order: order.inEngine, output: $0.written, adds: $0.adds[0], name: unit.name)
    }
  }

  /// As many channels as the unit says.
  mutating func pad(_ unit: LayerTable.Unit, _ input: Value, isEnd: Bool) -> Value {
    append(unit.name, input, into: output(unit, isEnd: isEnd)) {
      ZeroPadding($0.input, output: $0.written, adds: $0.adds[0], name: unit.name)
    }
  }
}

extension PixelOrder {
  /// The engine's order of this name.
  fileprivate var inEngine: PixelShuffle.Order {
    switch self {
    case .positions: .positions
    case .channels: .channels
    }
  }
}
