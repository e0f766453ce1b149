internal import Networks
internal import Spaces

/// How a released definition calls the modules of its networks: a table of names for what is fixed, and templates for layers.
///
/// A template's words in braces stand for where a module is: `{place}` its layer from 0, `{kept}` the same without layers that do nothing,
/// `{stage}` and `{layer}` its stage and its number in it, `{n}` and `{n0}` its number among the modules of its kind in its table or
/// branch from 1 and from 0, `{pair}` half of `{n0}`, `{form}` whether a convolution is depthwise, `{position}` its number in a
/// `torch.nn.Sequential`, `{branch}` the name of its branch, `{cell}` and `{edge}` those of a network of cells.
struct KeyScheme: Sendable {
  /// Templates of one kind of table.
  struct Templates: Sendable {
    var convolution: String, normalization: String
    /// The two convolutions of squeeze-excite; unused where there is none.
    var squeeze = "", excite = ""
    /// Of a factorised reduction; unused where there is none.
    var even = "", odd = "", reduced = ""

    /// Convolution and BatchNorm under one template.
    init(_ all: String) { (convolution, normalization) = (all, all) }

    init(convolution: String, normalization: String, squeeze: String = "", excite: String = "") {
      (self.convolution, self.normalization, self.squeeze, self.excite) = (convolution, normalization, squeeze, excite)
    }
  }

  /// In order; one name a module.
  let stem: [String], head: [String]
  var auxiliary: [String] = []
  /// Of a layer's candidates.
  let layer: Templates
  /// Names of the branches of a layer that has one, and of one that has several.
  var branches: [String] = []
  /// Templates of the candidates of this name instead, in the last branch.
  var exception: (candidate: String, templates: Templates)?
  /// Of the fixed layers in front of cells, by which of the two inputs they read: `{entry}`.
  var entry: Templates?
  /// What training in parallel, or a framework, puts in front of all names.
  var wrappers = ["module."]

  /// The name of each module of a network whose choices all have one candidate, in order. Throws `noReleasedNames` where the network has
  /// layers that the scheme does not know.
  func names(_ network: Network, genotype: Genotype? = nil) throws(WeightsError) -> [String] {
    let modules = network.modules, places = Places(network.space, genotype)
    var names: [String] = [], counts: [Table: [Module.Kind: Int]] = [:], fixed: [Module.Place: Int] = [:], behind: Module.Kind?
    for module in modules {
      let table = Table(place: module.place, branches: module.branches), group = module.kind == .depthwise ? .convolution : module.kind
      let n = counts[table, default: [:]][group, default: 0]
      counts[table, default: [:]][group] = n + 1
      defer { behind = module.kind }
      let number = fixed[module.place, default: 0]
      fixed[module.place] = number + 1
      let name: String?
      switch module.place {
      case .stem: name = stem.indices.contains(number) ? stem[number] : nil
      case .head: name = head.indices.contains(number) ? head[number] : nil
      case .auxiliary: name = auxiliary.indices.contains(number) ? auxiliary[number] : nil
      case .fixed(let node):
        name = entry.map { $0.template(module.kind, behind: behind) }.map {
          fill($0, module, n).replacing("{cell}", with: "\(places.cell(node))").replacing("{entry}", with: "\(places.entry(node))")
        }
      case .candidate(let candidate, let choice, let node):
        let operation = network.space.choices[choice].candidates[candidate].name
        let templates = exception?.candidate == operation && module.branches == [1] ? exception?.templates ?? layer : layer
        name = places.fill(fill(templates.template(module.kind, behind: behind), module, n), choice, node, operation)
      }
      guard let name, !name.isEmpty else {
        throw .noReleasedNames(network: "\(network.space.name), \(module.name)", nearest: nil, known: [])
      }
      names.append(name)
    }
    return names
  }

  private func fill(_ template: String, _ module: Module, _ n: Int) -> String {
    var name = template
    for (word, value) in [
      ("{n}", "\(n + 1)"), ("{n0}", "\(n)"), ("{pair}", "\(n / 2)"), ("{position}", "\(module.position)"),
      ("{form}", n % 2 == 0 ? "depthwise_conv" : "pointwise_conv"),
      ("{branch}", module.branches.last.map { branches.indices.contains($0) ? branches[$0] : "" } ?? ""),
    ] { name = name.replacing(word, with: value) }
    return name
  }

  private struct Table: Hashable {
    let place: Module.Place, branches: [Int]
  }
}

extension KeyScheme.Templates {
  /// `behind` is the module before: a factorised reduction's BatchNorm has a name of its own.
  fileprivate func template(_ kind: Module.Kind, behind: Module.Kind?) -> String {
    switch kind {
    case .convolution, .depthwise, .linear: convolution
    case .normalization: behind == .odd ? reduced : normalization
    case .squeeze: squeeze
    case .excite: excite
    case .even: even
    case .odd: odd
    }
  }
}

/// Where nodes and layers of a network stand, as released definitions count.
private struct Places {
  let space: Space, genotype: Genotype?
  /// Each layer's stage and number in it, and how many kept layers are in front of it.
  private var layers: [Int: (stage: Int, layer: Int, kept: Int)] = [:]

  init(_ space: Space, _ genotype: Genotype?) {
    (self.space, self.genotype) = (space, genotype)
    var stage = -1, layer = 0, kept = 0
    for node in space.nodes {
      guard case .place(let choice, _, _, let stride) = node, space.isChain else { continue }
      (stage, layer) = stride > 1 || stage < 0 ? (stage + 1, 0) : (stage, layer + 1)
      layers[choice] = (stage, layer, kept)
      if space.choices[choice].candidates.first.map({ !$0.layers.isEmpty }) ?? false { kept += 1 }
    }
  }

  /// Concatenations end cells.
  func cell(_ node: Int) -> Int { space.nodes[..<node].count { if case .concatenation = $0 { true } else { false } } }

  /// 1 for what brings the last cell's output to a cell's width, 0 for the one before it: in this order they stand in front of the edges.
  func entry(_ node: Int) -> Int { node > 0 && space.isFixed(node - 1) ? 1 : 0 }

  func fill(_ template: String, _ choice: Int, _ node: Int, _ operation: String) -> String {
    var name = template
    if let layer = layers[choice] {
      for (word, value) in [("{place}", choice), ("{stage}", layer.stage), ("{layer}", layer.layer), ("{kept}", layer.kept)] {
        name = name.replacing(word, with: "\(value)")
      }
    }
    if let genotype, let edge = CellEdge(name: space.choices[choice].name) {
      name = name.replacing("{cell}", with: "\(cell(node))").replacing("{edge}", with: genotype.key(edge, operation))
    }
    return name
  }
}

extension Space {
  fileprivate func isFixed(_ node: Int) -> Bool { if case .layers = nodes[node] { true } else { false } }
}

extension Genotype {
  /// As released definitions number an operation: pairs by their place in the list, triples by sum, state, and place among those of the
  /// edge.
  fileprivate func key(_ edge: CellEdge, _ operation: String) -> String {
    let entries = entries(edge.kind), isHere = { (entry: Entry) in entry.to == edge.to && entry.from == edge.from }
    switch style {
    case .pairs: return "\(entries.firstIndex { isHere($0) && $0.operation.rawValue == operation } ?? 0)"
    case .triples:
      return "\(edge.to).\(edge.from).\(entries.filter(isHere).firstIndex { $0.operation.rawValue == operation } ?? 0)"
    }
  }
}
