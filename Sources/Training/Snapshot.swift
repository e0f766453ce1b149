/// The weights of a network as values: parameters by name, and the running statistics of its normalisations.
public struct Snapshot: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    public var name: String
    public var values: [Float]

    public init(name: String, values: [Float]) {
      self.name = name
      self.values = values
    }
  }

  public var parameters: [Entry]
  public var statistics: [Entry]

  public init(parameters: [Entry], statistics: [Entry]) {
    self.parameters = parameters
    self.statistics = statistics
  }
}
