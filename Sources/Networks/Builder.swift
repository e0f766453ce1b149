internal import Engine
internal import Spaces

/// Where lines, tensors and gradients are made: once for every table to measure it, and once for each plan.
///
/// Used in three steps: lines are appended, with tensors handed out as they come (`append`, `tensor`); gradients get their places, once it
/// is known which share one (`move`, `placeTurns`, `placeOwnGradients`); `mark` says of every reader whether it writes or adds, and
/// `instructions` makes them.
struct Builder {
  /// Images of a batch, parts that it is cut into, and whether anything flows back.
  let images: Int, slices: Int, trains: Bool
  /// What passes set; nil where there is nothing to set.
  let knobs: KnobSlots?
  /// In the order of forward; backward goes through them from the end.
  private(set) var lines: [Line] = []
  /// Where the region that is built goes on.
  var layout: Layout
  /// Where tensors lie that nothing reads once their operation is done; nil where backward will read them.
  var passing: Layout?
  /// Where gradients inside operations lie, which take turns; empty while it is measured how large they are.
  let turns: [Int]
  /// The widest tenant that each turn had.
  private(set) var turnCounts: [Int] = []
  private var gradients: [GradientPlace] = []
  private var values = 0

  /// Where the gradient of a value lies.
  private enum GradientPlace {
    /// In a tensor of its own, which is reserved once it is known that nothing else serves.
    case own(count: Int)
    /// In a buffer that gradients inside an operation take in turn.
    case turn(count: Int)
    case placed(offset: Int)
    /// Another gradient took its place.
    case moved
  }

  /// `layout` is where the first tensor goes; `passing` is given for scoring alone, `turns` once they were measured.
  init(images: Int, slices: Int, trains: Bool, knobs: KnobSlots?, layout: Layout, passing: Layout? = nil, turns: [Int] = []) {
    (self.images, self.slices, self.trains, self.knobs) = (images, slices, trains, knobs)
    (self.layout, self.passing, self.turns) = (layout, passing, turns)
    // Lines are large, and a plan is made in every pass.
    lines.reserveCapacity(64)
    gradients.reserveCapacity(128)
  }

  /// The shape of a batch of such images.
  func shape(_ image: ImageShape) -> Shape { Shape(images: images, height: image.height, width: image.width, channels: image.channels) }

  // MARK: values and lines

  /// A value of a tensor, with a number of its own and nothing behind it: plain. Its gradient is `gradient`, or none.
  mutating func value(_ tensor: Tensor, gradient: Int? = nil) -> Value {
    values += 1
    return Value(tensor: tensor, gradient: gradient, number: values)
  }

  /// A gradient of so many floats with a tensor of its own; returns its number.
  mutating func ownGradient(_ count: Int) -> Int {
    gradients.append(.own(count: count))
    return gradients.count - 1
  }

  private mutating func turnGradient(_ count: Int) -> Int {
    gradients.append(.turn(count: count))
    return gradients.count - 1
  }

  /// A tensor of the region, or where it is inside an operation (`isEnd` false) and nothing flows back, of what passes: the memory that all
  /// operations share.
  mutating func tensor(_ shape: Shape, isEnd: Bool) -> Tensor {
    if !isEnd, var passing {
      defer { self.passing = passing }
      return passing.tensor(shape)
    }
    return layout.tensor(shape)
  }

  /// What a unit writes, with its map; the operation's end has a gradient of its own, what is inside one that takes turns.
  mutating func output(_ unit: LayerTable.Unit, isEnd: Bool) -> Value {
    let shape = shape(unit.fused.output)
    var value = value(tensor(shape, isEnd: isEnd))
    value.normalization = normalization(unit)
    value.activation = unit.fused.activation.inEngine
    if trains { value.gradient = isEnd ? ownGradient(shape.count) : turnGradient(shape.count) }
    return value
  }

  /// A plain tensor inside an operation.
  mutating func inner(_ image: ImageShape, _ activation: Nonlinearity = .identity) -> Value {
    let shape = shape(image)
    var value = value(tensor(shape, isEnd: false))
    value.activation = activation
    if trains { value.gradient = turnGradient(shape.count) }
    return value
  }

  /// The map behind a unit, with its table.
  private mutating func normalization(_ unit: LayerTable.Unit) -> Normalization? {
    guard let map = unit.fused.map else { return nil }
    let channels = unit.fused.output.channels, table = layout.reserve(Normalization.floats(channels))
    return switch map {
    case .normalization: Normalization(channels: channels, table: table, scale: unit.scale, shift: unit.shift, running: unit.running)
    case .bias: Normalization(channels: channels, table: table, bias: unit.shift)
    }
  }

  /// Appends a line; its output is returned with the line that writes it. Lines with `macs` above 0 have weights, and slices meet at them.
  @discardableResult
  mutating func append(
    _ name: String, _ inputs: [Value], _ output: Value?, macs: Int = 0, role: Line.Role = .plain,
    _ make: @escaping (Line.Operands) -> any Instruction
  ) -> Value? {
    var output = output
    output?.producer = lines.count
    lines.append(Line(name: name, inputs: inputs, output: output, macs: macs, role: role, make: make))
    return output
  }

  /// Appends a line that writes `output`.
  mutating func append(
    _ name: String, _ input: Value, into output: Value, macs: Int = 0, _ make: @escaping (Line.Operands) -> any Instruction
  ) -> Value {
    var output = output
    output.producer = lines.count
    lines.append(Line(name: name, inputs: [input], output: output, macs: macs, role: .plain, make: make))
    return output
  }

  /// The line, where there is one, begins an operation: from here on nothing is read of the memory that operations share, so that scoring
  /// may start here.
  mutating func begin(at line: Int) { if line < lines.count { lines[line].begins = true } }

  /// The line keeps its input as it is read, in `tensor`; pointwise products alone can.
  mutating func keep(_ tensor: Tensor, at line: Int) { lines[line].kept = tensor }

  // MARK: gradients

  /// Puts a value's gradient elsewhere, also where its producer writes from; the old place is given up and never reserved. With `gain` it
  /// is that of a sum, in which the value stands so many times.
  mutating func move(_ value: Value, to gradient: Int?, gain: Scalar? = nil) -> Value {
    var value = value
    let old = value.gradient
    if let old, old != gradient { gradients[old] = .moved }
    (value.gradient, value.gain) = (gradient, gain)
    guard let producer = value.producer else { return value }
    lines[producer].output?.gradient = gradient
    // Terms of a sum that took its gradient, and their own terms, go with it.
    if lines[producer].role == .sum, old != nil, old != gradient {
      for line in lines.indices {
        if lines[line].output?.gradient == old { lines[line].output?.gradient = gradient }
        for input in lines[line].inputs.indices where lines[line].inputs[input].gradient == old {
          lines[line].inputs[input].gradient = gradient
        }
      }
    }
    return value
  }

  /// Reserves tensors where the layout stands, in the order of their numbers, for those of these gradients that still need one of their
  /// own.
  mutating func placeOwnGradients(_ numbers: Range<Int>) {
    for number in numbers { if case .own(let count) = gradients[number] { gradients[number] = .placed(offset: layout.reserve(count)) } }
  }

  /// A gradient that another region holds.
  mutating func foreignGradient(at offset: Int = 0) -> Int {
    gradients.append(.placed(offset: offset))
    return gradients.count - 1
  }

  /// How many were made so far: asked before and behind an operation it gives the range of that one's.
  var gradientCount: Int { gradients.count }

  /// Gives gradients inside an operation, made by the lines from `first` on, their buffers: each is free again behind the line that
  /// wrote its value, in backward's order, and slices have met. A row of convolutions takes two, squeeze-excite and branches three or
  /// more.
  mutating func placeTurns(from first: Int) {
    var tenants: [Int] = []
    for line in first..<lines.count {
      guard let gradient = lines[line].output?.gradient, case .turn(let count) = gradients[gradient] else { continue }
      let last = lines[first...].lastIndex { $0.inputs.contains { $0.gradient == gradient } } ?? line
      // Slices meet at each layer with weights: until then another slice may still read what lay there.
      let buffer = tenants.firstIndex { $0 < line && lines[($0 + 1)...line].contains { $0.macs > 0 } } ?? tenants.count
      if buffer == tenants.count { tenants.append(last) } else { tenants[buffer] = last }
      if buffer == turnCounts.count { turnCounts.append(0) }
      turnCounts[buffer] = max(turnCounts[buffer], count)
      gradients[gradient] = .placed(offset: buffer < turns.count ? turns[buffer] : 0)
    }
  }

  private func offset(_ gradient: Int) -> Int {
    guard case .placed(let offset) = gradients[gradient] else { preconditionFailure("a gradient was given no place") }
    return offset
  }

  /// Of a gradient's readers the last writes and the others add; of a value's readers the first closes. Called once, when all lines are
  /// there.
  ///
  /// - Parameter closesTrunk: whether no pass on the same batch comes after it; else the stem's output stays open for the next one.
  mutating func mark(closesTrunk: Bool) {
    guard trains else {
      for line in lines.indices {
        lines[line].adds = lines[line].inputs.map { _ in false }
        lines[line].closes = lines[line].adds
      }
      return
    }
    var written = [Bool](repeating: false, count: gradients.count), closed = [Bool](repeating: false, count: values + 1)
    for number in lines.indices.reversed() {
      let line = lines[number]
      lines[number].adds = line.inputs.map { value in
        guard let gradient = value.gradient, !(line.role == .sum && gradient == line.output?.gradient) else { return false }
        defer { written[gradient] = true }
        return written[gradient]
      }
    }
    for number in lines.indices {
      let isOpenTrunk = lines[number].role == .trunk && !closesTrunk
      lines[number].closes = lines[number].inputs.map { value in
        guard value.gradient != nil, !value.isPlain, !value.slopes, !value.isOpen, !isOpenTrunk, !closed[value.number] else { return false }
        closed[value.number] = true
        return true
      }
    }
  }

  // MARK: instructions

  private func view(_ value: Value, closes: Bool) -> View {
    let gradient = value.gradient.map { Tensor(value.shape, at: offset($0)) }
    return View(
      value.tensor, value.normalization, value.activation, residual: value.residual, gradient: gradient, closes: closes && !value.slopes,
      slopes: value.slopes && gradient != nil, gain: value.gain)
  }

  /// A line with its views; all its gradients have places, and `mark` was called.
  func instruction(_ line: Line) -> any Instruction {
    // What is plain has nothing to close, whoever asks.
    let inputs = zip(line.inputs, line.closes).map { view($0, closes: $1 || $0.isPlain) }
    return line.make(Line.Operands(inputs: inputs, adds: line.adds, output: line.output.map { view($0, closes: true) }, kept: line.kept))
  }

  /// All lines, in forward's order.
  var instructions: [any Instruction] { lines.map(instruction) }
}

/// Where a pass finds what it sets: the rate of dropped paths, and the rate or amount of what is done to skips, one Double each.
struct KnobSlots: Sendable {
  let knobs: Knobs, pathRate: ScalarSlot, skips: ScalarSlot
}

extension Activation {
  /// The engine's activation of this name.
  var inEngine: Nonlinearity {
    switch self {
    case .identity: .identity
    case .relu: .relu
    case .relu6: .relu6
    case .hSwish: .hSwish
    case .swish: .swish
    case .hSigmoid: .hSigmoid
    case .sigmoid: .sigmoid
    }
  }
}
