import Spaces
import Testing

@Suite struct GenotypeTests {
  private func genotype(_ name: String) throws -> Genotype {
    try #require(Catalogue.genotypes.first { $0.name == name }).genotype()
  }

  @Test(arguments: [("FairDARTS_a", [2, 4, 5]), ("FairDARTS_c", [2, 4, 5]), ("FairDARTS_e", [2, 4, 5]), ("FairDARTS_g", [2, 4, 5])])
  func sumsWithoutAnEntryAreMissing(name: String, sums: [Int]) throws {
    let genotype = try genotype(name)
    #expect(genotype.sums(.normal) == sums)
    #expect(genotype.sums(.reduce) == [2, 3, 4, 5])
  }

  @Test func edgesFromMissingSumsAreIgnored() throws {
    let edges = try genotype("FairDARTS_c").edges().filter { $0.kind == .normal }.map(\.name)
    #expect(edges == ["normal/2<-0", "normal/2<-1", "normal/4<-0", "normal/4<-2", "normal/5<-0"])
  }

  /// What the papers' code cannot build: sum 3 is missing, so that the only edge into 4 counts nothing, and none into 5 does.
  @Test func aSumThatOnlyMissingSumsFeedIsMissing() throws {
    let genotype = try Genotype(
      normal: [.init(.skip, to: 2, from: 1), .init(.skip, to: 4, from: 3), .init(.skip, to: 5, from: 4)],
      reduce: [.init(.maxPool, to: 3, from: 0)], style: .triples)
    #expect(genotype.sums(.normal) == [2] && genotype.sums(.reduce) == [3])
    #expect(try genotype.edges().map(\.name) == ["normal/2<-1", "reduce/3<-0"])
  }

  @Test func aCellThatKeepsNothingIsNoNetwork() throws {
    let genotype = try Genotype(normal: [.init(.skip, to: 4, from: 3)], reduce: [.init(.maxPool, to: 3, from: 0)], style: .triples)
    #expect(throws: SpaceError.genotype(place: "normal", reason: "keeps no operation, so that there is no network")) {
      try Space.darts(genotype)
    }
  }

  @Test func twoOperationsMayShareAnEdge() throws {
    let genotype = try Genotype(
      normal: [.init(.separable3, to: 2, from: 1), .init(.skip, to: 2, from: 1), .init(.skip, to: 2, from: 0)],
      reduce: [.init(.maxPool, to: 2, from: 0), .init(.skip, to: 2, from: 1)], style: .triples)
    let space = try Space.darts(genotype, channels: 4, cells: 3)
    try space.validate()
    #expect(
      space.choices.map { $0.candidates.map(\.name) } == [
        ["skip_connect"], ["skip_connect", "sep_conv_3x3"], ["max_pool_3x3"], ["skip_connect"],
      ])
    #expect(space.whole.kept == [[0], [0, 1], [0], [0]])
  }

  @Test func pathsAreDroppedWhereThePapersDropThem() throws {
    func dropped(_ genotype: Genotype) throws -> (operations: [String], sums: Int) {
      let space = try Space.darts(genotype, channels: 4, cells: 3)
      let operations = space.choices.flatMap(\.candidates).filter { $0.layers.last == .dropPath }.map(\.name)
      return (Set(operations).sorted(), space.nodes.count { if case .layers([.dropPath], _, _) = $0 { true } else { false } })
    }
    let pairs = try dropped(genotype("DARTS_V2")), triples = try dropped(genotype("FairDARTS_a"))
    #expect(pairs == (["dil_conv_3x3", "max_pool_3x3", "sep_conv_3x3"], 0))
    // One normal cell of three sums, two reduction cells of four.
    #expect(triples == ([], 11))
    let skip = try Space.darts(genotype("DARTS_V2")).choices.flatMap(\.candidates).first { $0.name == "skip_connect" }
    #expect(skip?.layers == [] && skip?.reducing?.last == .dropPath)
  }
}
