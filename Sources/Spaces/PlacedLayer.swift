/// A layer with its numbers: what a `Layer` becomes where it stands, with its cost.
public struct PlacedLayer: Hashable, Sendable {
  /// Its widths, strides and groups are absolute.
  public let layer: Layer
  /// Of one image.
  public let input, output: ImageShape
  /// The tables of a `branches` layer; none of others.
  public let branches: [[PlacedLayer]]

  public init(_ layer: Layer, _ input: ImageShape, _ output: ImageShape, branches: [[PlacedLayer]] = []) {
    self.layer = layer
    self.input = input
    self.output = output
    self.branches = branches
  }

  /// Trainable parameters, BatchNorm's scale and shift and all biases included.
  public var parameters: Int {
    switch layer {
    case .convolution(let convolution):
      convolution.kernel * convolution.kernel * (input.channels / groups) * output.channels + (convolution.bias ? output.channels : 0)
    case .normalization(let affine): affine ? 2 * output.channels : 0
    case .squeezeExcite: 2 * squeezed * input.channels + squeezed + input.channels
    case .linear(_, let bias): input.channels * output.channels + (bias ? output.channels : 0)
    case .factorizedReduce: input.channels * output.channels
    case .branches: branches.joined().reduce(0) { $0 + $1.parameters }
    case .activation, .pool, .globalAverage, .dropout, .zero, .noise, .dropPath, .flatten, .channels, .shuffle, .pixelShuffle, .zeroPad: 0
    }
  }

  /// Multiply-adds of convolutions and linear layers; normalisation, activation, pooling and biases count nothing.
  public var macs: Int {
    switch layer {
    case .convolution(let convolution):
      convolution.kernel * convolution.kernel * (input.channels / groups) * output.channels * output.positions
    case .squeezeExcite: 2 * squeezed * input.channels
    case .linear: input.channels * output.channels
    case .factorizedReduce: input.channels * output.channels * output.positions
    case .branches: branches.joined().reduce(0) { $0 + $1.macs }
    case .normalization, .activation, .pool, .globalAverage, .dropout, .zero, .noise, .dropPath, .flatten, .channels, .shuffle,
      .pixelShuffle, .zeroPad:
      0
    }
  }

  /// The layer, or those inside its branches.
  public var leaves: [PlacedLayer] { if case .branches = layer { branches.joined().flatMap(\.leaves) } else { [self] } }
}

/// Layers that train the same numbers.
extension PlacedLayer {
  /// Whether all that it trains can be the leading part of what another layer trains: it is equal, or a convolution that differs in
  /// channels alone and has no more of them, or a row of branches of such layers. Convolutions in several groups are cut where depthwise.
  public func isPart(of other: PlacedLayer) -> Bool {
    switch (layer, other.layer) {
    case (.convolution(var own), .convolution(let whole)) where self != other:
      guard input.channels <= other.input.channels, output.channels <= other.output.channels,
        isDepthwise == other.isDepthwise, isDepthwise || groups == 1 && other.groups == 1
      else { return false }
      (own.outputs, own.groups) = (whole.outputs, whole.groups)
      return own == whole
    case (.branches(_, let join), .branches(_, let otherJoin)):
      return join == otherJoin && branches.count == other.branches.count && zip(branches, other.branches).allSatisfy { $0.isPart(of: $1) }
    case (.linear, _), (.factorizedReduce, _), (.squeezeExcite, _): return self == other
    default: return layer == other.layer
    }
  }
}

extension [PlacedLayer] {
  /// Whether each layer is part of the other's, squeeze-excite on either side left out.
  func isPart(of other: [PlacedLayer]) -> Bool {
    let own = filter { !$0.layer.isSqueezeExcite }, whole = other.filter { !$0.layer.isSqueezeExcite }
    return own.count == whole.count && zip(own, whole).allSatisfy { $0.isPart(of: $1) }
  }
}

/// Numbers of a layer that its kind does not spell out.
extension PlacedLayer {
  /// Of a convolution or a pool; 1 for other layers.
  public var stride: Int {
    switch layer {
    case .convolution(let convolution): convolution.stride.absolute
    case .pool(let pool): pool.stride.absolute
    default: 1
    }
  }

  /// Of a convolution; 1 for other layers.
  public var groups: Int {
    guard case .convolution(let convolution) = layer else { return 1 }
    return switch convolution.groups {
    case .depthwise: input.channels
    case .count(let count): count
    }
  }

  /// Channels between the linear layers of squeeze-excite.
  public var squeezed: Int {
    if case .squeezeExcite(let gate) = layer { gate.squeezed(hidden: input.channels, input: input.channels) } else { 0 }
  }

  /// The first of the channels that a `channels` layer takes.
  public var firstChannel: Int {
    if case .channels(.others, let divisor) = layer { input.channels / divisor } else { 0 }
  }

  /// A product of matrices, position by position.
  public var isPointwise: Bool {
    guard case .convolution(let convolution) = layer else { return false }
    return convolution.kernel == 1 && stride == 1 && convolution.dilation == 1 && groups == 1
  }

  /// Each channel sees itself alone, and gives one.
  public var isDepthwise: Bool {
    guard case .convolution = layer else { return false }
    return groups == input.channels && groups == output.channels && groups > 1
  }
}

extension Stride {
  /// Of a placed layer.
  fileprivate var absolute: Int {
    guard case .fixed(let count) = self else { preconditionFailure("a placed layer has a stride of its own") }
    return count
  }
}
