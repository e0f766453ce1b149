public import Spaces
public import Streams

/// Trains all that a space holds at once, each candidate once: how a net of cells is trained that stands alone.
public struct WholeNetwork: Strategy, Hashable {
  public init() {}

  public static var relaxes: Bool { true }

  public func step(_ now: Moment, _ space: Space, _ state: inout Stateless, _ random: inout RandomStream) -> [Action] {
    DARTS.weightStep
  }

  public func mixture(_ space: Space, _ state: Stateless) -> Mixture { Mixture(space.choices.map { $0.candidates.map { _ in 1 } }) }
}
