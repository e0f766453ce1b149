public import Engine

/// The weights of a network as values: parameters by name, and the running statistics of its normalisations.
public struct Snapshot: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    public var name: String
    /// As `Parameter.shape`: lengths, the last one varying fastest.
    public var shape: [Int]
    public var values: [Float]

    public init(name: String, shape: [Int], values: [Float]) {
      self.name = name
      self.shape = shape
      self.values = values
    }
  }

  public var parameters: [Entry]
  /// Mean, then variance, of each channel.
  public var statistics: [Entry]

  public init(parameters: [Entry], statistics: [Entry]) {
    self.parameters = parameters
    self.statistics = statistics
  }

  /// What lies in memory now.
  public init(of table: ParameterTable, _ memory: Memory) {
    parameters = Self.entries(table.parameters, memory.parameters)
    statistics = Self.entries(table.statistics, memory.statistics)
  }

  /// Puts the values back. Throws `weights` where names or shapes differ from the table's.
  public func write(to memory: Memory, _ table: ParameterTable) throws(TrainingError) {
    try Self.write(parameters, table.parameters, memory.parameters)
    try Self.write(statistics, table.statistics, memory.statistics)
  }

  static func entries(_ parameters: [Parameter], _ block: UnsafeMutablePointer<Float>) -> [Entry] {
    parameters.map {
      Entry(
        name: $0.name, shape: $0.shape, values: Array(UnsafeBufferPointer(start: block + $0.range.lowerBound, count: $0.range.count)))
    }
  }

  static func write(_ entries: [Entry], _ parameters: [Parameter], _ block: UnsafeMutablePointer<Float>) throws(TrainingError) {
    guard entries.count == parameters.count else {
      throw .weights(name: "the network", reason: "\(entries.count) arrays instead of \(parameters.count)")
    }
    for (entry, parameter) in zip(entries, parameters) {
      guard entry.name == parameter.name, entry.shape == parameter.shape, entry.values.count == parameter.range.count else {
        throw .weights(name: parameter.name, reason: "\(entry.name) has the shape \(entry.shape) instead of \(parameter.shape)")
      }
      (block + parameter.range.lowerBound).update(from: entry.values, count: entry.values.count)
    }
  }
}
