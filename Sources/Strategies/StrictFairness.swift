public import Spaces
public import Streams

/// FairNAS: m paths from one permutation per choice, one batch, one update (Chu et al. 2021, Algorithm 1).
///
/// The gradients of the m paths are summed, or averaged where `mean` says so; after each step every candidate has been trained exactly once
/// more. Where choices differ in size, m is that of the largest and the others' columns repeat.
///
///     {name: strict-fairness, gradients: sum}
public struct StrictFairness: Strategy, Hashable {
  /// How the gradients of the m paths become one.
  public enum Combination: String, Codable, CaseIterable, Sendable { case sum, mean }
  /// Under `sum` shared layers (stem, head) see m times a path's gradient; `mean` scales each pass by 1/m. No default in experiments'
  /// files.
  public var gradients: Combination

  /// The sum unless said, as in the re-implementation of AngleNAS (Hu et al. 2020).
  public init(gradients: Combination = .sum) { self.gradients = gradients }

  /// m passes on the step's one batch, then one update; the k-th path takes the k-th column of every permutation. A budget is a multiple of
  /// m passes.
  public func step(_ now: Moment, _ space: Space, _ state: inout Stateless, _ random: inout RandomStream) -> [Action] {
    let columns = space.choices.map { random.permutation($0.candidates.count) }
    let count = columns.map(\.count).max() ?? 0, scale = gradients == .mean ? 1 / Double(max(count, 1)) : 1
    return (0..<count).map { k in .pass(Pass(.path(columns.map { $0[k % $0.count] }), .training(), scale: scale)) } + [.updateWeights]
  }
}
