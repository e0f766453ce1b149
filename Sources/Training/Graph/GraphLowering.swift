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
/// computed. Edges that compute on a part of the channels are added up before they are shuffled (`Wiring.Partial`).
public struct GraphLowering: Sendable {
  public let space: Space
  public let parameters: ParameterTable
  public let images: Tensor
  /// For each choice, for each of its candidates: the weight, and what backward found for it.
  public let weights, weightGradients: [[Slot]]
  /// What passes set besides weights; nil where paths are not dropped and skips are left alone.
  public let knobs: Knobs?
  /// For each choice the gain of what its edges let pass, and what backward found for it.
  private let gains: [Slot], gainGradients: [Slot]
  private let floats: Int, slices: Int, labelsOffset: Int, wiring: Wiring
  private let stem: Branch, outputs: [Int: View], places: [Int: [Candidate]], fixed: [Int: Branch], pools: [Pool: Branch], head: Head
  /// The two sums of each sum of partial edges.
  private let halves: [Int: Halves]
  private let second: SecondHead?
  /// Room for the parts of each sum's weight gradients, by node.
  private let parts: [Int: Engine.Mixture.Parts]

  /// Rates and amounts that change from pass to pass.
  public struct Knobs: Sendable {
    public let pathRate: Slot, skips: Slot
  }

  /// What partial edges compute, what they let pass, both side by side, and room for the gradients of gains.
  private struct Halves: Sendable {
    let computed: View, passed: View, joined: View, parts: Engine.Mixture.Parts
  }

  /// What a candidate is at its place.
  private enum Candidate: Sendable {
    case nothing, identity
    case pool(Pool)
    case branch(Branch, residual: Bool, reads: Bool)

    /// Whether anything of it comes from what its place reads.
    var reads: Bool {
      switch self {
      case .nothing: false
      case .identity, .pool: true
      case .branch(_, let residual, let reads): residual || reads
      }
    }
  }

  /// A pool with the BatchNorm behind it; equal ones are one.
  private struct Pool: Hashable, Sendable {
    let from: Int, unit: Unit
  }

  /// Throws `unsupported` where an operation has layers that cannot be trained.
  ///
  /// - Parameters:
  ///   - dropsPaths: whether passes set a rate of dropped paths; else nothing is dropped.
  ///   - skips: what training does to skips.
  public init(
    _ space: Space, batch: Int, slices: Int = 4, labelSmoothing: Double = 0, dropsPaths: Bool = false, skips: SkipDisturbance? = nil
  ) throws(TrainingError) {
    self.space = space
    self.slices = slices
    var site = Site(images: batch, hasKnobs: dropsPaths || skips != nil)
    knobs = site.knobs
    images = site.tensor(space.input)
    labelsOffset = site.layout.reserve(batch)
    weights = space.choices.map { choice in choice.candidates.map { _ in Slot(&site.layout) } }
    weightGradients = space.choices.map { choice in choice.candidates.map { _ in Slot(&site.layout) } }
    gains = space.choices.map { _ in Slot(&site.layout) }
    gainGradients = space.choices.map { _ in Slot(&site.layout) }

    let stemUnits = try Unit.group(space.stemLayers, of: "stem"), headUnits = try Unit.group(space.headLayers, of: "head")
    let wiring = Wiring(space), shapes = space.shapes
    var units: [[[Unit]]] = []
    for (number, node) in space.nodes.enumerated() {
      var rows: [[Unit]] = []
      switch node {
      case .place(let choice, _, _, _):
        for (candidate, operation) in space.choices[choice].candidates.enumerated() {
          let row = try Unit.group(space.layers(ofNode: number, candidate: candidate), of: operation.name, dropsPaths: dropsPaths)
          rows.append(row + Self.disturbance(of: operation, row, shapes[number + 1], skips))
        }
      case .layers where wiring.isStored(number + 1):
        rows.append(try Unit.group(space.layers(ofNode: number, candidate: 0), of: "node \(number + 1)", dropsPaths: dropsPaths))
      case .layers, .sum, .concatenation: break
      }
      units.append(rows)
    }
    let auxiliaryUnits = try Unit.group(space.auxiliaryLayers, of: "auxiliary head")
    let widest = (units.joined().joined() + stemUnits + headUnits + auxiliaryUnits).map { site.shape($0.output).count }.reduce(0, max)
    let buffers = [site.layout.reserve(widest), site.layout.reserve(widest)]

    stem = try Branch(&site, "stem", stemUnits, .own, buffers, slices: slices)
    var outputs: [Int: View] = [:], halves: [Int: Halves] = [:]
    for (node, shape) in shapes.enumerated() where wiring.isStored(node) && !Self.isItself(node, units) {
      outputs[node] = View(site.tensor(shape), gradient: site.tensor(shape))
      guard let partial = wiring.partials[node], let edge = partial.edges.first else { continue }
      func stored(_ shape: ImageShape) -> View { View(site.tensor(shape), gradient: site.tensor(shape)) }
      halves[node] = Halves(
        computed: stored(shapes[edge.place]), passed: stored(shapes[edge.passing]), joined: stored(shape),
        parts: Engine.Mixture.Parts(&site.layout, count: partial.edges.count, slices: slices))
    }
    var places: [Int: [Candidate]] = [:], fixed: [Int: Branch] = [:], pools: [Pool: Branch] = [:]
    for (number, node) in space.nodes.enumerated() {
      switch node {
      // Layers that do nothing, such as a drop of paths that the recipe does not ask for, are a copy.
      case .layers where !wiring.isStored(number + 1) || units[number][0].isEmpty: break
      case .layers:
        let branch = try Branch(&site, "node\(number + 1)", units[number][0], .own, buffers, slices: slices)
        if branch.isPlain { outputs[number + 1] = branch.output }
        fixed[number] = branch
      case .place(let choice, let from, _, _):
        // The sum that a place is a term of, or else the place itself.
        let sum = wiring.sums[number + 1] ?? number + 1, gradient = halves[sum]?.computed.gradient ?? outputs[sum]?.gradient
        var candidates: [Candidate] = []
        for (k, operation) in space.choices[choice].candidates.enumerated() {
          let row = units[number][k], name = "node\(number + 1)/\(space.choices[choice].name)/\(operation.name)"
          if row.isEmpty {
            candidates.append(.identity)
          } else if row.contains(where: { $0.kind == .zero }) {
            candidates.append(.nothing)
          } else if row.count == 1, case .pool = row[0].kind, row[0].affine != true {
            let pool = Pool(from: from, unit: row[0])
            if pools[pool] == nil {
              pools[pool] = try Branch(&site, "node\(from)/\(operation.name)", row, .own, buffers, slices: slices)
            }
            candidates.append(.pool(pool))
          } else {
            guard let gradient else { preconditionFailure("the output of a sum has a gradient") }
            let end = Branch.End.term(of: gradient, gain: .slot(weights[choice][k]))
            let branch = try Branch(&site, name, row, end, buffers, slices: slices)
            candidates.append(.branch(branch, residual: space.residual(ofNode: number, candidate: k), reads: row[0].kind != .noise))
          }
        }
        places[number] = candidates
      case .sum, .concatenation: break
      }
    }
    var parts: [Int: Engine.Mixture.Parts] = [:]
    for node in outputs.keys.sorted() where node > 0 {
      let count = wiring.terms(node).reduce(0) { $0 + 2 * (places[$1 - 1]?.count ?? 1) }
      if count > 0 { parts[node] = Engine.Mixture.Parts(&site.layout, count: count, slices: slices) }
    }
    (self.outputs, self.places, self.fixed, self.pools, self.parts) = (outputs, places, fixed, pools, parts)
    (self.wiring, self.halves) = (wiring, halves)
    head = try Head(&site, headUnits, buffers, labels: labelsOffset, slices: slices, smoothing: labelSmoothing)
    if let auxiliary = space.auxiliary {
      second = try SecondHead(
        &site, auxiliary, auxiliaryUnits, buffers, labels: labelsOffset, slices: slices, smoothing: labelSmoothing)
    } else {
      second = nil
    }
    parameters = site.parameters
    floats = site.layout.used
  }

  /// Whether a node is fixed layers whose output is read as it is stored, so that nothing is copied.
  private static func isItself(_ node: Int, _ units: [[[Unit]]]) -> Bool {
    guard node > 0, units[node - 1].count == 1, let last = units[node - 1][0].last else { return false }
    return last.affine == nil && last.activation == .identity
  }

  /// What training adds to the layers of a skip.
  private static func disturbance(of operation: Operation, _ row: [Unit], _ shape: ImageShape, _ skips: SkipDisturbance?) -> [Unit] {
    guard let skips, operation.name == Primitive.skip.rawValue else { return [] }
    if case .noise(let noise) = skips, !noise.reducing, !row.isEmpty { return [] }
    if case .dropout = skips, !row.isEmpty { return [] }
    return [Unit(kind: .disturbed(skips), input: shape, output: shape)]
  }
}

extension GraphLowering {
  /// The plan of the candidates that are kept, by choice; what nobody reads is not computed.
  ///
  /// - Parameters:
  ///   - learns: whether backward also finds the gradients of the weights of candidates.
  ///   - auxiliary: whether the second head takes part, where there is one.
  public func plan(_ kept: [[Int]], learns: Bool, auxiliary: Bool = false) throws(TrainingError) -> Plan {
    guard kept.count == space.choices.count, zip(kept, space.choices).allSatisfy({ $0.allSatisfy($1.candidates.indices.contains) }) else {
      throw .path(kept.joined().map { $0 }, choices: space.choices.count)
    }
    let live = wiring.live(kept) { node, k in places[node - 1]?[k].reads == true }
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
        if !branch.isPlain { drafts.append(stored(branch.output, at: number + 1, name)) }
      case .concatenation(let nodes):
        let views = nodes.map(output), output = output(number + 1)
        drafts.append(Draft(views.map(\.gradient)) { Concatenation(Inputs(views, adds: $0), output: output, name: name) })
      case .place, .sum:
        guard let partial = wiring.partials[number + 1], let halves = halves[number + 1] else {
          drafts += mixture(number + 1, into: output(number + 1), kept, learns: learns, &pooled, &closed)
          continue
        }
        drafts += mixture(number + 1, into: halves.computed, kept, learns: learns, &pooled, &closed)
        drafts += shuffled(number + 1, partial, halves, kept, learns: learns)
      }
    }
    if auxiliary, let second { drafts += second.lower(output(second.node)) }
    let last = output(space.nodes.count)
    return Plan(Draft.instructions(drafts, behind: last.gradient) + head.lower(last), places: [])
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

  private func sum(_ terms: [Term], into output: View, _ parts: Engine.Mixture.Parts?, _ name: String) -> Draft {
    let slots = terms.map(\.slot), parts = slots.contains { $0 != nil } ? parts : nil
    return Draft(terms.map(\.shared)) { adds in
      Engine.Mixture(
        Inputs(terms.map(\.view), adds: adds), weights: terms.map(\.weight), output: output,
        weightGradients: parts.map { Engine.Mixture.WeightGradients(slots, $0) }, name: name)
    }
  }

  /// What a sum, or a place that stands alone, is made of, and the sum itself.
  private func mixture(
    _ node: Int, into output: View, _ kept: [[Int]], learns: Bool, _ pooled: inout Set<Pool>, _ closed: inout Set<Int>
  ) -> [Draft] {
    var drafts: [Draft] = [], terms: [Term] = []
    for source in wiring.terms(node) {
      guard let candidates = places[source - 1], case .place(let choice, let from, _, _) = space.nodes[source - 1] else {
        terms.append(Term(view: self.output(source), weight: .constant(1), slot: nil, shared: self.output(source).gradient))
        continue
      }
      for k in kept[choice] {
        let weight = Knob.slot(weights[choice][k]), slot = weightGradients[choice][k], input = self.output(from)
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
        case .branch(let branch, let residual, _):
          drafts += branch.lower(input)
          terms.append(Term(view: branch.output, weight: weight, slot: slot, shared: nil))
          if residual { terms.append(itself) }
        }
      }
    }
    return drafts + [sum(terms, into: output, learns ? parts[node] : nil, "node \(node)")]
  }

  /// What partial edges let pass, each with its edge's gain, beside what they compute, and both shuffled.
  private func shuffled(_ node: Int, _ partial: Wiring.Partial, _ halves: Halves, _ kept: [[Int]], learns: Bool) -> [Draft] {
    let output = output(node), name = "node \(node)", order = ChannelSelection.shuffle(output.channels, groups: partial.groups)
    let terms = partial.edges.filter { !kept[$0.choice].isEmpty }.map { edge in
      let view = self.output(edge.passing)
      return Term(view: view, weight: .slot(gains[edge.choice]), slot: gainGradients[edge.choice], shared: view.gradient)
    }
    return [
      sum(terms, into: halves.passed, learns ? halves.parts : nil, "\(name)/passing"),
      Draft([nil, nil]) { _ in Concatenation(Inputs([halves.computed, halves.passed]), output: halves.joined, name: "\(name)/channels") },
      Draft(nil) { _ in ChannelSelection(halves.joined, channels: order, output: output, name: "\(name)/shuffle") },
    ]
  }

  /// What an executor of any plan holds.
  public func room(threads: Int, keepsSquares: Bool = false) throws(TrainingError) -> Executor.Room {
    Executor.Room(
      images: images.shape.images, slices: slices, activations: floats, parameters: parameters.count,
      statistics: parameters.statisticsCount, needs: try plan(space.whole.kept, learns: true, auxiliary: true).needs, threads: threads,
      keepsSquares: keepsSquares)
  }

  /// Puts the weights of all candidates where passes read them: each times the gain of its choice.
  public func set(_ mixture: Strategies.Mixture, _ memory: Memory) {
    for (choice, slots) in weights.enumerated() {
      for (k, slot) in slots.enumerated() { slot.set(mixture.gains[choice] * mixture.weights[choice][k], memory) }
      gains[choice].set(mixture.gains[choice], memory)
    }
  }

  /// Takes what backward found for the mixture that was set, and clears it.
  public func takeGradient(of mixture: Strategies.Mixture, _ memory: Memory) -> Strategies.Mixture {
    var gradient = mixture
    for (choice, slots) in weightGradients.enumerated() {
      let found = slots.map { $0.value(memory) }, passing = gainGradients[choice]
      gradient.weights[choice] = found.map { mixture.gains[choice] * $0 }
      gradient.gains[choice] = zip(mixture.weights[choice], found).reduce(passing.value(memory)) { $0 + $1.0 * $1.1 }
      for slot in slots + [passing] { slot.set(0, memory) }
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
