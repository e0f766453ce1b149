internal import Engine
internal import Spaces

/// What only training does: numbers or paths are dropped, and skips are disturbed.
extension Builder {
  /// Dropout of single numbers, or of whole images' paths, with a rate from 0 to below 1 that is fixed or set before each pass.
  mutating func drop(_ rate: Scalar, _ what: Dropout.Unit, _ unit: LayerTable.Unit, _ input: Value, isEnd: Bool) -> Value {
    append(unit.name, input, into: output(unit, isEnd: isEnd)) {
      Dropout($0.input, rate: rate, unit: what, output: $0.written, adds: $0.adds[0], name: unit.name)
    }
  }

  /// Random numbers of N(0, 1) that know nothing of the input: the operation `noise` of RobustDARTS's S4. Nothing flows back.
  mutating func noise(_ unit: LayerTable.Unit, isEnd: Bool) -> Value {
    var output = output(unit, isEnd: isEnd)
    output.producer = lines.count
    append(unit.name, [], output) { Noise(nil, output: $0.written, name: unit.name) }
    return output
  }

  /// Disturbs what a skip gives, where the knobs say so; else `value` as it came. Scaled noise has a line in front that takes the deviation
  /// of the batch.
  ///
  /// - Parameter reduces: the skip has layers, for it halves the size. Dropout leaves such skips alone.
  mutating func disturb(_ value: Value, _ name: String, reduces: Bool) -> Value {
    guard let knobs, let skips = knobs.knobs.skips else { return value }
    func end() -> Value {
      var end = self.value(layout.tensor(value.shape))
      if trains { end.gradient = ownGradient(value.shape.count) }
      return end
    }
    switch skips {
    case .dropout:
      if reduces { return value }
      return append(name, value, into: end()) {
        Dropout($0.input, rate: .slot(knobs.skips), output: $0.written, adds: $0.adds[0], name: name)
      }
    case .noise(let law, let mean, let scaled, let reducing):
      if reduces, !reducing { return value }
      var spread: ScalarSlot?
      if scaled {
        let slot = ScalarSlot(&layout), sums = Deviation.Sums(&layout, slices: slices)
        var read = value
        read.isOpen = true
        append("\(name)/deviation", [read.withoutGradient], nil) { Deviation($0.input, slot: slot, sums, name: "\(name)/deviation") }
        spread = slot
      }
      return append(name, value, into: end()) {
        Noise($0.input, law, mean: mean, amount: .slot(knobs.skips), spread: spread, output: $0.written, adds: $0.adds[0], name: name)
      }
    }
  }
}

extension Value {
  /// Read for its numbers alone: nothing flows back.
  fileprivate var withoutGradient: Value {
    var value = self
    (value.gradient, value.slopes) = (nil, false)
    return value
  }
}
