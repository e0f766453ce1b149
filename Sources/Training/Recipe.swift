public import Datasets
public import Engine
public import Networks

/// How weights are trained, however long: optimiser, schedule, batch, augmentation, regularisation. The budget is the trainer's.
public struct Recipe: Codable, Hashable, Sendable {
  public var optimizer: Optimizer
  /// The learning rate over the budget.
  public var schedule: Schedule
  /// Images of a batch.
  public var batch: Int
  public var labelSmoothing: Double
  public var augmentation: Augmentation
  /// What happens to parameters off the step's paths.
  public var idle: Idle
  /// The rate of dropped paths at the end, to which it grows linearly, epoch by epoch, from 0 (Liu et al. 2019, released code); nil
  /// where no path is dropped.
  public var dropPath: Double?
  /// Parts that a batch is cut into: sums are taken part by part, so the number decides bits; no more threads than this work at once.
  public var slices: Int

  public enum Idle: String, Codable, CaseIterable, Sendable {
    /// They stay as they are, momentum included.
    case frozen
    /// They are updated with gradient zero: momentum and weight decay go on.
    case decayed
  }

  public init(
    optimizer: Optimizer, schedule: Schedule, batch: Int, labelSmoothing: Double = 0, augmentation: Augmentation = .none,
    idle: Idle = .frozen, dropPath: Double? = nil, slices: Int = Slice.count
  ) {
    self.optimizer = optimizer
    self.schedule = schedule
    self.batch = batch
    self.labelSmoothing = labelSmoothing
    self.augmentation = augmentation
    self.idle = idle
    self.dropPath = dropPath
    self.slices = slices
  }
}

extension Recipe {
  /// What its images are for.
  public var task: any Task { Classification(labelSmoothing: labelSmoothing) }
}

/// Recipes as specs and experiments write them; what is left out is as `init` has it.
extension Recipe {
  private enum Key: String, CodingKey { case optimizer, schedule, batch, labelSmoothing, augmentation, idle, dropPath, slices }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(
      optimizer: try container.decode(Optimizer.self, forKey: .optimizer), schedule: try container.decode(Schedule.self, forKey: .schedule),
      batch: try container.decode(Int.self, forKey: .batch))
    func set<Value: Decodable>(_ value: inout Value, _ key: Key) throws {
      if let given = try container.decodeIfPresent(Value.self, forKey: key) { value = given }
    }
    try set(&labelSmoothing, .labelSmoothing)
    try set(&augmentation, .augmentation)
    try set(&idle, .idle)
    dropPath = try container.decodeIfPresent(Double.self, forKey: .dropPath)
    try set(&slices, .slices)
  }
}
