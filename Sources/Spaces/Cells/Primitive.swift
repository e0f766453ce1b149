/// The operations on the edges of DARTS cells (Liu et al. 2019; layer tables from the released code), named as there.
///
/// The order is the papers': rules that break ties by the first operation depend on it. No convolution has a bias.
public enum Primitive: String, Codable, CaseIterable, Hashable, Sendable {
  case none
  case maxPool = "max_pool_3x3"
  case averagePool = "avg_pool_3x3"
  case skip = "skip_connect"
  case separable3 = "sep_conv_3x3"
  case separable5 = "sep_conv_5x5"
  case dilated3 = "dil_conv_3x3"
  case dilated5 = "dil_conv_5x5"
  /// Numbers that know nothing of the image (Zela et al. 2020).
  case noise

  /// What DARTS searches among.
  public static let darts = allCases.filter { $0 != .noise }
  /// What FairDARTS and NoisyDARTS search among: all but `none`.
  public static let withoutNone = darts.filter { $0 != .none }

  /// Its layers in a network that is searched or evaluated.
  public func operation(_ form: CellForm) -> Operation {
    let normalization = Layer.normalization(affine: form == .evaluation), relu = Layer.activation(.relu)
    func pool(_ kind: Pool.Kind) -> Operation {
      Operation(rawValue, [.pool(Pool(kind, kernel: 3, stride: .place))] + (form == .search ? [normalization] : []))
    }
    func depthwise(_ kernel: Int, _ stride: Stride, dilation: Int = 1) -> [Layer] {
      [
        relu, .convolution(Convolution(.input, kernel: kernel, stride: stride, dilation: dilation, groups: .depthwise)),
        .convolution(Convolution(.output)), normalization,
      ]
    }
    return switch self {
    case .none: Operation(rawValue, [.zero])
    case .maxPool: pool(.max)
    case .averagePool: pool(.average)
    case .skip: Operation(rawValue, [], reducing: [relu, .factorizedReduce(outputs: .output), normalization])
    case .separable3: Operation(rawValue, depthwise(3, .place) + depthwise(3, .one))
    case .separable5: Operation(rawValue, depthwise(5, .place) + depthwise(5, .one))
    case .dilated3: Operation(rawValue, depthwise(3, .place, dilation: 2))
    case .dilated5: Operation(rawValue, depthwise(5, .place, dilation: 2))
    case .noise: Operation(rawValue, [.noise])
    }
  }
}

/// How a network of cells or of ShuffleNet's blocks is built: searched, or trained for itself.
public enum CellForm: String, Codable, CaseIterable, Hashable, Sendable {
  /// BatchNorm has no scale and no shift, and in cells follows pools too: what a mixture's weights mean is not blurred.
  case search
  /// BatchNorm has scale and shift, and pools stand alone.
  case evaluation
}
