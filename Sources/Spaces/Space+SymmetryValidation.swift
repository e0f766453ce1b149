extension Space {
  /// Groups that make one network of several architectures: rows of places, each reading the one before, with one list of candidates.
  func validateSymmetry() throws(SpaceError) {
    guard case .idle(let idle, let groups) = symmetry else { return }
    var grouped: Set<Int> = []
    for (number, group) in groups.enumerated() {
      let field = "symmetry.idle.groups[\(number)]"
      for choice in group {
        try check(choices.indices.contains(choice), field, "names choice \(choice), and there are \(choices.count)")
        try check(grouped.insert(choice).inserted, field, "names choice \(choice), which is in a group already")
        let candidates = choices[choice].candidates
        try check(
          candidates.contains { $0.name == idle && $0.layers.isEmpty }, field, "choice \(choice) has no candidate '\(idle)' without layers")
        try check(candidates == choices[group[0]].candidates, field, "choices \(group[0]) and \(choice) have different candidates")
      }
      for (former, latter) in zip(group, group.dropFirst()) {
        try check(latter == former + 1, field, "should name choices that follow one another, not \(former) and \(latter)")
        let before = places(of: former), after = places(of: latter)
        try check(
          before.count == 1 && after.count == 1 && after[0].from == before[0].node, field,
          "choice \(latter) should have one place, behind the one of choice \(former)")
      }
    }
  }

  /// The nodes that apply a choice, counted from the stem's output, and what each reads.
  private func places(of choice: Int) -> [(node: Int, from: Int)] {
    nodes.enumerated().compactMap { number, node in
      if case .place(choice, let from, _, _) = node { (number + 1, from) } else { nil }
    }
  }
}
