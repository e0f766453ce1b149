/// What paths are counted by: a sum of one number for each candidate taken.
public enum PathMeasure: Hashable, Sendable {
  /// Nothing: all paths have measure 0.
  case none
  /// Choices that keep something else than an identity.
  case depth
  /// Multiply-adds, in steps as any table.
  case macs
  /// A table's value, in steps of at most 1/100,000 of the space's range, a candidate's rounded to the nearest: exact where all
  /// numbers are whole and their differences multiples of a large enough one, as MACs at ImageNet scale.
  case table(LookupTable)

  /// What each candidate adds.
  ///
  /// - Throws: `SpaceError.table` for a table of another space.
  func table(of space: Space) throws(SpaceError) -> LookupTable {
    func counted(_ count: (Operation) -> Double) -> LookupTable {
      LookupTable(unchecked: "depth", unit: "", fixed: 0, entries: space.choices.map { $0.candidates.map(count) })
    }
    switch self {
    case .none: return counted { _ in 0 }
    case .depth: return counted { $0.isIdentity ? 0 : 1 }
    case .macs:
      guard !space.isPadded else {
        throw .table(
          name: "macs", line: nil,
          reason:
            "a path's multiply-adds in \(space.name) are no sum over its choices, whose widths depend on one another: measure by depth")
      }
      return CostTable(space).macs
    case .table(let table):
      try table.check(fits: space)
      return table
    }
  }
}
