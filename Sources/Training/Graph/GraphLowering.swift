public import Engine
public import Spaces
public import Strategies

/// Turns a space whose places are mixtures of their candidates into plans over one arena.
///
/// Every node's output is stored once; readers that put an activation in front see it through that. A place that only
/// a sum reads is no instruction of its own: its candidates are terms of the sum, each with the weight of its choice and candidate.
/// A term with BatchNorm needs no gradient of its own. Pools of one node are computed once, whoever reads them: without scale and
/// shift their BatchNorm is the same on all edges.
///
/// Weights are slots, so that a change of the mixture lowers nothing. A plan may keep a part of the candidates: the others are not
/// computed.
public struct GraphLowering: Sendable {
  public let space: Space
  public let parameters: ParameterTable
  public let images: Tensor
  /// For each choice, for each of its candidates: the weight, and what backward found for it.
  public let weights, weightGradients: [[Slot]]
  private let floats: Int, slices: Int, labelsOffset: Int
  private let stem: Branch, outputs: [Int: View], places: [Int: [Candidate]], fixed: [Int: Branch], pools: [Pool: Branch], head: Head
  /// Room for the parts of each sum's weight gradients, by node.
  private let parts: [Int: Engine.Mixture.Parts]

  /// What a candidate is at its place.
  private enum Candidate: Sendable {
    case nothing, identity
    case pool(Pool)
    case branch(Branch, residual: Bool)
  }

  /// A pool with the BatchNorm behind it; equal ones are one.
  private struct Pool: Hashable, Sendable {
    let from: Int, unit: Unit
  }

  /// Throws `unsupported` where an operation has layers that cannot be trained.
  public init(_ space: Space, batch: Int, slices: Int = 4, labelSmoothing: Double = 0) throws(TrainingError) {
    guard space.auxiliary == nil else { throw .unsupported(operation: "auxiliary head", "only networks with one head can be trained yet") }
    self.space = space
    self.slices = slices
    var site = Site(images: batch)
    images = site.tensor(space.input)
    labelsOffset = site.layout.reserve(batch)
    weights = space.choices.map { choice in choice.candidates.map { _ in Slot(&site.layout) } }
    weightGradients = space.choices.map { choice in choice.candidates.map { _ in Slot(&site.layout) } }

    let stemUnits = try Unit.group(space.stemLayers, of: "stem"), headUnits = try Unit.group(space.headLayers, of: "head")
    var units: [[[Unit]]] = []
    for (number, node) in space.nodes.enumerated() {
      var rows: [[Unit]] = []
      switch node {
      case .place(let choice, _, _, _):
        for (candidate, operation) in space.choices[choice].candidates.enumerated() {
          rows.append(try Unit.group(space.layers(ofNode: number, candidate: candidate), of: operation.name))
        }
      case .layers: rows.append(try Unit.group(space.layers(ofNode: number, candidate: 0), of: "node \(number + 1)"))
      case .sum, .concatenation: break
      }
      units.append(rows)
    }
    let widest = (units.joined().joined() + stemUnits + headUnits).map { site.shape($0.output).count }.reduce(0, max)
    let buffers = [site.layout.reserve(widest), site.layout.reserve(widest)]

    let shapes = space.shapes, readers = Self.readers(space)
    stem = try Branch(&site, "stem", stemUnits, .own, buffers)
    var outputs: [Int: View] = [:]
    for (node, shape) in shapes.enumerated() where !Self.isTerm(space, node, readers) {
      outputs[node] = View(site.tensor(shape), gradient: site.tensor(shape))
    }
    var places: [Int: [Candidate]] = [:], fixed: [Int: Branch] = [:], pools: [Pool: Branch] = [:]
    for (number, node) in space.nodes.enumerated() {
      switch node {
      // Layers that do nothing, such as a drop of paths that the recipe does not ask for, are a copy.
      case .layers where units[number][0].isEmpty: break
      case .layers: fixed[number] = try Branch(&site, "node\(number + 1)", units[number][0], .own, buffers)
      case .place(let choice, let from, _, _):
        // The sum that a place is a term of, or else the place itself.
        let sum = outputs[outputs[number + 1] == nil ? readers[number + 1] ?? 0 : number + 1]
        var candidates: [Candidate] = []
        for (k, operation) in space.choices[choice].candidates.enumerated() {
          let row = units[number][k], name = "node\(number + 1)/\(space.choices[choice].name)/\(operation.name)"
          if row.isEmpty {
            candidates.append(.identity)
          } else if row.contains(where: { $0.kind == .zero }) {
            candidates.append(.nothing)
          } else if row.count == 1, case .pool = row[0].kind, row[0].affine != true {
            let pool = Pool(from: from, unit: row[0])
            if pools[pool] == nil { pools[pool] = try Branch(&site, "node\(from)/\(operation.name)", row, .own, buffers) }
            candidates.append(.pool(pool))
          } else {
            guard let gradient = sum?.gradient else { preconditionFailure("the output of a sum has a gradient") }
            let branch = try Branch(&site, name, row, .term(of: gradient, gain: .slot(weights[choice][k])), buffers)
            candidates.append(.branch(branch, residual: space.residual(ofNode: number, candidate: k)))
          }
        }
        places[number] = candidates
      case .sum, .concatenation: break
      }
    }
    var parts: [Int: Engine.Mixture.Parts] = [:]
    for node in outputs.keys.sorted() where node > 0 {
      let count = Self.terms(space, node).reduce(0) { $0 + 2 * (places[$1 - 1]?.count ?? 1) }
      if count > 0 { parts[node] = Engine.Mixture.Parts(&site.layout, count: count, slices: slices) }
    }
    (self.outputs, self.places, self.fixed, self.pools, self.parts) = (outputs, places, fixed, pools, parts)
    head = try Head(&site, headUnits, buffers, labels: labelsOffset, slices: slices, smoothing: labelSmoothing)
    parameters = site.parameters
    floats = site.layout.used
  }

  /// The node that reads each node alone; none where several do. Nodes count from the stem's output, 0.
  private static func readers(_ space: Space) -> [Int: Int] {
    var all: [Int: [Int]] = [:]
    for (number, node) in space.nodes.enumerated() { for from in node.reads { all[from, default: []].append(number + 1) } }
    return all.compactMapValues { $0.count == 1 ? $0[0] : nil }
  }

  /// Whether a node is a place that one sum alone reads, and so is no output of its own.
  private static func isTerm(_ space: Space, _ node: Int, _ readers: [Int: Int]) -> Bool {
    guard node > 0, case .place = space.nodes[node - 1], let reader = readers[node], case .sum = space.nodes[reader - 1] else {
      return false
    }
    return true
  }

  /// The nodes whose terms a node adds up: itself where it is a place, what it reads where it is a sum.
  private static func terms(_ space: Space, _ node: Int) -> [Int] {
    switch space.nodes[node - 1] {
    case .sum(let nodes): nodes
    case .place: [node]
    case .layers, .concatenation: []
    }
  }
}

extension Node {
  /// The nodes that this one reads.
  var reads: [Int] {
    switch self {
    case .place(_, let from, _, _), .layers(_, let from, _): [from]
    case .sum(let nodes), .concatenation(let nodes): nodes
    }
  }
}

extension GraphLowering {
  /// The plan of the candidates that are kept, by choice; what nobody reads is not computed.
  ///
  /// - Parameter learns: whether backward also finds the gradients of the weights of candidates.
  public func plan(_ kept: [[Int]], learns: Bool) throws(TrainingError) -> Plan {
    guard kept.count == space.choices.count, zip(kept, space.choices).allSatisfy({ $0.allSatisfy($1.candidates.indices.contains) }) else {
      throw .path(kept.joined().map { $0 }, choices: space.choices.count)
    }
    let live = live(kept)
    var drafts = stem.lower(View(images)), pooled: Set<Pool> = [], closed: Set<Int> = []
    drafts.append(stored(stem.output, at: 0, "stem"))
    for (number, node) in space.nodes.enumerated() where live.contains(number + 1) && outputs[number + 1] != nil {
      let name = "node \(number + 1)"
      switch node {
      case .layers(_, let from, _):
        guard let branch = fixed[number] else {
          let view = output(from), output = output(number + 1)
          drafts.append(Draft([view.gradient]) { Engine.Mixture(Inputs([view], adds: $0), output: output, name: name) })
          continue
        }
        drafts += branch.lower(output(from))
        drafts.append(stored(branch.output, at: number + 1, name))
      case .concatenation(let nodes):
        let views = nodes.map(output), output = output(number + 1)
        drafts.append(Draft(views.map(\.gradient)) { Concatenation(Inputs(views, adds: $0), output: output, name: name) })
      case .place, .sum: drafts += mixture(number + 1, kept, learns: learns, &pooled, &closed)
      }
    }
    return Plan(Draft.instructions(drafts) + head.lower(output(space.nodes.count)), places: [])
  }

  private func output(_ node: Int) -> View {
    guard let output = outputs[node] else { preconditionFailure("node \(node) is a term of a sum") }
    return output
  }

  /// What a branch ends in, normalised and stored.
  private func stored(_ view: View, at node: Int, _ name: String) -> Draft {
    let output = output(node)
    return Draft(nil) { _ in Engine.Mixture(Inputs([view]), output: output, name: name) }
  }

  /// One term of a sum.
  private struct Term {
    let view: View, weight: Knob, slot: Slot?
    /// Where several readers share the gradient, that.
    let shared: Tensor?
  }

  /// What a sum, or a place that stands alone, is made of, and the sum itself.
  private func mixture(
    _ node: Int, _ kept: [[Int]], learns: Bool, _ pooled: inout Set<Pool>, _ closed: inout Set<Int>
  ) -> [Draft] {
    var drafts: [Draft] = [], terms: [Term] = []
    for source in Self.terms(space, node) {
      guard let candidates = places[source - 1], case .place(let choice, let from, _, _) = space.nodes[source - 1] else {
        terms.append(Term(view: output(source), weight: .constant(1), slot: nil, shared: output(source).gradient))
        continue
      }
      for k in kept[choice] {
        let weight = Knob.slot(weights[choice][k]), slot = weightGradients[choice][k], input = output(from)
        let itself = Term(view: input, weight: weight, slot: slot, shared: input.gradient)
        switch candidates[k] {
        case .nothing: break
        case .identity: terms.append(itself)
        case .pool(let pool):
          guard let branch = pools[pool] else { continue }
          if pooled.insert(pool).inserted { drafts += branch.lower(input) }
          let closes = closed.insert(branch.output.tensor.offset).inserted
          terms.append(
            Term(view: closes ? branch.output : branch.output.leftOpen(), weight: weight, slot: slot, shared: branch.output.gradient))
        case .branch(let branch, let residual):
          drafts += branch.lower(input)
          terms.append(Term(view: branch.output, weight: weight, slot: slot, shared: nil))
          if residual { terms.append(itself) }
        }
      }
    }
    let output = output(node), slots = terms.map(\.slot), parts = learns && slots.contains { $0 != nil } ? parts[node] : nil
    drafts.append(
      Draft(terms.map(\.shared)) { adds in
        Engine.Mixture(
          Inputs(terms.map(\.view), adds: adds), weights: terms.map(\.weight), output: output,
          weightGradients: parts.map { Engine.Mixture.WeightGradients(slots, $0) }, name: "node \(node)")
      })
    return drafts
  }

  /// The nodes that the last one depends on.
  private func live(_ kept: [[Int]]) -> Set<Int> {
    var live: Set<Int> = [space.nodes.count]
    for (number, node) in space.nodes.enumerated().reversed() where live.contains(number + 1) {
      if case .place(let choice, _, _, _) = node, kept[choice].isEmpty { continue }
      live.formUnion(node.reads)
    }
    return live
  }

  /// What an executor of any plan holds.
  public func room(threads: Int, keepsSquares: Bool = false) throws(TrainingError) -> Executor.Room {
    Executor.Room(
      images: images.shape.images, slices: slices, activations: floats, parameters: parameters.count,
      statistics: parameters.statisticsCount, needs: try plan(space.whole.kept, learns: true).needs, threads: threads,
      keepsSquares: keepsSquares)
  }

  /// Puts the weights of all candidates where passes read them: each times the gain of its choice.
  public func set(_ mixture: Strategies.Mixture, _ memory: Memory) {
    for (choice, slots) in weights.enumerated() {
      for (k, slot) in slots.enumerated() { slot.set(mixture.gains[choice] * mixture.weights[choice][k], memory) }
    }
  }

  /// Takes what backward found for the mixture that was set, and clears it.
  public func takeGradient(of mixture: Strategies.Mixture, _ memory: Memory) -> Strategies.Mixture {
    var gradient = mixture
    for (choice, slots) in weightGradients.enumerated() {
      let found = slots.map { $0.value(memory) }
      gradient.weights[choice] = found.map { mixture.gains[choice] * $0 }
      gradient.gains[choice] = zip(mixture.weights[choice], found).reduce(0) { $0 + $1.0 * $1.1 }
      for slot in slots { slot.set(0, memory) }
    }
    return gradient
  }

  /// Where a batch's labels go.
  public func labels(_ memory: Memory) -> UnsafeMutablePointer<Int32> {
    UnsafeMutableRawPointer(memory.arena + labelsOffset).assumingMemoryBound(to: Int32.self)
  }

  /// The mean loss of the last forward.
  public func loss(_ memory: Memory) -> Double { head.loss.loss(memory) }

  /// The cross-entropy of one image in the last forward, and whether its label has the largest logit, the first of equals.
  func answer(_ image: Int, _ memory: Memory) -> (loss: Double, isRight: Bool) { head.loss.answer(image, memory) }
}
