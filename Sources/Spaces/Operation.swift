/// A candidate computation: a table of layers, put into a place of some width and stride.
public struct Operation: Encodable, Hashable, Sendable {
  /// As the papers write it: `MB3_K3`, `identity`, `sep_conv_3x3`.
  public var name: String
  /// One behind the other; none for an identity.
  public var layers: [Layer]
  /// Instead of `layers` where the place's stride is above 1; nil where those serve all strides.
  public var reducing: [Layer]?
  /// The input is added to what the layers give, where both have one shape.
  public var residual: Bool
  /// The earlier candidate of its choice whose convolutions and normalisations it trains, or their first channels where its own are
  /// narrower; nil where it has its own. Squeeze-excite is always its own.
  public var weightsOf: String?

  public init(_ name: String, _ layers: [Layer], reducing: [Layer]? = nil, residual: Bool = false, weightsOf: String? = nil) {
    self.name = name
    self.layers = layers
    self.reducing = reducing
    self.residual = residual
    self.weightsOf = weightsOf
  }

  /// The table that is computed where the place's stride is this.
  public func layers(stride: Int) -> [Layer] { stride > 1 ? reducing ?? layers : layers }

  /// Nothing happens: no layers, no parameters.
  public static func identity(_ name: String = "identity") -> Operation { Operation(name, []) }

  /// An inverted residual (Sandler et al. 2018): expand, depthwise, optional squeeze-excite, project; BatchNorm behind each convolution.
  public static func invertedResidual(
    _ name: String, expansion: Double, kernel: Int, activation: Activation, squeezeExcite: SqueezeExcite? = nil
  ) -> Operation {
    let hidden = Width.expanded(expansion)
    return Operation(
      name,
      [.convolution(Convolution(hidden)), .normalization(), .activation(activation)]
        + [
          .convolution(Convolution(hidden, kernel: kernel, stride: .place, groups: .depthwise)), .normalization(), .activation(activation),
        ]
        + (squeezeExcite.map { [.squeezeExcite($0)] } ?? [])
        + [.convolution(Convolution(.output)), .normalization()],
      residual: true)
  }
}
