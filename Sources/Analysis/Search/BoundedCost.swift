public import Spaces

/// What a bound is on: multiply-adds, counted net by net, or latency by a look-up table.
public struct BoundedCost: Sendable {
  /// `macs` or the table's name, and the unit, empty for a count.
  public let name: String, unit: String
  private let space: Space, costs: CostTable, table: LookupTable?

  /// Multiply-adds where there is no table.
  public init(_ space: Space, latency table: LookupTable? = nil) {
    (self.space, self.table) = (space, table)
    costs = CostTable(space)
    (name, unit) = (table?.name ?? costs.macs.name, table?.unit ?? "")
  }

  /// That of a net by its text. Throws `SpaceError` for what is none of the space.
  public func of(_ net: String) throws(SpaceError) -> Double {
    let architecture = try space.architecture(net)
    return table?.value(of: architecture) ?? Double(costs.cost(of: architecture).macs)
  }
}
