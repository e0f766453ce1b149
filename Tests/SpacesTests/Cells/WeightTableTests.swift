import Spaces
import Streams
import Testing

/// P-DARTS's re-selection, against the released procedure written out on plain matrices.
@Suite struct WeightTableTests {
  static let space = Space.darts()

  /// One normal cell: strike out the least of the kept skips and choose again, with probabilities set to nothing.
  private func released(_ rows: [[Double]], limit: Int) -> [Genotype.Entry] {
    var rows = rows
    for number in rows.indices { rows[number][0] = -1 }
    let skip = 3
    while true {
      var kept: [(edge: Int, operation: Int)] = [], start = 0
      for inputs in 2...5 {
        let edges = Array(start..<start + inputs), strengths = edges.map { rows[$0].max() ?? 0 }
        let rising = edges.indices.sorted { (strengths[$0], $0) < (strengths[$1], $1) }
        for edge in rising.suffix(2).sorted().map({ edges[$0] }) {
          kept.append((edge, rows[edge].lastIndex(of: rows[edge].max() ?? 0) ?? 0))
        }
        start += inputs
      }
      let skips = kept.filter { $0.operation == skip }
      guard skips.count > limit, let least = skips.min(by: { rows[$0.edge][skip] < rows[$1.edge][skip] }) else {
        return kept.map { pair in
          let edge = CellEdge.all[pair.edge]
          return Genotype.Entry(Primitive.allCases[pair.operation], to: edge.to, from: edge.from)
        }
      }
      rows[least.edge][skip] = 0
    }
  }

  @Test(arguments: 0...4) func skipsAreStruckOutAsTheReleasedCodeDoes(limit: Int) throws {
    var random = RandomStream(seed: 21, "skips"), struck = 0
    for _ in 0..<50 {
      let weights = Self.space.choices.map { choice in
        choice.candidates.map { 0.01 + Double(random.below(20)) / 40 + ($0.name == "skip_connect" ? 0.2 : 0) }
      }
      let free = try Discretisation.skipLimit(8).genotype(weights: weights, of: Self.space)
      let limited = try Discretisation.skipLimit(limit).genotype(weights: weights, of: Self.space)
      #expect(limited.normal == released(Array(weights.prefix(14)), limit: limit))
      #expect(limited.normal.count { $0.operation == .skip } <= limit && limited.reduce == free.reduce)
      if limited.normal != free.normal { struck += 1 }
    }
    #expect(struck > 25)
  }

  @Test func whereSkipsAreAllThereIsTheLimitIsRefused() {
    let space = Space.darts(name: "skips", operations: [.none, .skip])
    let weights = space.choices.map { _ in [0.5, 0.5] }
    #expect(throws: SpaceError.genotype(place: "normal", reason: "keeps 8 skips whatever is struck out; allow more than 2")) {
      try Discretisation.skipLimit(2).genotype(weights: weights, of: space)
    }
  }
}
