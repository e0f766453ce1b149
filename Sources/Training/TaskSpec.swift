public import Networks

/// What a recipe's images are for, as specs and experiments write it.
///
///     task: {name: super-resolution}
///
/// Classification is what is meant where nothing is said; its smoothing stands beside the recipe's other keys, as `labelSmoothing`.
public enum TaskSpec: Hashable, Sendable {
  case classification(Classification)
  case superResolution(SuperResolution)

  /// The task itself, as networks take it.
  public var task: any Task {
    switch self {
    case .classification(let own): own
    case .superResolution(let own): own
    }
  }

  /// Whether nets give larger images, and not classes.
  public var enlarges: Bool { if case .superResolution = self { true } else { false } }
}

extension TaskSpec: Codable {
  private enum Key: String, CodingKey { case name, labelSmoothing, peak }
  private enum Name: String, Codable, CaseIterable {
    case classification
    case superResolution = "super-resolution"
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    switch try container.decode(Name.self, forKey: .name) {
    case .classification:
      self = .classification(Classification(labelSmoothing: try container.decodeIfPresent(Double.self, forKey: .labelSmoothing) ?? 0))
    case .superResolution: self = .superResolution(SuperResolution(peak: try container.decodeIfPresent(Double.self, forKey: .peak) ?? 1))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .classification(let own):
      try container.encode(Name.classification, forKey: .name)
      try container.encode(own.labelSmoothing, forKey: .labelSmoothing)
    case .superResolution(let own):
      try container.encode(Name.superResolution, forKey: .name)
      try container.encode(own.peak, forKey: .peak)
    }
  }
}
