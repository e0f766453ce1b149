internal import Spaces
public import Statistics

/// The nets of a space that no other beats in both true accuracy (or PSNR) and multiply-adds, and what searches reach of them.
public struct ExactFront: Sendable {
  /// Numbers of the truth's nets, by rising multiply-adds.
  public let nets: [Int]
  /// In what a net lacks to the best and its multiply-adds, as shares of the largest: reference (1, 1).
  public let hypervolume: Double
  private let gains: [[Double]], reference: [[Double]]

  public init(_ truth: SearchTruth) throws(StatisticsError) {
    let gains = truth.nets.indices.map { truth.gains($0) }
    let front = try ParetoFront(gains)
    nets = front.members.sorted { truth.costs[$0].macs < truth.costs[$1].macs }
    hypervolume = try front.hypervolume(reference: [0, 0])
    reference = nets.map { gains[$0] }
    self.gains = gains
  }

  /// The share of the hypervolume that the first k nets cover, for each k, rising.
  func hypervolumes(of nets: [Int], at marks: [Int]) -> [Double] {
    var volume = GrowingHypervolume(), seen = 0
    return marks.map { mark in
      while seen < min(mark, nets.count) {
        volume.add(gains[nets[seen]][0], gains[nets[seen]][1])
        seen += 1
      }
      return volume.area / hypervolume
    }
  }

  /// The mean distance of the front's nets to the nearest of the first k, for each k, rising.
  func distances(of nets: [Int], at marks: [Int]) throws(StatisticsError) -> [Double] {
    var distance = try InvertedGenerationalDistance(to: reference), seen = 0, distances: [Double] = []
    for mark in marks {
      while seen < min(mark, nets.count) {
        try distance.add(gains[nets[seen]])
        seen += 1
      }
      distances.append(distance.value)
    }
    return distances
  }

  /// The front among some nets, by rising multiply-adds.
  func front(of nets: [Int], _ truth: SearchTruth) throws(StatisticsError) -> [Int] {
    try ParetoFront(nets.map { gains[$0] }).members.map { nets[$0] }.sorted { truth.costs[$0].macs < truth.costs[$1].macs }
  }
}
