public import Streams

/// A search algorithm as a state: it proposes codes and learns from their scores.
///
/// `SearchLoop` asks and tells. What must hold: proposals follow from the state, the problem, the history and the stream alone, so that a
/// state written as JSON and read again goes on to the same bits.
public protocol Searcher: Codable, Sendable {
  /// Codes to look at next, all allowed. Networks in the history cost no evaluation: their scores are told at once. None where the searcher
  /// finds nothing new.
  mutating func propose(_ problem: SearchProblem, _ history: History, _ random: inout RandomStream) -> [[Int]]
  /// What it proposed, in order, with scores, before it is asked again. Not called for a last generation that the budget cuts off.
  mutating func learn(_ evaluated: [Evaluated], _ problem: SearchProblem)
}

/// A code that was proposed, with its scores.
public struct Evaluated: Codable, Hashable, Sendable {
  /// As it was proposed, not its canonical form.
  public var path: [Int]
  /// One an objective, larger is better in each.
  public var scores: [Double]

  public init(path: [Int], scores: [Double]) { (self.path, self.scores) = (path, scores) }

  /// What searchers of one objective go by.
  var score: Double { scores[0] }
}
