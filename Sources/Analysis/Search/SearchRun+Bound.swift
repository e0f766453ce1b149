public import Spaces
public import Store

extension SearchRun {
  /// The best of the nets that a search evaluated within a bound on an additive cost; nil where there is none. Throws `SpaceError` for a net
  /// that the space cannot read.
  public func best(_ search: Int, within bound: Double, of cost: LookupTable, in space: Space) throws(SpaceError) -> String? {
    var allowed: Set<String> = []
    for net in architectures where cost.value(of: try space.architecture(net)) <= bound { allowed.insert(net) }
    return best(search, among: allowed)
  }
}
