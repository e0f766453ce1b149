public import Streams

/// Random search without replacement: the control of every other.
///
/// Codes are drawn as other searchers draw their first ones, so that a network of several codes comes up earlier. Its curve over networks
/// drawn with equal chances has a closed form: `RandomSearchRegret` in Statistics.
public struct RandomSearch: Searcher, Hashable {
  /// Proposed at a time, which changes no order.
  private static let batch = 50

  public init() {}

  public mutating func propose(_ problem: SearchProblem, _ history: History, _ random: inout RandomStream) -> [[Int]] {
    var seen = SeenNets(history)
    return problem.drawUnknown(Self.batch, &seen, &random)
  }

  public mutating func learn(_ evaluated: [Evaluated], _ problem: SearchProblem) {}
}
