public import Spaces
public import Streams

/// SPOS: one uniform path, one update (Guo et al. 2020, section 3).
public struct UniformSampling: Strategy, Hashable {
  public init() {}

  public func step(_ now: Moment, _ space: Space, _ state: inout Stateless, _ random: inout RandomStream) -> [Action] {
    [.pass(Pass(.path(space.uniformPath(&random)), .training())), .updateWeights]
  }
}
