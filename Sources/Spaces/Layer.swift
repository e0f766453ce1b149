/// One step of an operation: the layer tables of stems, operations and heads are lists of these.
///
/// Widths and strides may be said relative to the place that the operation is put in, so that one operation serves places of
/// all sizes. It is the only enumeration of layers: a `PlacedLayer` holds one whose numbers are absolute.
public indirect enum Layer: Hashable, Sendable {
  /// "Same" padding: ⌊dilation · (kernel − 1)/2⌋ on each side.
  case convolution(Convolution)
  /// BatchNorm over images and positions; affine with a scale and a shift a channel.
  case normalization(affine: Bool = true)
  /// Point by point.
  case activation(Activation)
  /// Gates channels by global average → linear with bias → activation → linear with bias → gate (Hu et al. 2018).
  case squeezeExcite(SqueezeExcite)
  /// Average pooling divides by the positions inside the image.
  case pool(Pool)
  /// Halves height and width, both even: two bias-free 1×1 convolutions of stride 2 side by side, the first to ⌊outputs/2⌋
  /// channels from positions (0, 0), (0, 2), …, the second to the rest from (1, 1), (1, 3), … (Liu et al. 2019, released code).
  case factorizedReduce(outputs: Width)
  /// Nothing of what enters passes: zeros of the shape that the place's stride gives.
  case zero
  /// Numbers of the standard normal law, drawn anew in every pass, instead of what enters; in the shape of `zero`.
  case noise
  /// Zeroes whole images with the recipe's rate while training, and scales the others; last in its table.
  case dropPath
  /// [height][width][channels] → [1][1][height · width · channels].
  case flatten
  /// A share of the channels, one in `of`: the first ⌊channels/of⌋, or the others.
  case channels(Share, of: Int)
  /// Channels that stood in groups one behind the other are dealt out in turn: of 0 … 7 in 4 groups, 0, 2, 4, 6, 1, 3, 5, 7.
  case shuffle(groups: Int)
  /// Channels become positions, [height][width][channels] → [height · factor][width · factor][channels/factor²] (Shi et al. 2016).
  case pixelShuffle(factor: Int, order: PixelOrder = .positions)
  /// Channels of zeros, until there are so many: of n channels that enter, number c becomes number ⌊c · outputs/n⌋, so that groups of
  /// channels stay together. Last in its table, where an operation gives fewer channels than its place asks for; a net alone has none.
  case zeroPad(outputs: Width)
  /// Parallel tables on one input, joined; an empty table is the input itself.
  case branches([[Layer]], Join)
  /// [height][width][channels] → [1][1][channels].
  case globalAverage
  /// Zeroes each value with this probability while training, and scales the others.
  case dropout(Double)
  /// A fully connected layer on [1][1][channels].
  case linear(outputs: Int, bias: Bool = true)

  /// What becomes of the outputs of branches.
  public enum Join: String, Codable, CaseIterable, Sendable {
    /// Side by side, in order; they have one height and width.
    case concatenation
    /// Added up; they have one shape.
    case sum
  }
}

/// Which input channel of a pixel shuffle becomes channel c of C at row dy and column dx of a position's square.
public enum PixelOrder: String, Codable, CaseIterable, Sendable {
  /// (dy · factor + dx) · C + c: TensorFlow's `depth_to_space`.
  case positions
  /// c · factor² + dy · factor + dx: PyTorch's `PixelShuffle`.
  case channels
}

/// Which channels are meant.
public enum Share: String, Codable, CaseIterable, Sendable { case first, others }

/// A convolution without its normalisation; weights [kernel · kernel · inputs/groups][outputs].
public struct Convolution: Encodable, Hashable, Sendable {
  /// The kernel is a side's length, odd; the stride is the same in both directions.
  public var outputs: Width, kernel: Int, stride: Stride, dilation: Int, groups: Groups, bias: Bool

  public init(_ outputs: Width, kernel: Int = 1, stride: Stride = .one, dilation: Int = 1, groups: Groups = .one, bias: Bool = false) {
    self.outputs = outputs
    self.kernel = kernel
    self.stride = stride
    self.dilation = dilation
    self.groups = groups
    self.bias = bias
  }

  /// Channels of a group see each other only; depthwise is a group for each channel.
  public enum Groups: Hashable, Sendable {
    case depthwise, count(Int)
    public static let one = Groups.count(1)
  }
}

/// Global average → so many channels → activation → as many as before → gate.
public struct SqueezeExcite: Hashable, Sendable {
  /// What the channels between the two linear layers are a share of.
  public enum Base: Hashable, Sendable {
    /// The channels that enter the layer: the hidden width of an inverted residual.
    case hidden
    /// The channels that enter the operation.
    case input
    case fixed(Int)
  }

  /// How the share becomes a whole number.
  public enum Rounding: Hashable, Sendable {
    case down
    /// Halves away from zero.
    case nearest
    /// The nearest multiple of this number, at least the number itself, and one more where it would be less than nine tenths of the
    /// share (MobileNetV3, released code).
    case multiple(Int)
  }

  public var base: Base, divisor: Int, rounding: Rounding
  /// Between the linear layers, and behind the second.
  public var inner, gate: Activation

  public init(
    of base: Base = .hidden, divisor: Int = 4, rounding: Rounding = .down, inner: Activation = .relu, gate: Activation = .hSigmoid
  ) {
    self.base = base
    self.divisor = divisor
    self.rounding = rounding
    self.inner = inner
    self.gate = gate
  }

  /// The channels between the linear layers.
  public func squeezed(hidden: Int, input: Int) -> Int {
    let whole =
      switch base {
      case .hidden: hidden
      case .input: input
      case .fixed(let count): count
      }
    switch rounding {
    case .down: return whole / divisor
    case .nearest: return (2 * whole + divisor) / (2 * divisor)
    case .multiple(let step):
      let share = Double(whole) / Double(divisor), nearest = max(step, Int(share + Double(step) / 2) / step * step)
      return Double(nearest) < 0.9 * share ? nearest + step : nearest
    }
  }
}

/// The largest, or the mean, of a window; with "same" padding unless it is said that only windows inside the image count.
public struct Pool: Hashable, Sendable {
  public enum Kind: String, Codable, CaseIterable, Sendable { case max, average }
  public var kind: Kind, kernel: Int, stride: Stride, padded: Bool

  public init(_ kind: Kind, kernel: Int, stride: Stride, padded: Bool = true) {
    self.kind = kind
    self.kernel = kernel
    self.stride = stride
    self.padded = padded
  }
}

/// A number of channels, absolute or relative to the operation's place.
public enum Width: Hashable, Sendable {
  /// The channels that enter the operation, or leave it.
  case input, output
  /// round(input · factor): the hidden width of an inverted residual.
  case expanded(Double)
  /// ⌊channels that enter the layer / divisor⌋.
  case current(dividedBy: Int)
  case fixed(Int)
}

/// A number of its own, or what the place asks for.
public enum Stride: Hashable, Sendable {
  case place, fixed(Int)
  public static let one = Stride.fixed(1)
}

/// What follows a normalisation. h-swish(x) = x · relu6(x + 3)/6, h-sigmoid(x) = relu6(x + 3)/6, swish(x) = x/(1 + e⁻ˣ),
/// sigmoid(x) = 1/(1 + e⁻ˣ).
public enum Activation: String, Codable, CaseIterable, Hashable, Sendable {
  case identity, relu, relu6, hSwish, swish, hSigmoid, sigmoid
}
