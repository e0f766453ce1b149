internal import Spaces
internal import Store
internal import Strategies

extension RelaxationExperiment {
  /// One stage of a search whose space grows while operations are taken away (P-DARTS; Chen et al. 2019): weights and mixture begin
  /// anew in each.
  ///
  ///     {epochs: 10, cells: 5, dropout: 0.4, kept: 3}
  ///
  /// They stand under a method's `stages`, in the order in which they run; each is a job, and its genotype is trained alone.
  public struct Stage: Codable, Hashable, Sendable {
    /// Epochs of the training split, each above 0; `cells` of the supernet, with the experiment's channels. 25 epochs each, in 5, 11
    /// and 17 cells, in the paper's three.
    public var epochs: Int, cells: Int
    /// The rate at which numbers that skips give are dropped (`SkipDropout`); nil for none. From 0 to below 1, of strategy `darts` alone;
    /// it begins anew in each stage.
    public var dropout: Double?
    /// How many operations of each edge the next stage keeps, those of the largest weights; all where nil. The last stage's counts nothing.
    public var kept: Int?

    /// Nothing is dropped and nothing taken away unless said.
    public init(epochs: Int, cells: Int, dropout: Double? = nil, kept: Int? = nil) {
      (self.epochs, self.cells, self.dropout, self.kept) = (epochs, cells, dropout, kept)
    }
  }

  /// What of a method's channels and stages does not fit.
  func check(_ method: Method, _ place: String) throws(ExperimentError) {
    if let divisor = method.divisor {
      try need(
        divisor > 1 && space.channels.isMultiple(of: divisor), "\(place).divisor",
        "is \(divisor), should be above 1 and divide the \(space.channels) of space.channels")
      try need(
        space.channels > divisor, "\(place).divisor", "leaves one channel, which is no depthwise convolution; should be below \(divisor)")
    }
    guard let stages = method.stages else { return }
    try need(!stages.isEmpty, "\(place).stages", "is empty, should have a stage or be left out")
    for (number, stage) in stages.enumerated() {
      let field = "\(place).stages.\(number)"
      try positive(stage.epochs, "\(field).epochs", most: 1_000_000)
      try positive(stage.cells, "\(field).cells", most: 1_000)
      let isLast = number == stages.count - 1
      try need(stage.kept == nil || !isLast, "\(field).kept", "is said of the last stage, which none follows; should be left out")
      if let kept = stage.kept { try need(kept > 1, "\(field).kept", "is \(kept), should be 2 or more: one of them may be none") }
      guard let dropout = stage.dropout else { continue }
      try need((0..<1).contains(dropout), "\(field).dropout", "is \(dropout), should be from 0 to below 1")
      guard case .darts = method.strategy else {
        throw .value(
          field: "\(field).dropout", reason: "is said of '\(method.strategy.name.rawValue)', should be left out: 'darts' takes it")
      }
    }
  }
}

extension RelaxationExperiment.Method {
  /// The strategy of a stage: its own where nothing is dropped.
  func strategy(_ stage: RelaxationExperiment.Stage?) -> StrategySpec {
    guard case .darts(var darts) = strategy, let stage, let rate = stage.dropout else { return strategy }
    darts.skips = .dropout(SkipDropout(rate: rate, warmup: darts.warmup, epochs: stage.epochs))
    return .darts(darts)
  }

  /// The supernet of a stage, 0 the first; where neither channels nor stages are said, the experiment's own.
  ///
  /// - Parameter last: the stage before it with its weights at the end; nil for the first.
  func space(
    _ number: Int, of experiment: RelaxationExperiment, in whole: Space, after last: (space: Space, weights: [[Double]])?
  ) throws -> Space {
    guard divisor != nil || stages != nil || operations != nil else { return whole }
    let own = CellSpace(
      operations: operations ?? experiment.space.operations, channels: experiment.space.channels, cells: experiment.space.cells)
    let first = try own.space(input: whole.input, classes: whole.classes), before = last?.space ?? first, stage = stages?[number]
    let count = last == nil ? nil : stages?[number - 1].kept
    let survivors = count.flatMap { count in last.map { Discretisation.survivors(weights: $0.weights, count: count) } }
    var operations: [String: [Primitive]] = [:]
    for (number, choice) in before.choices.enumerated() {
      let left = survivors.map { $0[number].map { choice.candidates[$0] } } ?? choice.candidates
      operations[choice.name] = left.compactMap { Primitive(rawValue: $0.name) }
    }
    let name = [first.name, divisor.map { "over-\($0)" }, stages.map { _ in "stage-\(number + 1)" }].compactMap(\.self)
    return Space.darts(
      name: name.joined(separator: "-"), channels: experiment.space.channels, cells: stage?.cells ?? experiment.space.cells,
      input: whole.input, classes: whole.classes, divisor: divisor ?? 1
    ) { operations[$0.name] ?? [] }
  }
}
