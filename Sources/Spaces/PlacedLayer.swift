/// A layer with its numbers: what a `Layer` becomes where it stands, with its cost.
public struct PlacedLayer: Hashable, Sendable {
  /// A `Layer` without what is relative; channels are those of `input` and `output`.
  public enum Kind: Hashable, Sendable {
    case convolution(kernel: Int, stride: Int, dilation: Int, groups: Int, bias: Bool)
    case normalization(affine: Bool)
    case activation(Activation)
    case squeezeExcite(squeezed: Int)
    case pool(Pool.Kind, kernel: Int, stride: Int)
    /// Windows inside the image only.
    case unpaddedPool(Pool.Kind, kernel: Int, stride: Int)
    case factorizedReduce
    case zero(stride: Int)
    case noise(stride: Int)
    case dropPath
    case globalAverage
    case flatten
    /// As many as leave it, the first of them at this place.
    case channels(from: Int)
    case shuffle(groups: Int)
    case dropout(Double)
    case linear(bias: Bool)
  }

  public let kind: Kind
  /// Of one image.
  public let input, output: ImageShape

  /// Trainable parameters, BatchNorm's scale and shift and all biases included.
  public var parameters: Int {
    switch kind {
    case .convolution(let kernel, _, _, let groups, let bias):
      kernel * kernel * (input.channels / groups) * output.channels + (bias ? output.channels : 0)
    case .normalization(let affine): affine ? 2 * output.channels : 0
    case .squeezeExcite(let squeezed): 2 * squeezed * input.channels + squeezed + input.channels
    case .linear(let bias): input.channels * output.channels + (bias ? output.channels : 0)
    case .factorizedReduce: input.channels * output.channels
    case .activation, .pool, .unpaddedPool, .globalAverage, .dropout, .zero, .noise, .dropPath, .flatten, .channels, .shuffle: 0
    }
  }

  /// Multiply-adds of convolutions and linear layers; normalisation, activation, pooling and biases count nothing.
  public var macs: Int {
    switch kind {
    case .convolution(let kernel, _, _, let groups, _): kernel * kernel * (input.channels / groups) * output.channels * output.positions
    case .squeezeExcite(let squeezed): 2 * squeezed * input.channels
    case .linear: input.channels * output.channels
    case .factorizedReduce: input.channels * output.channels * output.positions
    case .normalization, .activation, .pool, .unpaddedPool, .globalAverage, .dropout, .zero, .noise, .dropPath, .flatten, .channels,
      .shuffle:
      0
    }
  }
}
