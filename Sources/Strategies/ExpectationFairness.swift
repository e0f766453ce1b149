public import Spaces
public import Streams

/// FairNAS's control: one uniform path, k iterations on k batches (Chu et al. 2021, caption of Fig. 1).
///
/// Every candidate has the same expected number of updates, as under SPOS, but k of them come in a row.
public struct ExpectationFairness: Strategy, Hashable {
  /// k: updates, passes and batches of a step. The number of candidates of a choice in the paper (6 there), 1 or more; 1 is SPOS exactly.
  /// Experiments refuse less than 1, and a budget that is no multiple of it.
  public var iterations: Int

  /// Nothing is checked here: experiments do.
  public init(iterations: Int) { self.iterations = iterations }

  /// A pass and an update for each batch: no gradients are summed.
  public func step(_ now: Moment, _ space: Space, _ state: inout Stateless, _ random: inout RandomStream) -> [Action] {
    let path = space.uniformPath(&random)
    return (0..<iterations).flatMap { number -> [Action] in [.pass(Pass(.path(path), .training(number))), .updateWeights] }
  }
}
