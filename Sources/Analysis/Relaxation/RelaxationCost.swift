internal import Statistics

/// What the searches of one method took, each of the same epochs on the same images.
public struct RelaxationCost: Codable, Sendable {
  public let label: String, seeds: Int, epochs: Int
  /// Processor seconds of a search, the mean over seeds; of an epoch: mean, least and most.
  public let seconds: Double, epoch: Double, leastEpoch: Double, mostEpoch: Double
  /// The largest resident size of a worker.
  public let peakBytes: Int
  /// Seconds of an epoch and peak memory over the reference method's; nil where that is not in the study.
  public let relativeTime: Double?, relativeMemory: Double?

  /// One for each method, in their order.
  /// - Parameter reference: the label of the method to compare with.
  static func all(_ groups: [RelaxationStudy.Group], reference: String?) -> [RelaxationCost] {
    let other = groups.first { $0.label == reference }.map { ($0.secondsPerEpoch.mean, $0.peakBytes) }
    return groups.map { group in
      let epochs = group.secondsPerEpoch
      return RelaxationCost(
        label: group.label, seeds: group.rows.count, epochs: group.rows.map(\.epochs).max() ?? 0,
        seconds: group.rows.map(\.cpuSeconds).mean, epoch: epochs.mean, leastEpoch: epochs.min() ?? 0, mostEpoch: epochs.max() ?? 0,
        peakBytes: group.peakBytes, relativeTime: other.map { epochs.mean / $0.0 },
        relativeMemory: other.map { Double(group.peakBytes) / Double($0.1) })
    }
  }
}

extension RelaxationStudy.Group {
  fileprivate var secondsPerEpoch: [Double] { rows.map { $0.cpuSeconds / Double(max($0.epochs, 1)) } }
  fileprivate var peakBytes: Int { rows.map(\.peakBytes).max() ?? 0 }
}
