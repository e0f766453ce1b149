/// How many of the operations that a search would keep are skips, epoch by epoch, for one seed and one kind of cell (protocol, section 9).
public struct SkipTrajectory: Codable, Hashable, Sendable {
  /// Of the search.
  public let seed: Int
  /// Operations kept, and skips among them, after each epoch; rules with a threshold keep more or fewer from epoch to epoch.
  public let kept: [Int], skips: [Int]

  /// - Precondition: as many counts of skips as of kept operations, one at least, none larger than what is kept.
  public init(seed: Int, kept: [Int], skips: [Int]) {
    precondition(!kept.isEmpty && kept.count == skips.count && zip(kept, skips).allSatisfy { $0 >= $1 && $1 >= 0 }, "skips among the kept")
    (self.seed, self.kept, self.skips) = (seed, kept, skips)
  }

  /// An epoch, or the knowledge that it did not come before so many epochs were over (right-censored).
  public enum Epoch: Codable, Hashable, Sendable, Comparable {
    case at(Int)
    case notWithin(Int)

    /// A censored epoch lies behind every observed one.
    public static func < (a: Epoch, b: Epoch) -> Bool {
      switch (a, b) {
      case (.at(let a), .at(let b)), (.notWithin(let a), .notWithin(let b)): a < b
      case (.at, .notWithin): true
      case (.notWithin, .at): false
      }
    }
  }

  /// Skips and kept operations at the last epoch.
  public var last: (kept: Int, skips: Int) { (kept[kept.count - 1], skips[skips.count - 1]) }

  /// The share of skips at the last epoch; nil where nothing is kept: a share of nothing is none.
  public var lastShare: Double? { last.kept == 0 ? nil : Double(last.skips) / Double(last.kept) }

  /// The first epoch, from 0, at which at least half of what is kept are skips. An epoch that keeps nothing does not count.
  public var firstHalf: Epoch { epoch { isHalf($0) } }

  /// The first epoch from which on that holds to the end: chance at the start does not count.
  public var lastingHalf: Epoch { epoch { first in (first..<kept.count).allSatisfy { isHalf($0) } } }

  private func isHalf(_ epoch: Int) -> Bool { kept[epoch] > 0 && 2 * skips[epoch] >= kept[epoch] }

  private func epoch(_ holds: (Int) -> Bool) -> Epoch { kept.indices.first(where: holds).map(Epoch.at) ?? .notWithin(kept.count) }

  /// The median of the skips of several seeds at each epoch that all of them reached.
  public static func median(_ trajectories: [SkipTrajectory]) -> [Double] {
    let epochs = trajectories.reduce(.max) { min($0, $1.skips.count) }
    return trajectories.isEmpty
      ? []
      : (0..<epochs).map { epoch in
        let sorted = trajectories.map { $0.skips[epoch] }.sorted(), middle = sorted.count / 2
        return sorted.count % 2 == 1 ? Double(sorted[middle]) : Double(sorted[middle - 1] + sorted[middle]) / 2
      }
  }
}
