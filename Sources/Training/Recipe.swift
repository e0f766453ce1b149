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
  /// What its images are for: classification, with the smoothing of labels, where nothing else is said.
  public var goal: TaskSpec
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
    optimizer: Optimizer, schedule: Schedule, batch: Int, goal: TaskSpec = .classification(Classification()),
    augmentation: Augmentation = .none,
    idle: Idle = .frozen, dropPath: Double? = nil, slices: Int = Slice.count
  ) {
    self.optimizer = optimizer
    self.schedule = schedule
    self.batch = batch
    self.goal = goal
    self.augmentation = augmentation
    self.idle = idle
    self.dropPath = dropPath
    self.slices = slices
  }
}

extension Recipe {
  /// What its images are for, as networks take it.
  public var task: any Task { goal.task }
}

/// Recipes as specs and experiments write them; what is left out is as `init` has it. The task is written where it is another than
/// classification, which writes its `labelSmoothing` in its place.
extension Recipe {
  private enum Key: String, CodingKey { case optimizer, schedule, batch, task, labelSmoothing, augmentation, idle, dropPath, slices }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(
      optimizer: try container.decode(Optimizer.self, forKey: .optimizer), schedule: try container.decode(Schedule.self, forKey: .schedule),
      batch: try container.decode(Int.self, forKey: .batch))
    func set<Value: Decodable>(_ value: inout Value, _ key: Key) throws {
      if let given = try container.decodeIfPresent(Value.self, forKey: key) { value = given }
    }
    try set(&goal, .task)
    if let smoothing = try container.decodeIfPresent(Double.self, forKey: .labelSmoothing) {
      guard !goal.enlarges else {
        throw DecodingError.dataCorruptedError(
          forKey: .labelSmoothing, in: container, debugDescription: "images that are enlarged have no labels: leave it out")
      }
      goal = .classification(Classification(labelSmoothing: smoothing))
    }
    try set(&augmentation, .augmentation)
    try set(&idle, .idle)
    dropPath = try container.decodeIfPresent(Double.self, forKey: .dropPath)
    try set(&slices, .slices)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(optimizer, forKey: .optimizer)
    try container.encode(schedule, forKey: .schedule)
    try container.encode(batch, forKey: .batch)
    switch goal {
    case .classification(let own): try container.encode(own.labelSmoothing, forKey: .labelSmoothing)
    case .superResolution: try container.encode(goal, forKey: .task)
    }
    try container.encode(augmentation, forKey: .augmentation)
    try container.encode(idle, forKey: .idle)
    try container.encodeIfPresent(dropPath, forKey: .dropPath)
    try container.encode(slices, forKey: .slices)
  }
}
