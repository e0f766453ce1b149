internal import Engine
internal import Spaces

/// Tables of layers become lines.
extension Builder {
  /// One term of a sum: `isSole` where nothing else reads the value, so that it may share the sum's gradient.
  struct Term {
    var value: Value
    /// A number, or where passes find it.
    var weight = Scalar.constant(1)
    /// Where backward leaves what it finds for the weight; nil for a weight that is not learnt.
    var slot: ScalarSlot?
    var isSole: Bool

    var isUnweighted: Bool { weight == .constant(1) && slot == nil }
  }

  /// What an operation hands to the sum of its node: where it ends in a sum itself, that one's terms, so that all are added once.
  ///
  /// - Parameters:
  ///   - isSole: nothing else reads `input`.
  mutating func terms(_ table: LayerTable, _ input: Value, isSole: Bool) throws(NetworkError) -> [Term] {
    if !table.terms.isEmpty { return try terms(of: table.terms, input, isSole: isSole, isEnd: true) }
    guard let last = table.units.last, last.fused.isSum, last.fused.map == nil, last.fused.activation == .identity else {
      let value = try lower(table, input, isEnd: true)
      return [Term(value: value, isSole: table.isEmpty ? isSole : true)]
    }
    // What is added as it is outlives the operation: the sum is read by others.
    let front = LayerTable(name: table.name, units: Array(table.units.dropLast())), value = try lower(front, input, isEnd: true)
    return try terms(of: last.branches, value, isSole: front.isEmpty ? isSole : true, isEnd: true)
  }

  /// The terms of a sum of tables on one value. What is added as it is must be stored: the first line keeps it where it can, else it is
  /// copied.
  mutating func terms(of tables: [LayerTable], _ input: Value, isSole: Bool, isEnd: Bool) throws(NetworkError) -> [Term] {
    let first = lines.count, keepsItself = tables.count > 1 && tables.contains(where: \.isEmpty) && !input.isPlain
    var value = input, itself = input, isSole = isSole
    if keepsItself {
      if !input.slopes, let unit = tables.first?.units.first, unit.fused.isPointwise {
        itself = self.value(layout.tensor(input.shape), gradient: input.gradient)
        itself.isOpen = true
      } else {
        var copy = self.value(layout.tensor(input.shape))
        if trains { copy.gradient = ownGradient(input.shape.count) }
        value = appendSum("\(tables[0].name)/input", [Term(value: input, isSole: isSole)], into: copy)
        (itself, isSole) = (value, true)
      }
    }
    var terms: [Term] = []
    for table in tables {
      if table.isZero { continue }
      if table.isEmpty {
        terms.append(Term(value: itself, isSole: isSole))
      } else {
        terms.append(Term(value: try lower(table, value, isEnd: isEnd), isSole: true))
      }
    }
    if keepsItself, itself.tensor != value.tensor { keep(itself.tensor, at: first) }
    return terms
  }

  /// A table on a value; the last unit ends the operation where `isEnd`, and has then a gradient of its own. An activation in front is no
  /// line where its reader can put it in front of a stored tensor.
  mutating func lower(_ table: LayerTable, _ input: Value, isEnd: Bool) throws(NetworkError) -> Value {
    var value = input
    for (number, unit) in table.units.enumerated() {
      let isLast = isEnd && number == table.units.count - 1
      guard let layer = unit.fused.layer else {
        if unit.fused.map == nil, value.isPlain, number < table.units.count - 1 {
          // An activation in front: what reads the stored tensor sees it through that.
          value.activation = unit.fused.activation.inEngine
          value.slopes = value.gradient != nil
          value.isOpen = true
        } else {
          value = appendSum(unit.name, [Term(value: value, isSole: false)], into: output(unit, isEnd: isLast))
        }
        continue
      }
      value = try lower(layer, unit, value, isEnd: isLast)
    }
    return value
  }

  /// One layer with what is fused behind it.
  private mutating func lower(_ placed: PlacedLayer, _ unit: LayerTable.Unit, _ input: Value, isEnd: Bool) throws(NetworkError) -> Value {
    switch placed.layer {
    case .convolution(let convolution): convolve(convolution, placed, unit, input, isEnd: isEnd)
    case .factorizedReduce: reduce(placed, unit, input, isEnd: isEnd)
    case .pool(let pool): self.pool(pool, placed, unit, input, isEnd: isEnd)
    case .linear: linear(placed, unit, input, isEnd: isEnd)
    case .squeezeExcite(let gate): squeezeExcite(gate, placed, unit, input, isEnd: isEnd)
    case .branches(_, let join): try branch(join, unit, input, isEnd: isEnd)
    case .channels: select(Array(placed.firstChannel..<placed.firstChannel + placed.output.channels), unit, input, isEnd: isEnd)
    case .shuffle(let groups): select(ChannelSelection.shuffle(placed.output.channels, groups: groups), unit, input, isEnd: isEnd)
    case .pixelShuffle(let factor, let order): shuffle(factor, order, unit, input, isEnd: isEnd)
    case .zeroPad: pad(unit, input, isEnd: isEnd)
    case .globalAverage: average(unit, input, isEnd: isEnd)
    case .dropout(let rate): drop(.constant(rate), .number, unit, input, isEnd: isEnd)
    case .dropPath: drop(knobs.map { .slot($0.pathRate) } ?? .constant(0), .image, unit, input, isEnd: isEnd)
    case .noise: noise(unit, isEnd: isEnd)
    case .flatten: flatten(placed, unit, input)
    case .zero: throw .unsupported(operation: unit.name, reason: "zeros stand alone on a place: nothing follows them")
    case .normalization, .activation: preconditionFailure("maps and activations are fused")
    }
  }
}

extension LayerTable {
  /// The table of an input that is passed on as it is.
  static func identity(_ name: String) -> LayerTable { LayerTable(name: name, units: []) }
}

extension FusedLayer {
  fileprivate var isSum: Bool { if case .branches(_, .sum) = layer?.layer { true } else { false } }
}
