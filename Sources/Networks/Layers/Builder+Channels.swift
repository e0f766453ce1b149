internal import Engine
internal import Spaces

/// Splits and shuffles: chosen channels in a chosen order.
extension Builder {
  /// `channels` are numbers of the input's, one for each of the output.
  mutating func select(_ channels: [Int], _ unit: LayerTable.Unit, _ input: Value, isEnd: Bool) -> Value {
    append(unit.name, input, into: output(unit, isEnd: isEnd)) {
      ChannelSelection($0.input, channels: channels, output: $0.written, adds: $0.adds[0], name: unit.name)
    }
  }
}
