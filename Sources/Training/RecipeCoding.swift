internal import Datasets
internal import Engine

/// Recipes as specs and experiments write them; label smoothing, augmentation, idle parameters and dropped paths have defaults.
extension Recipe {
  private enum Key: String, CodingKey { case optimizer, schedule, batch, labelSmoothing, augmentation, idle, dropPath, slices }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(
      optimizer: try container.decode(Optimizer.self, forKey: .optimizer), schedule: try container.decode(Schedule.self, forKey: .schedule),
      batch: try container.decode(Int.self, forKey: .batch),
      labelSmoothing: try container.decodeIfPresent(Double.self, forKey: .labelSmoothing) ?? 0,
      augmentation: try container.decodeIfPresent(Augmentation.self, forKey: .augmentation) ?? .none,
      idle: try container.decodeIfPresent(Idle.self, forKey: .idle) ?? .frozen,
      dropPath: try container.decodeIfPresent(Double.self, forKey: .dropPath),
      slices: try container.decodeIfPresent(Int.self, forKey: .slices) ?? Slice.count)
  }
}
