import Spaces
import Testing

@Suite struct GenotypeArchitectureTests {
  private func genotype(_ name: String) throws -> Genotype {
    try #require(Catalogue.genotypes.first { $0.name == name }).genotype()
  }

  @Test func theRestrictedSupernetCostsTheSame() throws {
    let supernet = Space.darts(channels: 36, cells: 20, form: .evaluation), table = CostTable(supernet)
    for name in ["DARTS_V1", "DARTS_V2", "PC_DARTS_cifar", "NoisyDARTS_j"] {
      let genotype = try genotype(name), network = try Space.darts(genotype)
      let architecture = try supernet.architecture(genotype)
      #expect(table.cost(of: architecture) == CostTable(network).cost(of: network.whole))
      #expect(try Set(supernet.genotype(of: architecture, style: .pairs).normal) == Set(genotype.normal))
    }
  }

  @Test func aSpaceNamesWhatItLacks() throws {
    let genotype = try genotype("DARTS_V2")
    #expect(throws: SpaceError.genotype(place: "normal/2<-0", reason: "space skips has no 'sep_conv_3x3' there: skip_connect")) {
      try Space.darts(name: "skips", operations: [.skip]).architecture(genotype)
    }
    #expect(throws: SpaceError.genotype(place: "normal/2<-0", reason: "space nas-bench-macro has no such choice; it is no space of cells"))
    {
      try Space.nasBenchMacro().architecture(genotype)
    }
  }

  @Test func itsTextIsAnArchitectures() throws {
    let genotype = try genotype("PDARTS"), space = Space.darts()
    #expect(try space.architecture(genotype.description) == space.architecture(genotype))
    #expect(throws: SpaceError.self) { try Space.nasBenchMacro().architecture(genotype.description) }
  }

  @Test func whatGenotypesCannotSayIsNamed() throws {
    let space = Space.darts(), all = Architecture(path: [Int](repeating: 3, count: 28))
    #expect(throws: SpaceError.genotype(place: "normal", reason: "has 14 pairs, and two for each of four sums are needed: 8")) {
      try space.genotype(of: all, style: .pairs)
    }
    #expect(try space.genotype(of: all, style: .triples).normal.count == 14)
    let nothing = Architecture(path: [Int](repeating: 0, count: 28))
    #expect(try space.genotype(of: nothing, style: .triples).normal.isEmpty)
    let chain = Space.nasBenchMacro()
    #expect(throws: SpaceError.genotype(place: "layer1", reason: "is no edge of a cell; space nas-bench-macro is no space of cells")) {
      try chain.genotype(of: Architecture(path: [Int](repeating: 0, count: 8)), style: .triples)
    }
  }
}
