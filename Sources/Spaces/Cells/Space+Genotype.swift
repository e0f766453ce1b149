/// Genotypes as architectures of the space that is searched, and back.
extension Space {
  /// What a genotype keeps on each edge. Throws where the space lacks an edge or an operation.
  public func architecture(_ genotype: Genotype) throws(SpaceError) -> Architecture {
    var kept = choices.map { _ in [Int]() }
    for edge in CellEdge.all {
      for operation in genotype.operations(on: edge) {
        guard let choice = choices.firstIndex(where: { $0.name == edge.name }) else {
          throw .genotype(place: edge.name, reason: "space \(name) has no such choice; it is no space of cells")
        }
        let names = choices[choice].candidates.map(\.name)
        guard let candidate = names.firstIndex(of: operation.rawValue) else {
          throw .genotype(
            place: edge.name, reason: "space \(name) has no '\(operation.rawValue)' there: \(names.joined(separator: ", "))")
        }
        kept[choice].append(candidate)
      }
    }
    return Architecture(kept: kept.map { $0.sorted() })
  }

  /// The operations that an architecture keeps on the edges of cells, sum by sum from the first state on; `none` leaves an edge
  /// out. Throws where a choice is no edge, a candidate no operation of DARTS, or the style cannot say it.
  public func genotype(of architecture: Architecture, style: Genotype.Style) throws(SpaceError) -> Genotype {
    var entries: [CellKind: [Genotype.Entry]] = [:]
    for (choice, kept) in zip(choices, architecture.kept) {
      guard let edge = CellEdge(name: choice.name) else {
        throw .genotype(place: choice.name, reason: "is no edge of a cell; space \(name) is no space of cells")
      }
      for candidate in kept {
        guard let operation = Primitive(rawValue: choice.candidates[candidate].name) else {
          throw .genotype(place: choice.name, reason: "keeps '\(choice.candidates[candidate].name)', which genotypes do not know")
        }
        if operation != .none { entries[edge.kind, default: []].append(Genotype.Entry(operation, to: edge.to, from: edge.from)) }
      }
    }
    return try Genotype(normal: entries[.normal] ?? [], reduce: entries[.reduce] ?? [], style: style)
  }
}
