/// SCARLET's linearly equivalent transformation: while a supernet is trained and scored, a skip is y = W₁x, a 1×1 convolution without bias,
/// BatchNorm and activation (Chu et al. 2021; its released code and its re-implementation in UniNAS).
///
///     let supernet = space.stabilised()   // for training and scoring
///     let nets = supernet.alone           // for costs, and for nets that are trained alone
///
/// A following map that is linear in x absorbs it, W₂(W₁x) = (W₂W₁)x, so that what the net can compute does not change; `Network.folding`
/// says where that holds of a trained one.
///
///     {"linear": "he"}
public struct LinearSkips: Hashable, Sendable {
  /// How W₁ begins.
  public var linear: Start

  /// The paper does not say it.
  public enum Start: String, Codable, CaseIterable, Hashable, Sendable {
    /// Uniform with variance 2/c, as all convolutions of a space under `Initialization.heUniform`.
    case he
    /// W₁ = 1: training begins with the plain skip.
    case identity
  }

  public init(_ start: Start = .he) { linear = start }
}

/// As spaces and experiments write it; an unknown field is an error.
extension LinearSkips: Codable {
  public init(from decoder: any Decoder) throws { self.init(try Fields(decoder, ["linear"]).read("linear", or: .he)) }
}

extension Space {
  /// The form in which supernets of the space are trained and scored with linear skips. Architectures keep their numbers, texts and costs.
  public func stabilised(_ start: LinearSkips.Start = .he) -> Space {
    var space = self
    space.skips = LinearSkips(start)
    return space
  }

  /// The form in which skips are nothing.
  public var alone: Space {
    var space = self
    space.skips = nil
    return space
  }

  /// The space in all forms that supernets of it may have, its own first: skips as nothing or as maps, BatchNorm as it is or without scale
  /// and shift.
  public var forms: [Space] {
    let skips = [alone] + LinearSkips.Start.allCases.map { stabilised($0) }, plain = skips.map(\.withoutAffine)
    return [self] + (plain == skips ? skips : skips + plain).filter { $0 != self }
  }

  /// Whether nothing is computed by a candidate in `nodes[n]` of the alone form: input and output then have one shape.
  public func isSkip(ofNode n: Int, candidate: Int) -> Bool {
    guard case .place(let choice, _, _, let stride) = nodes[n] else { return false }
    let operation = choices[choice].candidates[candidate]
    return operation.layers(stride: stride).isEmpty && !operation.residual
  }

  /// Whether any candidate of any place is one.
  public var hasSkips: Bool {
    nodes.indices.contains { number in
      guard case .place(let choice, _, _, _) = nodes[number] else { return false }
      return choices[choice].candidates.indices.contains { isSkip(ofNode: number, candidate: $0) }
    }
  }
}
