internal import Engine
internal import Spaces

/// Where each node's candidates begin in the arena, and what lies behind them.
///
///     images, target images | stem | trunk | node 1: candidates, own sum | node 2 … | second head | head | turns | passing
///
/// Offsets are floats. A node's candidates lie over one another for single paths, behind one another where several run.
struct Regions: Sendable {
  /// [nodes][candidates]; none for sums and concatenations.
  var starts: [[Layout]] = []
  /// [nodes]: where what a node itself stores begins, and where it must end. A plan that goes further is refused (`exceeds`).
  var behind: [Layout] = [], limits: [Layout] = []
  /// Where a pass's own gradient of the stem's output lies.
  var trunk: Layout
  /// Where the heads' layers begin, and where the main one's end; nothing is there for a second head that does not train.
  var head: Layout, secondHead: Layout, headLimit: Layout
  /// Buffers that gradients inside operations take in turn.
  var turns: [Int] = []
  /// In scoring, the region of what only its own operation reads; nil where backward will read it.
  var passing: Layout?
  /// Behind all: what executors allocate.
  var end: Layout

  /// Empty, while they are measured.
  init(from start: Layout) { (trunk, head, secondHead, headLimit, end) = (start, start, start, start, start) }
}

/// Builds every table on every form in which its input may come, so that its region is large enough for all. Done once a network; what it
/// builds is thrown away.
struct Measurement {
  private(set) var regions: Regions
  /// The most scratch, channels and weights that any line wants.
  private(set) var needs = Needs()
  private let network: Network
  private var turns: [Int] = [], passing = 0

  /// Node by node in the wiring's order, then the heads. Throws `unsupported` for a layer that no instruction computes.
  init(_ network: Network) throws(NetworkError) {
    self.network = network
    regions = network.regions
    var layout = network.regions.end
    for node in network.wiring.nodes.indices {
      var last = layout, starts: [Layout] = [], extra = 0
      for (candidate, table) in network.tables.nodes[node].enumerated() {
        let start = network.occupancy.isSeveral ? last : layout
        starts.append(start)
        let size = try measure(table, at: node, candidate, from: start)
        last.cover(size.region)
        extra = max(extra, size.behind)
      }
      regions.starts.append(starts)
      regions.behind.append(last)
      extra = max(extra, sums(of: node))
      _ = last.reserve(extra)
      if node == 0 {
        regions.trunk = last
        // Several passes on one batch each have a gradient of the stem's output.
        if network.occupancy == .path { _ = last.reserve(shape(0).count) }
      }
      regions.limits.append(last)
      layout = last
    }
    regions.secondHead = layout
    if network.occupancy.trains, let table = network.tables.secondHead, let node = network.wiring.auxiliary {
      layout = try measure(head: table, network.secondLoss ?? network.mainLoss, reading: node, from: layout)
    }
    regions.head = layout
    layout = try measure(head: network.tables.head, network.mainLoss, reading: network.wiring.nodes.count - 1, from: layout)
    regions.headLimit = layout
    regions.turns = turns.map { layout.reserve($0) }
    if !network.occupancy.trains {
      regions.passing = Layout(from: layout.used)
      _ = layout.reserve(passing)
    }
    regions.end = layout
  }

  private func shape(_ node: Int) -> Shape {
    let image = network.wiring.nodes[node].shape
    return Shape(images: network.images.shape.images, height: image.height, width: image.width, channels: image.channels)
  }

  private func builder(from start: Layout) -> Builder {
    Builder(
      images: network.images.shape.images, slices: network.slices, trains: network.occupancy.trains, knobs: network.knobs, layout: start,
      passing: network.occupancy.trains ? nil : Layout())
  }

  /// The forms of a value that may enter a table of this node: stored or not, read elsewhere or not. The stem reads images.
  private func forms(_ node: Int) -> [(isStored: Bool, isSole: Bool)] {
    switch network.wiring.nodes[node].kind {
    case .stem: [(true, true)]
    case .place, .layers, .sum, .concatenation:
      network.occupancy.isSeveral ? [(true, true), (true, false)] : [(true, true), (true, false), (false, true), (false, false)]
    }
  }

  private func input(_ shape: Shape, isStored: Bool, _ builder: inout Builder, images: Bool) -> Value {
    var value = builder.value(Tensor(shape, at: 0))
    if network.occupancy.trains, !images { value.gradient = builder.foreignGradient() }
    if !isStored { value.normalization = Normalization(channels: shape.channels, table: 0, scale: nil, shift: nil) }
    return value
  }

  /// Where a candidate's region ends, and what floats its node wants behind the candidates for it.
  private mutating func measure(
    _ table: LayerTable, at node: Int, _ candidate: Int, from start: Layout
  ) throws(NetworkError) -> (region: Layout, behind: Int) {
    var region = start, behind = 0
    let from = network.wiring.nodes[node].from, target = network.wiring.sums[node] ?? node
    for form in forms(node) {
      var builder = builder(from: start)
      let entering = from.map { shape($0) } ?? network.images.shape
      let input = input(entering, isStored: form.isStored, &builder, images: from == nil), made = builder.gradientCount
      let terms = try network.terms(table, at: node, candidate, input, isSole: form.isSole, &builder)
      builder.placeTurns(from: 0)
      // The sum decides which gradients need a tensor of their own; what it stores itself lies behind all candidates.
      let end = builder.gradientCount, here = builder.layout
      builder.layout = Layout()
      _ = builder.sum(terms, "sum", shape(node), isStored: network.isStored(target))
      builder.placeOwnGradients(end..<builder.gradientCount)
      if target == node { behind = max(behind, builder.layout.used) }
      builder.layout = here
      builder.placeOwnGradients(made..<end)
      cover(builder)
      region.cover(builder.layout)
    }
    return (region, behind)
  }

  /// What a node's own sum or concatenation stores: its tensor and that one's gradient.
  private mutating func sums(of node: Int) -> Int {
    var own = Layout()
    for _ in 0..<(network.occupancy.trains ? 2 : 1) { _ = own.reserve(shape(node).count) }
    switch network.wiring.nodes[node].kind {
    case .stem, .layers: return 0
    case .place: return network.occupancy.isSeveral && network.wiring.sums[node] == nil ? own.used : 0
    case .sum:
      needs = needs.covering(WeightedSum.needs(views: network.tables.terms(of: node, network.wiring), channels: shape(node).channels))
      return own.used
    case .concatenation:
      let channels = shape(node).channels
      needs = needs.covering(Needs(scratch: 2 * Slice.chunkRows * channels, channels: channels))
      return own.used
    }
  }

  private mutating func measure(
    head table: LayerTable, _ place: LossPlace, reading node: Int, from start: Layout
  ) throws(NetworkError) -> Layout {
    var region = start
    for isStored in network.occupancy.isSeveral ? [true] : [true, false] {
      var builder = builder(from: start)
      let input = input(shape(node), isStored: isStored, &builder, images: false)
      let made = builder.gradientCount
      try network.end(table, input, place, &builder)
      builder.placeTurns(from: 0)
      builder.placeOwnGradients(made..<builder.gradientCount)
      cover(builder)
      region.cover(builder.layout)
    }
    return region
  }

  /// Takes in what the lines of a builder want, as if no pass on the batch came after it: that is the most.
  private mutating func cover(_ builder: Builder) {
    var builder = builder
    builder.mark(closesTrunk: true)
    needs = builder.instructions.reduce(needs) { $0.covering($1.needs) }
    for (turn, count) in builder.turnCounts.enumerated() {
      if turn == turns.count { turns.append(0) }
      turns[turn] = max(turns[turn], count)
    }
    passing = max(passing, builder.passing?.used ?? 0)
  }
}

extension Wiring.Node {
  /// The node that its tables read; nil for the stem.
  var from: Int? {
    switch kind {
    case .place(_, let from), .layers(_, let from): from
    case .stem, .sum, .concatenation: nil
    }
  }
}
