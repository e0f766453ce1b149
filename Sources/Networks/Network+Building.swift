internal import Engine
internal import Spaces

/// Lowering: what a subnet computes, line by line.
extension Network {
  /// A plan in the making.
  struct Build {
    var builder: Builder
    /// The first line that is not shared by all passes on one batch; 0 where nothing is, as in mixtures and in scoring.
    var trunk = 0
    /// Whether anything of the pass reads the stem.
    var reachesStem = true
    /// The choice that each line belongs to; nil in stem, head and fixed layers.
    var choices: [Int?] = []

    /// - Parameter turn: nil where only what the lines want is asked.
    mutating func plan(_ turn: Network.Turn?) -> Plan {
      builder.mark(closesTrunk: turn?.closes ?? true)
      let instructions = builder.instructions
      return Plan(
        instructions, trunk: trunk, choices: choices, begins: builder.lines.map(\.begins), macs: builder.lines.map(\.macs),
        loss: instructions.last as? any Loss)
    }

    /// Says of all lines that nobody owned yet whose they are.
    mutating func own(_ choice: Int?) {
      choices += [Int?](repeating: choice, count: builder.lines.count - choices.count)
    }
  }

  /// Whether a node's value must lie in a tensor of its own: several read it, be they candidates of one place. Else its only reader may
  /// compute it.
  func isStored(_ node: Int) -> Bool { occupancy.isSeveral || wiring.readers[node] > 1 }

  /// A checked subnet's lines, its gradients placed but not yet marked.
  func build(_ subnet: Subnet, _ turn: Turn, learns: Bool) throws(NetworkError) -> Build {
    let builder = Builder(
      images: images.shape.images, slices: slices, trains: occupancy.trains, knobs: knobs, layout: regions.end, passing: regions.passing,
      turns: regions.turns)
    var lowering = Lowering(network: self, subnet: subnet, learns: learns, build: Build(builder: builder))
    try lowering.run(turn)
    return lowering.build
  }

  /// What a candidate hands to its node's sum; nothing where it is zero, and where a skip is disturbed what the disturbance gives.
  func terms(
    _ table: LayerTable, at node: Int, _ candidate: Int, _ input: Value, isSole: Bool, _ builder: inout Builder
  ) throws(NetworkError) -> [Builder.Term] {
    if table.isZero { return [] }
    if table.isPool {
      // Others may read it too.
      return try builder.terms(table, input, isSole: isSole).map { Builder.Term(value: $0.value, isSole: false) }
    }
    guard builder.knobs?.knobs.skips != nil, tables.skips[node].indices.contains(candidate), tables.skips[node][candidate] else {
      return try builder.terms(table, input, isSole: isSole)
    }
    let skipped = try builder.lower(table, input, isEnd: true),
      position = table.units.count { $0.fused.layer != nil || $0.fused.map != nil }
    let value = builder.disturb(skipped, "\(table.name)/\(position + 1)", reduces: !table.isEmpty)
    return [Builder.Term(value: value, isSole: value.number != input.number || isSole)]
  }

  /// A head with its loss, which reads a stored output. Throws what lowering a table throws.
  func end(_ table: LayerTable, _ input: Value, _ place: LossPlace, _ builder: inout Builder) throws(NetworkError) {
    var value = try builder.lower(table, input, isEnd: true)
    if !value.isPlain {
      var stored = builder.value(builder.layout.tensor(value.shape))
      if occupancy.trains { stored.gradient = builder.ownGradient(value.shape.count) }
      value = builder.appendSum("\(table.name)/output", [Builder.Term(value: value, isSole: true)], into: stored)
    }
    // Scoring asks for each image's loss, which is computed with its slope.
    if value.gradient == nil { value.gradient = builder.ownGradient(value.shape.count) }
    let task = task
    builder.append(place.name, [value], nil, role: .loss) { task.loss($0.input, place) }
  }
}

/// One subnet, node by node.
private struct Lowering {
  let network: Network, subnet: Subnet, learns: Bool
  var build: Network.Build
  private var values: [Value?]
  /// What an equal table without parameters already left on a node.
  private var pooled: [String: [Builder.Term]] = [:]
  /// Gradients that terms of the node may need, and where their regions go on.
  private var pending: [(gradients: Range<Int>, layout: Layout, node: Int)] = []

  /// `build` has no line yet.
  init(network: Network, subnet: Subnet, learns: Bool, build: Network.Build) {
    (self.network, self.subnet, self.learns, self.build) = (network, subnet, learns, build)
    values = [Value?](repeating: nil, count: network.wiring.nodes.count)
  }

  /// Stem, trunk, living nodes in order, second head while training, head: the order of lines, and so of offsets.
  mutating func run(_ turn: Network.Turn) throws(NetworkError) {
    let wiring = network.wiring, trains = network.occupancy.trains, tables = network.tables.nodes
    let live = wiring.live(subnet.kept, auxiliary: trains) { node, k in tables[node][k].reads }
    let images = build.builder.value(
      network.images, gradient: network.imageGradient.map { build.builder.foreignGradient(at: $0.offset) })
    if live[0] || network.occupancy == .path { try settle(0, try candidate(0, 0, reading: images, isSole: true)) }
    build.reachesStem = live[0]
    if network.occupancy == .path { part(turn, gives: live[0]) }
    for node in wiring.nodes.indices.dropFirst() where live[node] && wiring.sums[node] == nil { try lower(node) }
    if trains, let table = network.tables.secondHead, let node = wiring.auxiliary, let place = network.secondLoss {
      try end(table, try value(node), place, at: network.regions.secondHead)
    }
    build.own(nil)
    try end(network.tables.head, try value(wiring.nodes.count - 1), network.mainLoss, at: network.regions.head)
    build.own(nil)
  }

  private func value(_ node: Int) throws(NetworkError) -> Value {
    guard let value = values[node] else { throw .unsupported(operation: network.wiring.nodes[node].name, reason: "nothing computes it") }
    return value
  }

  /// Where passes that share the stem part.
  private mutating func part(_ turn: Network.Turn, gives: Bool) {
    guard let trunk = values[0] else { return }
    build.builder.layout = network.regions.trunk
    var output = trunk
    let first = build.builder.gradientCount
    (output.gradient, output.isOpen) = (build.builder.ownGradient(trunk.shape.count), true)
    build.builder.placeOwnGradients(first..<first + 1)
    values[0] = build.builder.append("trunk", [trunk], output, role: .trunk) { line in
      SharedTrunk(line.input, branch: line.written.gradient, adds: turn.adds, closes: turn.closes, gives: gives)
    }
    build.trunk = build.builder.lines.count
    build.builder.begin(at: build.trunk)
  }

  private mutating func lower(_ node: Int) throws(NetworkError) {
    let wiring = network.wiring
    switch wiring.nodes[node].kind {
    case .stem: break
    case .layers(_, let from):
      try settle(node, try candidate(node, 0, reading: try value(from), isSole: wiring.readers[from] == 1))
    case .concatenation(let parts):
      var inputs: [Value] = []
      for part in parts { inputs.append(try value(part)) }
      let name = wiring.nodes[node].name
      build.builder.layout = network.regions.behind[node]
      let shape = build.builder.shape(wiring.nodes[node].shape), first = build.builder.gradientCount, line = build.builder.lines.count
      var output = build.builder.value(build.builder.layout.tensor(shape))
      if network.occupancy.trains { output.gradient = build.builder.ownGradient(shape.count) }
      values[node] = build.builder.append(name, inputs, output) {
        Concatenation(Inputs($0.inputs, adds: $0.adds), output: $0.written, name: name)
      }
      build.builder.placeOwnGradients(first..<build.builder.gradientCount)
      build.builder.begin(at: line)
    case .place(let choice, _):
      if subnet.kept[choice].isEmpty, !network.occupancy.isSeveral { throw .none(choice: network.space.choices[choice].name) }
      try settle(node, try terms(node))
      build.own(choice)
    case .sum(let sources):
      var all: [Builder.Term] = []
      for source in sources {
        if wiring.sums[source.node] == node {
          all += try terms(source.node)
        } else if let gain = source.gain {
          if subnet.kept[gain].isEmpty { continue }
          let isWeighted = subnet.mixture != nil
          all.append(
            Builder.Term(
              value: try value(source.node), weight: isWeighted ? .slot(network.slots.gains[gain]) : .constant(1),
              slot: learns ? network.slots.gainGradients[gain] : nil, isSole: wiring.readers[source.node] == 1))
        } else {
          all.append(Builder.Term(value: try value(source.node), isSole: wiring.readers[source.node] == 1))
        }
      }
      try settle(node, all)
    }
  }

  /// What the candidates that a place keeps hand to its sum.
  private mutating func terms(_ place: Int) throws(NetworkError) -> [Builder.Term] {
    guard case .place(let choice, let from) = network.wiring.nodes[place].kind else { preconditionFailure("a term is a place") }
    let kept = subnet.kept[choice], isWeighted = subnet.mixture != nil
    var all: [Builder.Term] = []
    build.own(nil)
    for k in kept where !network.tables.nodes[place][k].isZero {
      let input = network.tables.nodes[place][k].reads ? try value(from) : build.builder.value(network.images)
      let terms = try candidate(place, k, reading: input, isSole: network.wiring.readers[from] == 1 && kept.count == 1)
      build.own(choice)
      all += terms.map { term in
        var term = term
        if isWeighted { term.weight = .slot(network.slots.weights[choice][k]) }
        if learns { term.slot = network.slots.weightGradients[choice][k] }
        return term
      }
    }
    return all
  }

  /// A table of a node in its region.
  private mutating func candidate(_ node: Int, _ k: Int, reading input: Value, isSole: Bool) throws(NetworkError) -> [Builder.Term] {
    let table = network.tables.nodes[node][k]
    if table.isPool, let known = pooled[table.key] { return known }
    let line = build.builder.lines.count, first = build.builder.gradientCount
    build.builder.layout = network.regions.starts[node][k]
    build.builder.passing = network.regions.passing
    let terms = try network.terms(table, at: node, k, input, isSole: isSole, &build.builder)
    build.builder.placeTurns(from: line)
    build.builder.begin(at: line)
    pending.append((first..<build.builder.gradientCount, build.builder.layout, node))
    if table.isPool { pooled[table.key] = terms }
    return terms
  }

  /// A node's value: the sum of its terms.
  private mutating func settle(_ node: Int, _ terms: [Builder.Term]) throws(NetworkError) {
    let first = build.builder.gradientCount, line = build.builder.lines.count
    build.builder.layout = network.regions.behind[node]
    values[node] = build.builder.sum(
      terms, network.wiring.nodes[node].name, build.builder.shape(network.wiring.nodes[node].shape), isStored: network.isStored(node),
      parts: network.parts[node])
    build.builder.placeOwnGradients(first..<build.builder.gradientCount)
    guard build.builder.layout.used <= network.regions.limits[node].used else { throw .exceeds(plan: network.wiring.nodes[node].name) }
    for (gradients, layout, owner) in pending {
      build.builder.layout = layout
      build.builder.placeOwnGradients(gradients)
      guard build.builder.layout.used <= network.regions.behind[owner].used else { throw .exceeds(plan: network.wiring.nodes[owner].name) }
    }
    pending = []
    build.builder.begin(at: line)
  }

  private mutating func end(_ table: LayerTable, _ input: Value, _ place: LossPlace, at layout: Layout) throws(NetworkError) {
    let line = build.builder.lines.count, first = build.builder.gradientCount
    build.builder.layout = layout
    build.builder.passing = network.regions.passing
    try network.end(table, input, place, &build.builder)
    build.builder.placeTurns(from: line)
    build.builder.placeOwnGradients(first..<build.builder.gradientCount)
    build.builder.begin(at: line)
  }
}
