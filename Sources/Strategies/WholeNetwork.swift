public import Spaces
public import Streams

/// Trains all that a space holds at once, each candidate once: how a net of cells is trained that stands alone.
///
/// Stand-alone jobs take it for spaces that are no chains; `StrategySpec` has no word for it.
public struct WholeNetwork: Strategy, Hashable {
  /// It has no settings.
  public init() {}

  /// It runs the mixture, though nothing of it is learnt: trainers then need no validation images.
  public static var relaxes: Bool { true }

  /// One pass and one update on each training batch; no validation images are read.
  public func step(_ now: Moment, _ space: Space, _ state: inout Stateless, _ random: inout RandomStream) -> [Action] {
    DARTS.weightStep
  }

  /// Weight 1 for every candidate, gain 1 for every choice: it never changes.
  public func mixture(_ space: Space, _ state: Stateless) -> Mixture { Mixture(space.choices.map { $0.candidates.map { _ in 1 } }) }
}
