/// Whether two networks compute the same of their input, whatever they are called and however their layers are put into nodes.
extension Space {
  /// Whether the one network that this space is has the structure of another one: equal layers on equal values, sums of the same terms in any
  /// order, concatenations in the same order. What does nothing in an evaluation (dropout) is passed over. Both keep all of their candidates, one a choice.
  public func hasStructure(of other: Space) -> Bool {
    var terms = Terms()
    return terms.value(of: self) == terms.value(of: other)
  }
}

/// Which architecture a network is.
extension Space {
  /// The architecture of one candidate a choice that has the structure of a network; of several, as where an operation is written in two ways,
  /// the first in the order of candidates. Nil where none has it.
  ///
  ///     try Catalogue.space(named: "falsr").architecture(withStructureOf: net.space)
  ///
  /// Goes through the nodes and keeps to candidates whose values the network has too.
  public func architecture(withStructureOf net: Space) -> Architecture? {
    var terms = Terms()
    let output = terms.value(of: net)
    terms.isComplete = true
    let stem = terms.value(stemLayers, of: terms.value(of: input))
    guard stem != Terms.unknown else { return nil }
    var search = StructureSearch(space: self, terms: terms, output: output)
    return search.found([stem], [stemLayers.last?.output ?? input], [:]).map { kept in
      Architecture(path: choices.indices.map { kept[$0] ?? 0 })
    }
  }
}

/// A walk through a space's nodes that turns back where a value is none of the network's.
private struct StructureSearch {
  let space: Space
  var terms: Terms
  let output: Int

  /// The candidates of all choices, once every node's value is the network's; nil where these cannot go on to its output.
  ///
  /// - Parameters:
  ///   - values: of the nodes so far; `Terms.zero` for what keeps nothing.
  ///   - shapes: of these, without padding.
  ///   - kept: by choice.
  mutating func found(_ values: [Int], _ shapes: [ImageShape], _ kept: [Int: Int]) -> [Int: Int]? {
    let index = values.count - 1
    if index == space.nodes.count {
      let last = shapes[index], head = Placement(input: last, outputs: last.channels, stride: 1).layers(space.head)
      return terms.value(head, of: values[index]) == output ? kept : nil
    }
    func meet(_ parts: [Int], joins: Bool) -> (value: Int, shape: ImageShape) {
      let present = parts.filter { values[$0] != Terms.zero }
      guard let first = present.first else { return (Terms.zero, shapes[parts[0]]) }
      var shape = shapes[first]
      if joins { shape.channels = present.reduce(0) { $0 + shapes[$1].channels } }
      return (terms.meeting(present.map { values[$0] }, joins: joins), shape)
    }
    switch space.nodes[index] {
    case .sum(let parts):
      let (value, shape) = meet(parts, joins: false)
      return value == Terms.unknown ? nil : found(values + [value], shapes + [shape], kept)
    case .concatenation(let parts):
      let (value, shape) = meet(parts, joins: true)
      return value == Terms.unknown ? nil : found(values + [value], shapes + [shape], kept)
    case .layers(let layers, let from, let channels):
      let placed = Placement(input: shapes[from], outputs: channels, stride: 1).layers(layers),
        value = terms.value(placed, of: values[from])
      return value == Terms.unknown ? nil : found(values + [value], shapes + [placed.last?.output ?? shapes[from]], kept)
    case .place(let choice, let from, let channels, let stride):
      let candidates = kept[choice].map { [$0] } ?? Array(space.choices[choice].candidates.indices)
      for candidate in candidates {
        let layers = space.choices[choice].candidates[candidate].withoutPadding.layers(stride: stride)
        let placed = Placement(input: shapes[from], outputs: channels, stride: stride).layers(layers)
        let value = layers.contains(.zero) ? Terms.zero : terms.value(placed, of: values[from])
        guard value != Terms.unknown else { continue }
        var more = kept
        more[choice] = candidate
        if let all = found(values + [value], shapes + [placed.last?.output ?? shapes[from]], more) { return all }
      }
      return nil
    }
  }
}

/// Values of networks by number: what is made in the same way of the same values has one number.
private struct Terms {
  private enum Term: Hashable {
    case input(Int), layer(Layer, of: Int), sum([Int]), concatenation([Int])
  }

  private var numbers: [Term: Int] = [:], terms: [Term] = []
  /// Whether what has no number yet is `unknown`.
  var isComplete = false

  /// What is none of the values; and what keeps nothing.
  static let unknown = -1, zero = -2

  private mutating func number(_ term: Term) -> Int {
    if let known = numbers[term] { return known }
    if isComplete { return Self.unknown }
    terms.append(term)
    numbers[term] = terms.count - 1
    return terms.count - 1
  }

  /// Sums of sums are one sum.
  private mutating func sum(_ parts: [Int]) -> Int {
    if parts.contains(Self.unknown) { return Self.unknown }
    let flat = parts.filter { $0 != Self.zero }.flatMap { part in if case .sum(let inner) = terms[part] { inner } else { [part] } }
    if flat.isEmpty { return Self.zero }
    return flat.count == 1 ? flat[0] : number(.sum(flat.sorted()))
  }

  private mutating func join(_ parts: [Int]) -> Int {
    if parts.contains(Self.unknown) { return Self.unknown }
    return parts.count == 1 ? parts[0] : number(.concatenation(parts))
  }

  mutating func meeting(_ parts: [Int], joins: Bool) -> Int { joins ? join(parts) : sum(parts) }

  mutating func value(of input: ImageShape) -> Int { number(.input(input.channels)) }

  mutating func value(_ layers: [PlacedLayer], of input: Int) -> Int {
    var value = input
    for placed in layers {
      switch placed.layer {
      case .dropout, .dropPath, .activation(.identity): continue
      case .zero: value = Self.zero
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
    var values = [value(space.stemLayers, of: value(of: space.input))]
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
