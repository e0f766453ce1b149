/// A block of MoreMNAS's and FALSR's spaces (Chu et al. 2019; read from the released graphs): so many convolutions with bias of one kind,
/// width and kernel, with or without a skip around all but the first.
public struct SuperResolutionBlock: Hashable, Sendable {
  /// What a block repeats. No normalisation is anywhere.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// A convolution and ReLU.
    case conv
    /// A convolution in two or in four groups, and ReLU.
    case groupConG2, groupConG4
    /// Behind one 1 × 1 convolution: residuals of a convolution to twice the width, ReLU, a depthwise 3 × 3, ReLU, and a convolution back.
    case invertBotConE2
  }

  public var kind: Kind
  /// Channels that it gives, and the side of its convolutions' windows.
  public var features: Int, kernel: Int
  /// How often it is repeated. A skip adds to the last one's output the first one's, or of inverted bottlenecks what enters the first; of a
  /// single repeat there is none, whatever is said.
  public var repeats: Int, skip: Bool

  public init(_ kind: Kind, features: Int, kernel: Int, repeats: Int, skip: Bool = false) {
    (self.kind, self.features, self.kernel, self.repeats, self.skip) = (kind, features, kernel, repeats, skip)
  }

  /// The 192 of both papers: kinds, then widths, kernels, repeats, without and with skip.
  public static let all: [SuperResolutionBlock] = Kind.allCases.flatMap { kind in
    [16, 32, 48, 64].flatMap { features in
      [1, 3].flatMap { kernel in
        [1, 2, 4].flatMap { repeats in
          [false, true].map { SuperResolutionBlock(kind, features: features, kernel: kernel, repeats: repeats, skip: $0) }
        }
      }
    }
  }

  /// As the released graphs have it: `conv_f64_k3_b4_isskip`, `groupConG2_f16_k1_b1_noskip`.
  public var name: String { "\(kind.rawValue)_f\(features)_k\(kernel)_b\(repeats)_\(skip ? "isskip" : "noskip")" }

  /// Its layers, padded where a place asks for more channels.
  func operation(padded: Bool) -> Operation {
    Operation(name, layers + (padded ? [.zeroPad(outputs: .output)] : []))
  }

  private var layers: [Layer] {
    let isSkipped = skip && repeats > 1
    func around(_ layers: [Layer]) -> [Layer] { isSkipped ? [.branches([[], layers], .sum)] : layers }
    func repeated(_ layers: [Layer], _ count: Int) -> [Layer] { (0..<count).flatMap { _ in layers } }
    func convolution(_ outputs: Int, _ kernel: Int, _ groups: Convolution.Groups = .one) -> Layer {
      .convolution(Convolution(.fixed(outputs), kernel: kernel, groups: groups, bias: true))
    }
    let relu = Layer.activation(.relu)
    switch kind {
    case .conv, .groupConG2, .groupConG4:
      let unit = [convolution(features, kernel, .count(kind == .groupConG4 ? 4 : kind == .groupConG2 ? 2 : 1)), relu]
      return unit + around(repeated(unit, repeats - 1))
    case .invertBotConE2:
      let residual = [
        convolution(2 * features, kernel), relu, convolution(2 * features, 3, .depthwise), relu, convolution(features, kernel),
      ]
      return [convolution(features, 1)] + around(repeated([.branches([[], residual], .sum)], repeats))
    }
  }
}
