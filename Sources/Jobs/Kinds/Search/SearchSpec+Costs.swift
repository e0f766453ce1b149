public import Spaces

extension SearchSpec.Source {
  /// What networks of a space cost: a sum over candidates, or in a padded space, where a candidate's cost depends on what stands in front of it, a
  /// number for each network, counted layer by layer.
  ///
  ///     try SearchSpec.Source.cost(\.macs, of: space)
  ///
  /// Throws `SpaceError.design` where a padded space has more than a million networks.
  public static func cost(_ measure: KeyPath<Cost, Int>, of space: Space) throws(SpaceError) -> SearchSpec.Source {
    let costs = CostTable(space)
    guard space.isPadded else { return .lookup(measure == \.macs ? costs.macs : costs.parameters) }
    let index = try PathIndex(space)
    guard index.count <= 1_000_000 else {
      throw .design(
        field: "exhaustive",
        reason: "\(space.name) has \(index.count) networks, whose costs are no sums over candidates, and at most 1,000,000 are listed")
    }
    let nets = index.paths.map { Architecture(path: $0) }
    return .table(
      SearchSpec.NetTable(nets: nets.map(space.text(of:)), values: nets.map { Double(costs.cost(of: $0)[keyPath: measure]) }))
  }
}
