import Search
import Spaces
import Streams
import Testing

@Suite struct CodedSpaceTests {
  @Test func canonicalCodesAreThoseOfTheSpaceOnAllCodesOfNASBenchMacro() throws {
    let space = Space.nasBenchMacro(), coded = try CodedSpace(space)
    var nets: Set<UInt128> = [], codes: Set<UInt128> = []
    for path in try PathIndex(space, distinct: false).paths {
      let canonical = coded.canonical(path)
      #expect(Architecture(path: canonical) == space.canonical(Architecture(path: path)))
      #expect(coded.network(of: path) == coded.number(of: canonical))
      nets.insert(coded.network(of: path))
      codes.insert(coded.number(of: path))
    }
    #expect(nets.count == 3_969 && codes.count == 6_561 && codes.max() == 6_560)
  }

  @Test func aCodeIsItsOwnNetworkWhereNothingMayMove() throws {
    let coded = try CodedSpace(.fairNAS())
    var random = RandomStream(seed: 1, "codes")
    for _ in 0..<100 {
      let path = coded.candidates.map { random.below($0) }
      #expect(coded.canonical(path) == path && coded.network(of: path) == coded.number(of: path))
    }
    #expect(coded.number(of: coded.candidates.map { $0 - 1 }) == 609_359_740_010_495)  // 6¹⁹ − 1
  }

  @Test func spacesOfMoreCodesThanNumbersAreRefused() {
    let space = Space.nasBenchMacro(widths: [Int](repeating: 8, count: 4), depths: [20, 20, 20, 21])
    #expect(throws: SpaceError.self) { try CodedSpace(space) }
  }
}
