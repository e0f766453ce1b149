public import Spaces
public import Store

extension SearchRun {
  /// The best of the nets that a search evaluated within a bound on a cost; nil where there is none. Throws `SpaceError` for a net that the
  /// space cannot read.
  public func best(_ search: Int, within bound: Double, of cost: BoundedCost) throws(SpaceError) -> String? {
    var allowed: Set<String> = []
    for net in architectures where try cost.of(net) <= bound { allowed.insert(net) }
    return best(search, among: allowed)
  }
}
