public import Spaces
public import Streams

/// SPOS: one uniform path, one update (Guo et al. 2020, section 3).
///
/// Every candidate of a choice is equally likely, whatever its MACs; the released code draws by MACs instead. `{name: spos}` in
/// experiments. After n steps a candidate of m has been trained Binomial(n, 1/m) times. Where candidates are widths of one set of weights,
/// the narrower ones join later.
///
///     {name: spos, widthWarmUp: []}
public struct UniformSampling: Strategy, Hashable {
  /// When narrower widths join; the standard unless said.
  public var widthWarmUp: WidthWarmUp

  /// Plain wherever no candidates share weights in several widths.
  public init(widthWarmUp: WidthWarmUp = .standard) { self.widthWarmUp = widthWarmUp }

  /// One pass on one batch: a path for each batch of the shared image stream.
  public func step(_ now: Moment, _ space: Space, _ state: inout Stateless, _ random: inout RandomStream) -> [Action] {
    [.pass(Pass(.path(widthWarmUp.path(of: space, at: now.progress, &random)), .training())), .updateWeights]
  }
}

/// The warm-up is written where it is not the standard, so that specs keep the digests they had before it could be said.
extension UniformSampling {
  private enum Key: String, CodingKey { case widthWarmUp }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(widthWarmUp: try container.decodeIfPresent(WidthWarmUp.self, forKey: .widthWarmUp) ?? .standard)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    if widthWarmUp != .standard { try container.encode(widthWarmUp, forKey: .widthWarmUp) }
  }
}
