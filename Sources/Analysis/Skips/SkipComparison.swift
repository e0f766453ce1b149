public import Statistics

/// Whether skips take over in one search more than in another: exact permutation of their seeds (protocol, section 9).
///
///     let comparison = SkipComparison(darts, fairDARTS)
///     print(comparison.last.value?.twoSided, comparison.hasEnoughSeeds)
public struct SkipComparison: Codable, Hashable, Sendable {
  /// Seeds of each that a claim needs.
  public static let least = 5

  /// Skips at the last epoch, and their share of what is kept then; a reason where a seed keeps nothing, which has no share.
  public let last: Measured<PermutationTest>, share: Measured<PermutationTest>
  /// Mean ranks of the first epoch with half skips and of that from which on half are skips: an epoch that did not come ranks behind all
  /// that did. A negative difference: the first search is earlier.
  public let firstHalf: Measured<PermutationTest>, lastingHalf: Measured<PermutationTest>
  /// How many seeds the first has, and the second.
  public let seeds: [Int]

  public init(_ first: [SkipTrajectory], _ second: [SkipTrajectory]) {
    func test(_ value: (SkipTrajectory) -> Double) -> Measured<PermutationTest> {
      Measured { () throws(StatisticsError) in try PermutationTest(first.map(value), second.map(value)) }
    }
    func ranks(_ epoch: (SkipTrajectory) -> SkipTrajectory.Epoch) -> Measured<PermutationTest> {
      let epochs = (first + second).map(epoch), sorted = epochs.sorted()
      let ranks = epochs.map { own in Double(sorted.count { $0 < own }) + Double(sorted.count { $0 == own } + 1) / 2 }
      return Measured { () throws(StatisticsError) in
        try PermutationTest(Array(ranks.prefix(first.count)), Array(ranks.dropFirst(first.count)))
      }
    }
    last = test { Double($0.last.skips) }
    let empty = (first + second).filter { $0.lastShare == nil }
    share =
      empty.isEmpty
      ? test { $0.lastShare ?? 0 }
      : Measured(
        absent: "none kept at the last epoch of seed \(empty.map { "\($0.seed)" }.joined(separator: ", ")): a share of nothing is none")
    (firstHalf, lastingHalf) = (ranks(\.firstHalf), ranks(\.lastingHalf))
    seeds = [first.count, second.count]
  }

  /// Whether both have the seeds that a claim needs; with fewer the tests describe.
  public var hasEnoughSeeds: Bool { seeds.allSatisfy { $0 >= Self.least } }
}
