/// All published genotypes with what is printed of them explained: the rows that `concord models` shows.
public struct PublishedCounts: Sendable {
  public struct Row: Sendable {
    public let published: PublishedGenotype
    public let counts: NetworkCounts
    /// Nil where nothing is printed of this network.
    public let printed: PublishedGenotype.Printed?
    public let parameters: Explanation?, macs: Explanation?
  }

  /// In the catalogue's order, one for each printed line; one for CIFAR where nothing is printed.
  public let rows: [Row]

  /// Each genotype's numbers are looked for among its family's and the methods'.
  public init(_ genotypes: [PublishedGenotype]) throws(SpaceError) {
    var counts: [(family: PublishedGenotype.Family, counts: NetworkCounts)] = []
    for published in genotypes {
      for setting in EvaluationSetting.allCases where setting == .cifar || published.family == .methods {
        counts.append((published.family, try NetworkCounts(published.name, published.genotype(), setting)))
      }
    }
    var rows: [Row] = []
    for published in genotypes {
      let others = counts.filter { [.methods, published.family].contains($0.family) }.map(\.counts)
      let own = others.filter { $0.name == published.name }
      for printed in published.printed {
        guard let counts = own.first(where: { $0.setting == printed.setting }) else { continue }
        rows.append(
          Row(
            published: published, counts: counts, printed: printed,
            parameters: Explanation(
              printed.parameters, own: counts, others: others,
              ways: [.parameters(auxiliary: false), .parameters(auxiliary: true)]),
            macs: Explanation(
              printed.macs, own: counts, others: others, ways: Counting.allCases.map { .operations($0) })))
      }
      if published.printed.isEmpty { rows += own.map { Row(published: published, counts: $0, printed: nil, parameters: nil, macs: nil) } }
    }
    self.rows = rows
  }
}
