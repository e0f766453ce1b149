public import Spaces
public import Streams

/// FairNAS: m paths from one permutation per choice, one batch, one update (Chu et al. 2021, Algorithm 1).
///
/// The gradients of the m paths are summed, or averaged where `mean` says so; after each step every candidate has been trained exactly once
/// more. Where choices differ in size, m is that of the largest, and `repeats` says what the others train in the passes that are left.
///
///     {name: strict-fairness, gradients: sum}
public struct StrictFairness: Strategy, Hashable {
  /// How the gradients of the m paths become one.
  public enum Combination: String, Codable, CaseIterable, Sendable { case sum, mean }

  /// What a choice of fewer than m candidates trains once all of them have had their pass.
  public enum Repeats: String, Codable, CaseIterable, Sendable {
    /// Its permutation again from the front: candidates drawn uniformly, fair in expectation.
    case drawn
    /// The next ones in their own order, going on where the step before ended: after any step their numbers of passes differ by one at most.
    case inTurn = "in-turn"
  }

  /// Under `sum` shared layers (stem, head) see m times a path's gradient; `mean` scales each pass by 1/m. No default in experiments'
  /// files.
  public var gradients: Combination
  /// Drawn unless said.
  public var repeats: Repeats

  /// The sum unless said, as in the re-implementation of AngleNAS (Hu et al. 2020).
  public init(gradients: Combination = .sum, repeats: Repeats = .drawn) {
    self.gradients = gradients
    self.repeats = repeats
  }

  /// m passes on the step's one batch, then one update; the k-th path takes the k-th column of every permutation. A budget is a multiple of
  /// m passes.
  public func step(_ now: Moment, _ space: Space, _ state: inout Stateless, _ random: inout RandomStream) -> [Action] {
    let columns = space.choices.map { random.permutation($0.candidates.count) }
    let count = columns.map(\.count).max() ?? 0, scale = gradients == .mean ? 1 / Double(max(count, 1)) : 1
    return (0..<count).map { k in
      .pass(Pass(.path(columns.map { candidate(k, of: $0, passes: count, now.step) }), .training(), scale: scale))
    } + [.updateWeights]
  }

  /// The candidate of a choice in the k-th of a step's passes.
  private func candidate(_ k: Int, of column: [Int], passes: Int, _ step: Int) -> Int {
    if k < column.count { return column[k] }
    return switch repeats {
    case .drawn: column[k % column.count]
    case .inTurn: (step * (passes - column.count) + k - column.count) % column.count
    }
  }
}

/// `repeats` is written where it is not the default, so that specs keep the digests they had before it could be said.
extension StrictFairness {
  private enum Key: String, CodingKey { case gradients, repeats }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    gradients = try container.decode(Combination.self, forKey: .gradients)
    repeats = try container.decodeIfPresent(Repeats.self, forKey: .repeats) ?? .drawn
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(gradients, forKey: .gradients)
    if repeats != .drawn { try container.encode(repeats, forKey: .repeats) }
  }
}
