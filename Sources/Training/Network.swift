internal import Datasets
public import Engine
public import Spaces
public import Strategies

/// A space as a trainer runs it: a chain path by path, or a graph under a mixture.
public enum Network: Sendable {
  case chain(Lowering)
  case graph(GraphLowering)

  /// - Parameters:
  ///   - relaxes: whether passes run all candidates at once; a chain of single paths is lowered as a chain.
  ///   - dropsPaths: whether passes set a rate of dropped paths, which only graphs have.
  ///   - skips: what training does to skips of a graph.
  public init(
    _ space: Space, relaxes: Bool, batch: Int, slices: Int = 4, labelSmoothing: Double = 0, dropsPaths: Bool = false,
    skips: SkipDisturbance? = nil
  ) throws(TrainingError) {
    if space.isChain && !relaxes {
      self = .chain(try Lowering(space, batch: batch, slices: slices, labelSmoothing: labelSmoothing))
    } else {
      self = .graph(
        try GraphLowering(
          space, batch: batch, slices: slices, labelSmoothing: labelSmoothing, dropsPaths: dropsPaths, skips: skips))
    }
  }

  /// What an executor of any pass holds.
  public func room(threads: Int, keepsSquares: Bool = false) throws(TrainingError) -> Executor.Room {
    switch self {
    case .chain(let lowering): try lowering.room(threads: threads, keepsSquares: keepsSquares)
    case .graph(let lowering): try lowering.room(threads: threads, keepsSquares: keepsSquares)
    }
  }

  public var parameters: ParameterTable {
    switch self {
    case .chain(let lowering): lowering.parameters
    case .graph(let lowering): lowering.parameters
    }
  }

  var images: Tensor {
    switch self {
    case .chain(let lowering): lowering.images
    case .graph(let lowering): lowering.images
    }
  }

  func labels(_ memory: Memory) -> UnsafeMutablePointer<Int32> {
    switch self {
    case .chain(let lowering): lowering.labels(memory)
    case .graph(let lowering): lowering.labels(memory)
    }
  }

  /// The mean loss of the last forward.
  func loss(_ memory: Memory) -> Double {
    switch self {
    case .chain(let lowering): lowering.loss(memory)
    case .graph(let lowering): lowering.loss(memory)
    }
  }

  /// The plan of a path: over a graph each candidate that is kept has weight 1, which is set here.
  func plan(_ path: [Int], _ turn: Lowering.Turn, _ memory: Memory) throws(TrainingError) -> Plan {
    switch self {
    case .chain(let lowering): return try lowering.plan(path, turn)
    case .graph(let lowering):
      lowering.set(WholeNetwork().mixture(lowering.space, Stateless()), memory)
      return try lowering.plan(path.map { [$0] }, learns: false, auxiliary: true)
    }
  }
}

extension Space {
  /// Whether each node is a place that reads the one before it.
  public var isChain: Bool {
    nodes.enumerated().allSatisfy { number, node in if case .place(_, from: number, _, _) = node { true } else { false } }
  }

  /// Throws `data` where images have another size or other classes than the space: they would not fit the arena.
  func accept(_ data: PreparedImages) throws(TrainingError) {
    let shape = ImageShape(height: data.height, width: data.width, channels: data.channels)
    guard shape == input, data.classes == classes else {
      throw .data(space: name, wanted: input, classes: classes, given: shape, givenClasses: data.classes)
    }
  }
}
