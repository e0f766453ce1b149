extension Space {
  /// The space in which each choice has only the candidates that the architecture keeps: its stand-alone net, where it keeps one.
  ///
  /// A group of the symmetry stays where its choices still have one list of candidates with the idle one; else its
  /// architectures are told apart. A net alone of a padded space has no padding.
  public func restricted(to architecture: Architecture) -> Space {
    var space = self
    for (number, kept) in architecture.kept.enumerated() { space.choices[number] = choices[number].restricted(to: kept) }
    if case .idle(let name, let groups) = symmetry {
      let whole = groups.filter { group in
        group.allSatisfy { choice in
          let candidates = space.choices[choice].candidates
          return candidates == space.choices[group[0]].candidates && candidates.contains { $0.name == name }
        }
      }
      space.symmetry = whole.isEmpty ? .none : .idle(name: name, groups: whole)
    }
    return isPadded && architecture.path != nil ? space.unpadded : space
  }
}

extension LookupTable {
  /// That of the space in which each choice has only these candidates.
  func restricted(to kept: [[Int]]) -> LookupTable {
    LookupTable(unchecked: name, unit: unit, fixed: fixed, entries: zip(entries, kept).map { row, own in own.map { row[$0] } })
  }
}

extension Choice {
  /// The candidates of these numbers; weights that were shared with another are then their own.
  fileprivate func restricted(to kept: [Int]) -> Choice {
    var choice = Choice(name, kept.map { candidates[$0] })
    let names = Set(choice.candidates.map(\.name))
    for index in choice.candidates.indices where choice.candidates[index].weightsOf.map({ !names.contains($0) }) ?? false {
      choice.candidates[index].weightsOf = nil
    }
    return choice
  }
}
