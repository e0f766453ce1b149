/// What a published network costs, by every way of counting.
public struct NetworkCounts: Hashable, Sendable {
  public let name: String
  /// Of a genotype's network; nil for an architecture, which has its space's one size.
  public let setting: EvaluationSetting?
  /// Without the second head, and the second head alone.
  public let parameters: Int, auxiliaryParameters: Int
  private let operations: [Counting: Int]

  /// Throws where a cell keeps nothing.
  public init(_ name: String, _ genotype: Genotype, _ setting: EvaluationSetting) throws(SpaceError) {
    let space = try setting.network(genotype)
    self.init(name, space.whole, of: space, setting)
  }

  /// Of an architecture.
  public init(_ name: String, _ architecture: Architecture, of space: Space) { self.init(name, architecture, of: space, nil) }

  private init(_ name: String, _ architecture: Architecture, of space: Space, _ setting: EvaluationSetting?) {
    (self.name, self.setting) = (name, setting)
    parameters = Cost(space.layers(of: architecture)).parameters
    auxiliaryParameters = Cost(space.auxiliaryLayers).parameters
    operations = Dictionary(uniqueKeysWithValues: Counting.allCases.map { ($0, $0.count(architecture, of: space)) })
  }

  /// The operations for one image; the second head takes part in none.
  public func operations(_ counting: Counting) -> Int { operations[counting] ?? 0 }

  public var macs: Int { operations(.macs) }
}
