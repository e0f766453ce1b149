/// Whether two networks compute the same of their input, whatever they are called and however their layers are put into nodes.
extension Space {
  /// Whether the one network that this space is has the structure of another one: equal layers on equal values, sums of the same terms in any
  /// order, concatenations in the same order. What does nothing in an evaluation (dropout) is passed over. Both keep all of their candidates, one a choice.
  public func hasStructure(of other: Space) -> Bool {
    var terms = Terms()
    return terms.value(of: self) == terms.value(of: other)
  }
}

/// Values of networks by number: what is made in the same way of the same values has one number.
private struct Terms {
  private enum Term: Hashable {
    case input(Int), layer(Layer, of: Int), sum([Int]), concatenation([Int]), zero
  }

  private var numbers: [Term: Int] = [:], terms: [Term] = []

  private mutating func number(_ term: Term) -> Int {
    if let known = numbers[term] { return known }
    terms.append(term)
    numbers[term] = terms.count - 1
    return terms.count - 1
  }

  /// Sums of sums are one sum.
  private mutating func sum(_ parts: [Int]) -> Int {
    let flat = parts.flatMap { part in if case .sum(let inner) = terms[part] { inner } else { [part] } }
    return flat.count == 1 ? flat[0] : number(.sum(flat.sorted()))
  }

  private mutating func join(_ parts: [Int]) -> Int { parts.count == 1 ? parts[0] : number(.concatenation(parts)) }

  private mutating func value(_ layers: [PlacedLayer], of input: Int) -> Int {
    var value = input
    for placed in layers {
      switch placed.layer {
      case .dropout, .dropPath, .activation(.identity): continue
      case .zero: value = number(.zero)
      case .branches(_, let join):
        var ends: [Int] = []
        for table in placed.branches { ends.append(self.value(table, of: value)) }
        value = join == .sum ? sum(ends) : self.join(ends)
      default: value = number(.layer(placed.layer, of: value))
      }
    }
    return value
  }

  mutating func value(of space: Space) -> Int {
    let shapes = space.shapes
    var values = [value(space.stemLayers, of: number(.input(space.input.channels)))]
    for (index, node) in space.nodes.enumerated() {
      switch node {
      case .place(let choice, let from, _, _):
        var ends: [Int] = []
        for candidate in space.choices[choice].candidates.indices {
          ends.append(value(space.layers(ofNode: index, candidate: candidate, shapes: shapes), of: values[from]))
          if space.residual(ofNode: index, candidate: candidate) { ends.append(values[from]) }
        }
        values.append(sum(ends))
      case .layers(_, let from, _): values.append(value(space.layers(ofNode: index, candidate: 0, shapes: shapes), of: values[from]))
      case .sum(let parts): values.append(sum(parts.map { values[$0] }))
      case .concatenation(let parts): values.append(join(parts.map { values[$0] }))
      }
    }
    return value(space.headLayers, of: values[space.nodes.count])
  }
}
