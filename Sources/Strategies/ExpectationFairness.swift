public import Spaces
public import Streams

/// FairNAS's control: one uniform path, k iterations on k batches (Chu et al. 2021, caption of Fig. 1).
///
/// Every candidate has the same expected number of updates, as under SPOS, but k of them come in a row.
public struct ExpectationFairness: Strategy, Hashable {
  public var iterations: Int

  public init(iterations: Int) { self.iterations = iterations }

  public func step(_ now: Moment, _ space: Space, _ state: inout Stateless, _ random: inout RandomStream) -> [Action] {
    let path = space.uniformPath(&random)
    return (0..<iterations).flatMap { number -> [Action] in [.pass(Pass(.path(path), .training(number))), .updateWeights] }
  }
}
