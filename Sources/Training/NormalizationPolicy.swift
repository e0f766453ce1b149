/// Where BatchNorm takes its statistics from when a subnet is scored (protocol, section 1).
public enum NormalizationPolicy: Codable, Hashable, Sendable {
  /// Running averages of training.
  case inherited
  /// The statistics of the evaluation batch itself, `size` images in fixed order: transductive.
  case batch(size: Int)
  /// Pooled moments over this many un-augmented training images, layer by layer, before anything is scored.
  case recalibrated(images: Int)

  /// Images of a chunk, where the policy says it.
  public var images: Int? {
    switch self {
    case .inherited: nil
    case .batch(let size): size
    case .recalibrated(let images): images
    }
  }

  /// As tables and run files write it.
  public var label: String {
    switch self {
    case .inherited: "inherited"
    case .batch(let size): "batch(\(size))"
    case .recalibrated(let images): "recalibrated(\(images))"
    }
  }
}
