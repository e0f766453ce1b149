internal import Spaces

/// A convolution with the normalisation and activation behind it, or one other layer: what becomes one view of the plan.
struct Unit: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case convolution(kernel: Int, stride: Int, dilation: Int, groups: Int, bias: Bool)
    case squeezeExcite(squeezed: Int)
    case pool(Pool.Kind, kernel: Int, stride: Int)
    case globalAverage
    case dropout(Double)
    case linear(bias: Bool)
  }

  let kind: Kind
  let input, output: ImageShape
  /// Nil where nothing normalises; else whether it has a scale and a shift.
  var affine: Bool?
  var activation = Activation.identity

  /// A product of matrices, position by position.
  var isPointwise: Bool { kind == .convolution(kernel: 1, stride: 1, dilation: 1, groups: 1, bias: false) }

  /// Groups a table of layers; a normalisation or activation that follows no convolution is refused.
  static func group(_ layers: [PlacedLayer], of name: String) throws(TrainingError) -> [Unit] {
    var units: [Unit] = []
    for layer in layers {
      switch layer.kind {
      case .convolution(let kernel, let stride, let dilation, let groups, let bias):
        let kind = Kind.convolution(kernel: kernel, stride: stride, dilation: dilation, groups: groups, bias: bias)
        units.append(Unit(kind: kind, input: layer.input, output: layer.output))
      case .normalization(let affine):
        guard let last = units.last, case .convolution = last.kind, last.affine == nil, last.activation == .identity else {
          throw .unsupported(operation: name, "a normalisation must follow a convolution")
        }
        units[units.count - 1].affine = affine
      case .activation(let activation):
        guard let last = units.last, last.affine != nil, last.activation == .identity else {
          throw .unsupported(operation: name, "an activation must follow a normalisation")
        }
        units[units.count - 1].activation = activation
      case .squeezeExcite(let squeezed):
        units.append(Unit(kind: .squeezeExcite(squeezed: squeezed), input: layer.input, output: layer.output))
      case .pool(let kind, let kernel, let stride):
        units.append(Unit(kind: .pool(kind, kernel: kernel, stride: stride), input: layer.input, output: layer.output))
      case .unpaddedPool, .factorizedReduce, .zero, .dropPath, .flatten:
        throw .unsupported(operation: name, "cannot be trained inside a chain")
      case .globalAverage: units.append(Unit(kind: .globalAverage, input: layer.input, output: layer.output))
      case .dropout(let rate): units.append(Unit(kind: .dropout(rate), input: layer.input, output: layer.output))
      case .linear(let bias): units.append(Unit(kind: .linear(bias: bias), input: layer.input, output: layer.output))
      }
    }
    return units
  }
}
