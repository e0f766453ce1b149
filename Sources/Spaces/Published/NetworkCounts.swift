/// What a published genotype's network costs, by every way of counting.
public struct NetworkCounts: Hashable, Sendable {
  public let name: String
  public let setting: EvaluationSetting
  /// Without the second head, and the second head alone.
  public let parameters: Int, auxiliaryParameters: Int
  private let operations: [Counting: Int]

  /// Throws where a cell keeps nothing.
  public init(_ name: String, _ genotype: Genotype, _ setting: EvaluationSetting) throws(SpaceError) {
    let space = try setting.network(genotype), layers = space.layers(of: space.whole)
    (self.name, self.setting) = (name, setting)
    parameters = Cost(layers).parameters
    auxiliaryParameters = Cost(space.auxiliaryLayers).parameters
    operations = Dictionary(uniqueKeysWithValues: Counting.allCases.map { ($0, $0.count(layers)) })
  }

  /// The operations for one image; the second head takes part in none.
  public func operations(_ counting: Counting) -> Int { operations[counting] ?? 0 }

  public var macs: Int { operations(.macs) }
}
