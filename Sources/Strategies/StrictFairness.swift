public import Spaces
public import Streams

/// FairNAS: m paths from one permutation per choice, one batch, one update (Chu et al. 2021, Algorithm 1).
///
/// The gradients of the m paths are summed, or averaged where `mean` says so; after each step every candidate has been
/// trained exactly once more. Where choices differ in size, m is that of the largest and the others' columns repeat.
public struct StrictFairness: Strategy, Hashable {
  /// How the gradients of the m paths become one.
  public enum Combination: String, Codable, CaseIterable, Sendable { case sum, mean }
  public var gradients: Combination

  public init(gradients: Combination = .sum) { self.gradients = gradients }

  public func step(_ now: Moment, _ space: Space, _ state: inout Stateless, _ random: inout RandomStream) -> [Action] {
    let columns = space.choices.map { random.permutation($0.candidates.count) }
    let count = columns.map(\.count).max() ?? 0, scale = gradients == .mean ? 1 / Double(max(count, 1)) : 1
    return (0..<count).map { k in .pass(Pass(.path(columns.map { $0[k % $0.count] }), .training(), scale: scale)) } + [.updateWeights]
  }
}
