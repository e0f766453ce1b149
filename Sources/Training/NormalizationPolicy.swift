public import Datasets

/// Where BatchNorm takes its statistics from when a subnet is scored (protocol, section 1).
public enum NormalizationPolicy: Codable, Hashable, Sendable {
  /// Running averages of training.
  case inherited
  /// The statistics of the evaluation batch itself, `size` images in fixed order: transductive.
  case batch(size: Int)
  /// Pooled moments over this many un-augmented training images, layer by layer, before anything is scored.
  case recalibrated(images: Int)
  /// Running averages of this many passes in training mode, of `size` un-augmented training images each, from mean 0 and variance 1 on:
  /// SPOS's released code (Guo et al. 2020), with 200 batches of 128.
  case moving(batches: Int, size: Int)

  /// Images of a chunk, where the policy says it.
  public var images: Int? {
    switch self {
    case .inherited, .moving: nil
    case .batch(let size): size
    case .recalibrated(let images): images
    }
  }

  /// Images that each subnet sees before it is scored.
  public var seen: Int {
    switch self {
    case .inherited, .batch: 0
    case .recalibrated(let images): images
    case .moving(let batches, let size): batches * size
    }
  }

  /// The images that `seen` are taken from: the split of recalibration, or all that were trained on where batches are drawn.
  public func recalibration(of data: PreparedData) -> PreparedImages {
    if case .moving = self { data.training } else { data.recalibration }
  }

  /// As tables and run files write it.
  public var label: String {
    switch self {
    case .inherited: "inherited"
    case .batch(let size): "batch(\(size))"
    case .recalibrated(let images): "recalibrated(\(images))"
    case .moving(let batches, let size): "moving(\(batches)x\(size))"
    }
  }
}

/// BatchNorm policies as specs and experiments write them.
///
///     {"name": "inherited"}   {"name": "batch", "size": 100}   {"name": "recalibrated", "images": 1000}
///     {"name": "moving", "batches": 200, "size": 128}
extension NormalizationPolicy {
  private enum Key: String, CodingKey { case name, size, images, batches }
  private enum Name: String, Codable, CaseIterable { case inherited, batch, recalibrated, moving }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    switch try container.decode(Name.self, forKey: .name) {
    case .inherited: self = .inherited
    case .batch: self = .batch(size: try container.decode(Int.self, forKey: .size))
    case .recalibrated: self = .recalibrated(images: try container.decodeIfPresent(Int.self, forKey: .images) ?? 1_000)
    case .moving:
      self = .moving(
        batches: try container.decodeIfPresent(Int.self, forKey: .batches) ?? 200,
        size: try container.decodeIfPresent(Int.self, forKey: .size) ?? 128)
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
    case .moving(let batches, let size):
      try container.encode(Name.moving, forKey: .name)
      try container.encode(batches, forKey: .batches)
      try container.encode(size, forKey: .size)
    }
  }
}
