import Spaces
import Testing

@Suite struct DARTSTests {
  /// Of one network that holds all candidates of all edges.
  private func supernet(_ space: Space) -> Cost {
    let table = CostTable(space)
    return table.choices.joined().reduce(table.fixed, +)
  }

  @Test func theSupernetHasTheReleasedCodesSize() throws {
    let space = Space.darts()
    try space.validate()
    #expect(supernet(space) == Cost(parameters: 1_930_618, macs: 300_255_744))
    #expect(supernet(.darts(operations: Primitive.withoutNone)) == supernet(space))
    #expect(supernet(.darts(cells: 5)).parameters == 1_275_834)
  }

  @Test func edgesAreNamedNodeByNode() {
    let space = Space.darts(operations: Primitive.withoutNone)
    let cell = ["2<-0", "2<-1", "3<-0", "3<-1", "3<-2", "4<-0", "4<-1", "4<-2", "4<-3", "5<-0", "5<-1", "5<-2", "5<-3", "5<-4"]
    #expect(space.choices.map(\.name) == cell.map { "normal/\($0)" } + cell.map { "reduce/\($0)" })
    #expect(space.choices.reduce(0) { $0 + $1.candidates.count } == 196)
    #expect(Space.darts().choices.reduce(0) { $0 + $1.candidates.count } == 224)
  }

  @Test(arguments: [(20, [6, 13]), (14, [4, 9]), (8, [2, 5]), (5, [1, 3]), (11, [3, 7]), (17, [5, 11])])
  func reductionCellsStandAtThirds(cells: Int, reductions: [Int]) {
    let space = Space.darts(cells: cells)
    let outputs = zip(space.nodes, space.shapes.dropFirst()).compactMap { node, shape in
      if case .concatenation = node { shape } else { nil }
    }
    #expect(outputs.count == cells)
    for (cell, shape) in outputs.enumerated() {
      let halvings = reductions.count { $0 <= cell }
      #expect(shape == ImageShape(height: 32 >> halvings, width: 32 >> halvings, channels: 64 << halvings))
    }
  }

  @Test func aChainOfEachOperationCostsWhatItsTableSays() {
    let table = CostTable(.darts(channels: 36, cells: 3, form: .evaluation))
    // One normal cell of 36 channels in front, on 14 edges alike.
    #expect(table.choices[0].map(\.parameters) == [0, 0, 0, 0, 3384, 4536, 1692, 2268])
  }

  @Test func aSkipReducesInTwoHalves() throws {
    let space = Space.darts(operations: [.skip], channels: 36, cells: 3, form: .evaluation)
    let reduction = try #require(
      space.nodes.indices.first { if case .place(_, _, _, 2) = space.nodes[$0] { true } else { false } })
    let layers = space.layers(ofNode: reduction, candidate: 0)
    #expect(
      layers.map(\.layer) == [
        .activation(.relu), .factorizedReduce(outputs: .fixed(layers[0].input.channels)), .normalization(affine: true),
      ])
    #expect(Cost(layers) == Cost(parameters: 72 * 72 + 2 * 72, macs: 72 * 72 * 16 * 16))
  }

  @Test func partialChannelsCostWhatTheReleasedCodesDo() throws {
    let space = Space.partialDARTS()
    try space.validate()
    #expect(supernet(space) == Cost(parameters: 299_578, macs: 56_596_992))
    #expect(space.choices == Space.darts().choices)
  }

  /// One edge of a reduction cell: a quarter is computed, three quarters are halved, both are joined and shuffled.
  @Test func partialEdgesJoinWhatTheyComputeWithWhatPassesBy() throws {
    let space = Space.partialDARTS(channels: 8, cells: 3)
    let reducing = try #require(space.nodes.indices.first { if case .place(_, _, 4, 2) = space.nodes[$0] { true } else { false } })
    guard case .place(_, let from, _, _) = space.nodes[reducing], case .concatenation(let parts) = space.nodes[reducing + 1],
      case .layers(let shuffle, _, 16) = space.nodes[reducing + 2]
    else {
      Issue.record("\(space.nodes[reducing...(reducing + 2)])")
      return
    }
    #expect(space.layers(ofNode: from - 1, candidate: 0).map(\.firstChannel) == [0])
    #expect(parts[0] == reducing + 1)
    let others = space.layers(ofNode: parts[1] - 1, candidate: 0)
    #expect(others[0].firstChannel == 4 && others[1].layer == .pool(Pool(.max, kernel: 2, stride: .fixed(2), padded: false)))
    #expect(others.last?.output == ImageShape(height: 16, width: 16, channels: 12) && shuffle == [.shuffle(groups: 4)])
  }
}
