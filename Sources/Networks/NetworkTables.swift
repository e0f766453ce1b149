internal import Engine
internal import Spaces

/// All tables of a network with their parameters, by node, in the order of the space.
struct NetworkTables: Sendable {
  /// Of all tables, heads last.
  let parameters: ParameterTable
  /// A table a candidate for places, one for fixed layers and the stem; none for sums and concatenations.
  private(set) var nodes: [[LayerTable]] = []
  /// What reads the last node.
  let head: LayerTable
  /// Nil for a space without one. Its parameters are there in every occupancy; only training computes it.
  let secondHead: LayerTable?
  /// Whether each candidate of a place is a skip: nothing at stride 1.
  private(set) var skips: [[Bool]] = []

  /// Equal pools that read one node are one table on all its edges, so that they have one set of running statistics.
  init(_ space: Space, _ wiring: Wiring, dropsPaths: Bool) {
    var made = Parameterization(space.initialization, dropsPaths: dropsPaths), pools: [Pool: LayerTable] = [:]
    let isChain = space.isChain, naming: LayerNaming = isChain ? .kinds : .numbers
    for (number, node) in wiring.nodes.enumerated() {
      let own = (node.number ?? number) - 1
      var tables: [LayerTable] = [], skips: [Bool] = []
      switch node.kind {
      case .stem: tables = [made.prepare(space.stemLayers, "stem", naming)]
      case .layers(let layers, _): tables = [made.prepare(layers, node.name, naming)]
      case .sum, .concatenation: break
      case .place(let choice, let from):
        for (candidate, operation) in space.choices[choice].candidates.enumerated() {
          let layers = space.layers(ofNode: own, candidate: candidate)
          let addsInput = space.residual(ofNode: own, candidate: candidate)
          let name =
            isChain ? "\(space.choices[choice].name)/\(operation.name)" : "\(node.name)/\(space.choices[choice].name)/\(operation.name)"
          skips.append(operation.isSkip)
          if let linear = space.skips, space.isSkip(ofNode: own, candidate: candidate) {
            tables.append(made.prepare(linear, on: node.shape, name, naming))
            continue
          }
          // Pools of one node are the same on all edges, running statistics included.
          let pool = Pool(from: from, layers: layers, addsInput: addsInput)
          if let known = pools[pool] {
            tables.append(known)
            continue
          }
          let poolName = "\(wiring.nodes[from].name)/\(operation.name)", isPool = layers.isPool && !isChain && !addsInput
          let owner = operation.weightsOf.flatMap { name in space.choices[choice].candidates.firstIndex { $0.name == name } }
          let table = made.prepare(
            layers, isPool ? poolName : name, naming, addsInput: addsInput, weightsOf: owner.map { tables[$0] })
          if isPool { pools[pool] = table }
          tables.append(table)
        }
      }
      nodes.append(tables)
      self.skips.append(skips)
    }
    head = made.prepare(space.headLayers, "head", .kinds)
    secondHead = space.auxiliary == nil ? nil : made.prepare(space.auxiliaryLayers, "auxiliary", .secondHead)
    parameters = made.table
  }

  private struct Pool: Hashable {
    let from: Int, layers: [PlacedLayer], addsInput: Bool
  }

  /// How many terms the sum of a node has at most: all candidates of all its places. 0 for a node that adds nothing up.
  func terms(of node: Int, _ wiring: Wiring) -> Int {
    func count(_ place: Int) -> Int { nodes[place].reduce(0) { $0 + max($1.termCount, 1) } }
    return switch wiring.nodes[node].kind {
    case .place: wiring.sums[node] == nil ? count(node) : 0
    case .sum(let terms): terms.reduce(0) { $0 + (wiring.sums[$1.node] == node ? count($1.node) : 1) }
    case .stem, .layers, .concatenation: 0
    }
  }
}

extension LayerTable {
  /// How many terms it hands to a sum.
  fileprivate var termCount: Int {
    if !terms.isEmpty { return terms.count }
    guard let last = units.last, case .branches(_, .sum) = last.fused.layer?.layer else { return 1 }
    return last.branches.count
  }
}

extension [PlacedLayer] {
  /// A pool, with a BatchNorm without scale and shift behind it or none.
  fileprivate var isPool: Bool {
    guard let first, case .pool = first.layer else { return false }
    return dropFirst().allSatisfy { $0.layer == .normalization(affine: false) } && count <= 2
  }
}
