/// What layers may say, before and after they are put into a place.
extension Space {
  /// What is supported: far above what networks need, far below what overflows.
  enum Limits {
    static let channels = 1...65_536, strides = 1...16, kernels = 1...63
    /// Of an image that a pixel shuffle gives.
    static let side = 1 << 17
    /// Multiply-adds of one layer: sums over a whole space then fit in an `Int`.
    static let macs = 0x1p46
  }

  /// The fields of one layer by themselves. Outside a place, widths and strides cannot be relative to it.
  func check(_ layer: Layer, _ field: String, inPlace: Bool) throws(SpaceError) {
    switch layer {
    case .convolution(let convolution):
      let field = "\(field).convolution"
      try check(convolution.outputs, "\(field).outputs", inPlace: inPlace)
      try check(kernel: convolution.kernel, "\(field).kernel")
      try check(convolution.stride, "\(field).stride", inPlace: inPlace)
      try check(Limits.kernels.contains(convolution.dilation), "\(field).dilation", "should be 1 to 63, not \(convolution.dilation)")
      if case .count(let groups) = convolution.groups {
        try check(Limits.channels.contains(groups), "\(field).groups", "should be 1 to 65,536 or depthwise, not \(groups)")
      }
    case .squeezeExcite(let gate):
      let field = "\(field).squeezeExcite"
      try check(Limits.channels.contains(gate.divisor), "\(field).divisor", "should be 1 to 65,536, not \(gate.divisor)")
      if case .multiple(let step) = gate.rounding {
        try check(Limits.channels.contains(step), "\(field).rounding.multiple", "should be 1 to 65,536, not \(step)")
      }
      if case .fixed(let count) = gate.base {
        try check(Limits.channels.contains(count), "\(field).of", "should be 1 to 65,536, not \(count)")
      }
    case .branches(let tables, _):
      try check(!tables.isEmpty, "\(field).branches.tables", "are none: a join has at least one")
      for (number, table) in tables.enumerated() {
        for (position, layer) in table.enumerated() {
          try check(layer, "\(field).branches.tables[\(number)][\(position)]", inPlace: inPlace)
        }
      }
    case .pool(let pool):
      if pool.padded {
        try check(kernel: pool.kernel, "\(field).pool.kernel")
      } else {
        try check(Limits.kernels.contains(pool.kernel), "\(field).pool.kernel", "should be 1 to 63, not \(pool.kernel)")
      }
      try check(pool.stride, "\(field).pool.stride", inPlace: inPlace)
    case .dropout(let rate): try check(rate >= 0 && rate < 1, "\(field).dropout", "should be at least 0 and below 1, not \(rate)")
    case .linear(let outputs, _):
      try check((1...1_000_000).contains(outputs), "\(field).linear.outputs", "should be 1 to 1,000,000, not \(outputs)")
    case .factorizedReduce(let outputs): try check(outputs, "\(field).factorizedReduce.outputs", inPlace: inPlace)
    case .zero, .noise, .dropPath: try check(inPlace, field, "belongs into an operation: there is no place here")
    case .channels(_, let divisor): try check((2...64).contains(divisor), "\(field).channels.of", "should be 2 to 64, not \(divisor)")
    case .shuffle(let groups):
      try check(Limits.channels.contains(groups), "\(field).shuffle.groups", "should be 1 to 65,536, not \(groups)")
    case .pixelShuffle(let factor, _):
      try check((2...16).contains(factor), "\(field).pixelShuffle.factor", "should be 2 to 16, not \(factor)")
    case .zeroPad(let outputs):
      try check(inPlace, field, "belongs into an operation: there is no place here")
      try check(outputs, "\(field).zeroPad.outputs", inPlace: inPlace)
    case .normalization, .activation, .globalAverage, .flatten: break
    }
  }

  /// The output of layers one behind the other, each proved to fit what enters it.
  func checkedOutput(
    _ layers: [Layer], _ field: String, _ place: Placement, on entering: ImageShape? = nil
  ) throws(SpaceError) -> ImageShape {
    var current = entering ?? place.input
    for (number, layer) in layers.enumerated() {
      let field = "\(field)[\(number)]"
      // Relative widths need the place's input: placed one by one, nothing is computed from numbers not yet checked.
      let placed = place.place(layer, on: current)
      try check(
        Limits.channels.contains(placed.output.channels) || placed.isLinear, field,
        "gives \(placed.output.channels) channels: 1 to 65,536 are supported")
      switch placed.layer {
      case .convolution:
        let groups = placed.groups
        try check(
          current.channels.isMultiple(of: groups) && placed.output.channels.isMultiple(of: groups), field,
          "\(groups) groups do not divide \(current.channels) and \(placed.output.channels) channels")
      case .squeezeExcite: try check(placed.squeezed >= 1, field, "squeezes \(current.channels) channels to none")
      case .branches(let tables, let join): try checkBranches(tables, join, field, place, on: current)
      case .linear:
        try check(current.positions == 1, field, "reads \(current.text): put a globalAverage in front")
      case .pool(let pool):
        try check(
          pool.padded || min(current.height, current.width) >= pool.kernel, field,
          "has a window of \(pool.kernel)×\(pool.kernel), which does not fit into \(current.text)")
      case .factorizedReduce:
        try check(
          current.height.isMultiple(of: 2) && current.width.isMultiple(of: 2), field,
          "halves \(current.text): height and width should be even")
        try check(placed.output.channels >= 2, field, "should give at least 2 channels, one from each of its convolutions")
      case .shuffle(let groups):
        try check(
          current.channels.isMultiple(of: groups), field, "\(groups) groups do not divide \(current.channels) channels")
      case .pixelShuffle(let factor, _):
        try check(
          current.channels.isMultiple(of: factor * factor), field,
          "makes squares of \(factor * factor) positions of \(current.channels) channels, which it does not divide")
        try check(
          max(placed.output.height, placed.output.width) <= Limits.side, field,
          "gives \(placed.output.text): sides of \(Limits.side) are supported")
      case .zeroPad:
        try check(number == layers.count - 1, field, "pads with zeros, and layers follow: put it last")
        try check(
          placed.output.channels >= current.channels, field,
          "pads \(current.channels) channels to \(placed.output.channels): there are more already")
      case .dropPath: try check(number == layers.count - 1, field, "drops the path, and layers follow: put it last")
      case .normalization, .activation, .globalAverage, .dropout, .zero, .noise, .flatten, .channels: break
      }
      try check(placed.roughMACs <= Limits.macs, field, "takes more than 2⁴⁶ multiply-adds")
      current = placed.output
    }
    return current
  }

  /// Each table by itself, and ends that can be joined.
  private func checkBranches(
    _ tables: [[Layer]], _ join: Layer.Join, _ field: String, _ place: Placement, on current: ImageShape
  ) throws(SpaceError) {
    var ends: [ImageShape] = []
    for (number, table) in tables.enumerated() {
      ends.append(try checkedOutput(table, "\(field).branches.tables[\(number)]", place, on: current))
    }
    for (number, end) in ends.enumerated() {
      try check(
        end.height == ends[0].height && end.width == ends[0].width && (join == .concatenation || end == ends[0]),
        "\(field).branches.tables[\(number)]",
        "gives \(end.text) where the first gives \(ends[0].text): they are joined by \(join.rawValue)")
    }
  }

  private func check(kernel: Int, _ field: String) throws(SpaceError) {
    try check(
      Limits.kernels.contains(kernel) && !kernel.isMultiple(of: 2), field, "should be odd and 1 to 63, not \(kernel): padding is symmetric")
  }

  private func check(_ width: Width, _ field: String, inPlace: Bool) throws(SpaceError) {
    switch width {
    case .input: break
    case .output: try check(inPlace, field, "there is no place whose output it could be: say a number")
    case .expanded(let factor):
      try check(factor > 0 && factor <= 1024, field, "should expand by more than 0 and at most 1,024, not \(factor)")
    case .current(let divisor): try check(Limits.channels.contains(divisor), field, "should divide by 1 to 65,536, not \(divisor)")
    case .fixed(let count): try check(Limits.channels.contains(count), field, "should be 1 to 65,536, not \(count)")
    }
  }

  private func check(_ stride: Stride, _ field: String, inPlace: Bool) throws(SpaceError) {
    switch stride {
    case .place: try check(inPlace, field, "there is no place whose stride it could be: say a number")
    case .fixed(let count): try check(Limits.strides.contains(count), field, "should be 1 to 16, not \(count)")
    }
  }
}

extension PlacedLayer {
  fileprivate var isLinear: Bool { if case .linear = layer { true } else { false } }

  /// No less than `macs`, and without overflow.
  fileprivate var roughMACs: Double {
    let product = Double(input.channels) * Double(output.channels) * Double(output.positions)
    return if case .convolution(let convolution) = layer { product * Double(convolution.kernel * convolution.kernel) } else { product }
  }
}

extension ImageShape {
  /// Height × width × channels, as messages write it.
  var text: String { "\(height)×\(width)×\(channels)" }
}
