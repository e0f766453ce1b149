public import Spaces
public import Streams

/// SPOS: one uniform path, one update (Guo et al. 2020, section 3).
///
/// Every candidate of a choice is equally likely, whatever its MACs; the released code draws by MACs instead. `{name: spos}` in
/// experiments. After n steps a candidate of m has been trained Binomial(n, 1/m) times.
public struct UniformSampling: Strategy, Hashable {
  /// It has no settings: every value of it is equal.
  public init() {}

  /// One pass on one batch: a path for each batch of the shared image stream.
  public func step(_ now: Moment, _ space: Space, _ state: inout Stateless, _ random: inout RandomStream) -> [Action] {
    [.pass(Pass(.path(space.uniformPath(&random)), .training())), .updateWeights]
  }
}
