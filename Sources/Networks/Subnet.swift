public import Spaces

/// What of a space runs: for each choice the candidates that are computed, and what multiplies them.
///
///     Subnet(path: [2, 0, 1])                    // one candidate a choice
///     Subnet(space.whole, under: mixture)        // all of them, weighted
///
/// A plan depends on which candidates are kept and on whether they are weighted; the weights themselves are set (`Network.set`).
public struct Subnet: Hashable, Sendable {
  /// A row a choice; empty where a choice keeps nothing.
  public let kept: [[Int]]
  /// Nil where each counts once.
  public let mixture: Mixture?

  /// `path` has the number of one candidate for each choice.
  public init(path: [Int]) { self.init(Architecture(path: path)) }

  /// Candidates that `architecture` does not keep are not computed, whatever `mixture` says of them. `Network.plan` checks what is kept; a
  /// mixture must have the space's shape.
  public init(_ architecture: Architecture, under mixture: Mixture? = nil) {
    kept = architecture.kept
    self.mixture = mixture
  }

  /// The candidates, where each choice keeps exactly one.
  public var path: [Int]? { Architecture(kept: kept).path }
}
