public import Spaces

extension SearchSpec.Source {
  /// What networks of a space cost: a sum over candidates, or in a padded space, where a candidate's cost depends on what stands in front of it,
  /// what is counted layer by layer of each network that a search asks for.
  ///
  ///     SearchSpec.Source.cost(.macs, of: space)
  public static func cost(_ measure: SearchSpec.Count, of space: Space) -> SearchSpec.Source {
    guard !space.isPadded else { return .counted(measure) }
    let costs = CostTable(space)
    return .lookup(measure == .macs ? costs.macs : costs.parameters)
  }
}

extension SearchSpec.Count {
  func of(_ cost: Cost) -> Double { Double(self == .macs ? cost.macs : cost.parameters) }
}
