/// All published genotypes, and architectures, with what is printed of them explained: the rows that `concord models` shows.
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
            parameters: .parameters(printed.parameters, own: counts, others: others),
            macs: .operations(printed.macs, own: counts, others: others)))
      }
      if published.printed.isEmpty { rows += own.map { Row(published: published, counts: $0, printed: nil, parameters: nil, macs: nil) } }
    }
    self.rows = rows
  }
}

extension PublishedCounts {
  /// An architecture with its counts.
  public struct ArchitectureRow: Sendable {
    public let published: PublishedArchitecture
    public let counts: NetworkCounts
    /// Nil where nothing is printed.
    public let parameters: Explanation?, macs: Explanation?
  }

  /// In the order given; each one's numbers are looked for among its family's. Throws where one is none of its space.
  public static func rows(of architectures: [PublishedArchitecture]) throws(SpaceError) -> [ArchitectureRow] {
    let spaces = Dictionary(uniqueKeysWithValues: Catalogue.spaces.map { ($0.name, $0) })
    var counts: [NetworkCounts] = []
    for published in architectures {
      let space = if let known = spaces[published.space] { known } else { try Catalogue.space(named: published.space) }
      counts.append(NetworkCounts(published.name, try space.architecture(published.text), of: space))
    }
    return zip(architectures, counts).map { published, own in
      let others = zip(architectures, counts).filter { $0.0.family == published.family }.map(\.1)
      return ArchitectureRow(
        published: published, counts: own,
        parameters: published.published.parameters.map { .parameters($0, own: own, others: others) },
        macs: published.published.macs.map { .operations($0, own: own, others: others, usual: published.family.counting) })
    }
  }
}
