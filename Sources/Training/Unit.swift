internal import Spaces
internal import Strategies

/// A convolution with the normalisation and activation behind it, or one other layer: what becomes one view of the plan.
struct Unit: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case convolution(kernel: Int, stride: Int, dilation: Int, groups: Int, bias: Bool)
    /// A depthwise convolution with a pointwise one right behind it.
    case separable(kernel: Int, stride: Int, dilation: Int)
    case factorizedReduce
    case zero
    case squeezeExcite(squeezed: Int)
    case pool(Pool.Kind, kernel: Int, stride: Int, padded: Bool)
    /// The channels from this one on, as many as leave the unit.
    case channels(from: Int)
    case dropPath
    /// Random numbers instead of the input.
    case noise
    /// A skip that training disturbs.
    case disturbed(SkipDisturbance)
    case flatten
    case globalAverage
    case dropout(Double)
    case linear(bias: Bool)
  }

  let kind: Kind
  let input, output: ImageShape
  /// What stands in front of the table's first unit.
  var entry = Activation.identity
  /// Nil where nothing normalises; else whether it has a scale and a shift.
  var affine: Bool?
  var activation = Activation.identity

  /// A product of matrices, position by position.
  var isPointwise: Bool { kind == .convolution(kernel: 1, stride: 1, dilation: 1, groups: 1, bias: false) }

  /// Whether a normalisation may follow.
  private var isNormalizable: Bool {
    switch kind {
    case .convolution, .separable, .factorizedReduce, .pool, .linear: affine == nil && activation == .identity
    case .squeezeExcite, .globalAverage, .dropout, .zero, .channels, .dropPath, .noise, .disturbed, .flatten: false
    }
  }

  /// Of a depthwise convolution that a pointwise one may join.
  private var window: (kernel: Int, stride: Int, dilation: Int)? {
    guard case .convolution(let kernel, let stride, let dilation, let groups, false) = kind, affine == nil, activation == .identity,
      groups == input.channels, groups == output.channels, groups > 1
    else { return nil }
    return (kernel, stride, dilation)
  }

  /// Groups a table of layers. An activation stands in front of all, or follows a normalisation.
  ///
  /// - Parameter dropsPaths: whether the recipe drops paths; else such layers are left out.
  static func group(_ layers: [PlacedLayer], of name: String, dropsPaths: Bool = false) throws(TrainingError) -> [Unit] {
    var units: [Unit] = [], entry = Activation.identity
    for layer in layers {
      switch layer.kind {
      case .convolution(1, 1, 1, 1, false) where units.last?.window != nil:
        guard let first = units.popLast(), let window = first.window else { continue }
        let kind = Kind.separable(kernel: window.kernel, stride: window.stride, dilation: window.dilation)
        units.append(Unit(kind: kind, input: first.input, output: layer.output))
      case .convolution(let kernel, let stride, let dilation, let groups, let bias):
        let kind = Kind.convolution(kernel: kernel, stride: stride, dilation: dilation, groups: groups, bias: bias)
        units.append(Unit(kind: kind, input: layer.input, output: layer.output))
      case .normalization(let affine):
        guard units.last?.isNormalizable == true else {
          throw .unsupported(operation: name, "a normalisation must follow a convolution or a pool")
        }
        units[units.count - 1].affine = affine
      case .activation(let activation):
        if units.isEmpty && entry == .identity {
          entry = activation
          continue
        }
        guard let last = units.last, last.affine != nil || last.kind == .linear(bias: false), last.activation == .identity else {
          throw .unsupported(operation: name, "an activation must stand in front or follow a normalisation")
        }
        units[units.count - 1].activation = activation
      case .squeezeExcite(let squeezed):
        units.append(Unit(kind: .squeezeExcite(squeezed: squeezed), input: layer.input, output: layer.output))
      case .pool(let kind, let kernel, let stride):
        units.append(Unit(kind: .pool(kind, kernel: kernel, stride: stride, padded: true), input: layer.input, output: layer.output))
      case .unpaddedPool(let kind, let kernel, let stride):
        units.append(Unit(kind: .pool(kind, kernel: kernel, stride: stride, padded: false), input: layer.input, output: layer.output))
      case .factorizedReduce: units.append(Unit(kind: .factorizedReduce, input: layer.input, output: layer.output))
      case .zero: units.append(Unit(kind: .zero, input: layer.input, output: layer.output))
      case .dropPath: if dropsPaths { units.append(Unit(kind: .dropPath, input: layer.input, output: layer.output)) }
      case .noise: units.append(Unit(kind: .noise, input: layer.input, output: layer.output))
      case .channels(let from): units.append(Unit(kind: .channels(from: from), input: layer.input, output: layer.output))
      case .flatten: units.append(Unit(kind: .flatten, input: layer.input, output: layer.output))
      case .shuffle:
        throw .unsupported(operation: name, "channels can be shuffled only where a sum follows that adds nothing but shuffled edges")
      case .globalAverage: units.append(Unit(kind: .globalAverage, input: layer.input, output: layer.output))
      case .dropout(let rate): units.append(Unit(kind: .dropout(rate), input: layer.input, output: layer.output))
      case .linear(let bias): units.append(Unit(kind: .linear(bias: bias), input: layer.input, output: layer.output))
      }
    }
    if !units.isEmpty { units[0].entry = entry }
    return units
  }
}
