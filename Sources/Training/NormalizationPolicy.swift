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

/// BatchNorm policies as specs and experiments write them.
///
///     {"name": "inherited"}   {"name": "batch", "size": 100}   {"name": "recalibrated", "images": 1000}
extension NormalizationPolicy {
  private enum Key: String, CodingKey { case name, size, images }
  private enum Name: String, Codable, CaseIterable { case inherited, batch, recalibrated }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    switch try container.decode(Name.self, forKey: .name) {
    case .inherited: self = .inherited
    case .batch: self = .batch(size: try container.decode(Int.self, forKey: .size))
    case .recalibrated: self = .recalibrated(images: try container.decodeIfPresent(Int.self, forKey: .images) ?? 1_000)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .inherited: try container.encode(Name.inherited, forKey: .name)
    case .batch(let size):
      try container.encode(Name.batch, forKey: .name)
      try container.encode(size, forKey: .size)
    case .recalibrated(let images):
      try container.encode(Name.recalibrated, forKey: .name)
      try container.encode(images, forKey: .images)
    }
  }
}
