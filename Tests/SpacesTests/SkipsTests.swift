import Spaces
import Testing

@Suite struct SkipsTests {
  private func net(_ name: String) throws -> (space: Space, architecture: Architecture) {
    let net = try Catalogue.published(named: name), space = try Catalogue.space(named: net.space)
    return (space, try space.architecture(net.text))
  }

  @Test func skipsBetweenResidualBlocksCannotBeFolded() throws {
    for (name, skips, unfoldable) in [("SCARLET-A", [], []), ("SCARLET-B", [9, 17], [9, 17]), ("SCARLET-C", [4, 5, 16], [])] {
      let (space, architecture) = try net(name)
      #expect(space.skips(of: architecture).map { $0 + 1 } == skips && space.unfoldableSkips(of: architecture).map { $0 + 1 } == unfoldable)
    }
  }

  /// Forward into a stage's first layer, backward into the last stage's only layer before it, and neither in the middle of a stage.
  @Test func aRunFoldsAsItsEndsDo() throws {
    let space = Space.scarlet(), blocks = [Int](repeating: 0, count: 19)
    func unfoldable(_ layers: [Int]) -> [Int] {
      var path = blocks
      for layer in layers { path[layer - 1] = 12 }
      return space.unfoldableSkips(of: Architecture(path: path)).map { $0 + 1 }
    }
    #expect(unfoldable([2]) == [] && unfoldable([4]) == [] && unfoldable([6]) == [] && unfoldable([4, 5, 6]) == [])
    #expect(unfoldable([5]) == [5] && unfoldable([8, 13]) == [13] && unfoldable([9, 10]) == [])
  }

  /// A stem that ends in an activation takes nothing in, a head that begins with a convolution does.
  @Test func stemAndHeadAreNeighbours() throws {
    let space = Space.nasBenchMacro(stem: 64, widths: [64], depths: [3])
    var flat = space
    flat.nodes[0] = .place(choice: 0, from: 0, channels: 64, stride: 1)
    flat.choices[0].candidates[0] = .identity()
    #expect(flat.skips(of: Architecture(path: [0, 1, 1])) == [0] && flat.unfoldableSkips(of: Architecture(path: [0, 1, 1])) == [0])
    #expect(
      flat.unfoldableSkips(of: Architecture(path: [1, 1, 0])) == [] && flat.unfoldableSkips(of: Architecture(path: [0, 0, 0])) == [])
  }

  @Test(arguments: [("SCARLET-B", 6_574_820, 329_914_176), ("SCARLET-C", 6_113_748, 284_398_048)])
  func allSkipsAsMapsCostWhatIsKnown(_ name: String, _ parameters: Int, _ macs: Int) throws {
    let (space, architecture) = try net(name)
    let cost = CostTable(space).cost(of: architecture) + Cost(space.skipMaps(at: space.skips(of: architecture)))
    #expect(cost == Cost(parameters: parameters, macs: macs))
  }

  @Test func cellsHaveNoSkipsThatAreMaps() throws {
    let space = Space.nasBench201()
    #expect(space.skips(of: try space.architecture("111111")).isEmpty)
  }
}
