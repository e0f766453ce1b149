import Spaces
import Streams
import Testing

@Suite struct PathIndexTests {
  static let macro = Space.nasBenchMacro()

  /// A chain of so many layers with so many candidates each.
  static func chain(_ layers: Int, _ candidates: Int) -> Space {
    let operations = (0..<candidates).map { Operation("op\($0)", []) }
    return Space(
      name: "chain", input: ImageShape(height: 4, width: 4, channels: 2), classes: 2, stem: [],
      choices: (0..<layers).map { Choice("layer\($0)", operations) },
      nodes: (0..<layers).map { .place(choice: $0, from: $0, channels: 2, stride: 1) }, head: [.globalAverage, .linear(outputs: 2)])
  }

  @Test func sizesAreThePublishedOnes() throws {
    #expect(try PathIndex(Self.macro, distinct: false).count == 6561)
    #expect(try PathIndex(Self.macro).count == 3969)
    #expect(try PathIndex(.fairNAS()).count == 609_359_740_010_496)
    #expect(try PathIndex(.fairNAS(searchable: 18)).count == 101_559_956_668_416)
    #expect(try PathIndex(.shuffleNet()).count == 1_099_511_627_776)
    #expect(try PathIndex(.moGA()).count == 1_283_918_464_548_864)
    #expect(try PathIndex(.scarlet(), distinct: false).count == 904_380_222_282_761_981_952)
    #expect(try PathIndex(.proxylessGPU(), distinct: false).count == 221_502_229_807_900_608)
    #expect(try PathIndex(Self.chain(19, 13)).count == 1_461_920_290_375_446_110_677)
    #expect(try PathIndex(Self.chain(19, 2)).count == 524_288)
    #expect(try PathIndex(Self.chain(20, 32)).count == 1_267_650_600_228_229_401_496_703_205_376)
  }

  @Test func everyNetworkIsListedOnceInOrder() throws {
    let paths = Array(try PathIndex(Self.macro).paths)
    #expect(Set(paths) == Set(CanonicalFormTests.codes.map { Self.macro.canonical($0).path ?? [] }))
    #expect(paths.count == 3969 && zip(paths, paths.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    let codes = Array(try PathIndex(Self.macro, distinct: false).paths)
    #expect(codes == CanonicalFormTests.codes.map { $0.path ?? [] })
  }

  @Test func countsByDepthAreThoseOfTheList() throws {
    let index = try PathIndex(Self.macro, by: .depth)
    #expect(index.values == 0...8)
    var counts = [UInt128](repeating: 0, count: 9)
    for path in index.paths { counts[Self.macro.depth(of: Architecture(path: path))] += 1 }
    #expect((0...8).map { index.count($0...$0) } == counts)
    #expect(index.count(3...5) == counts[3...5].reduce(0, +))
    for number in 0..<counts[3] {
      let path = index.path(number, of: 3...3)
      #expect(Self.macro.depth(of: Architecture(path: path)) == 3 && index.value(of: path) == 3)
    }
    #expect(try PathIndex(.fairNAS(), by: .depth).values == 19...19)
  }

  @Test func countsByMACsAreThoseOfTheList() throws {
    let index = try PathIndex(Self.macro, by: .macs), table = CostTable(Self.macro)
    let lowest = table.cost(of: Architecture(path: Array(repeating: 0, count: 8))).macs
    let highest = table.cost(of: Architecture(path: Array(repeating: 2, count: 8))).macs
    let step = Double(highest - lowest) / Double(index.values.upperBound)
    let steps = index.paths.map { Double(table.cost(of: Architecture(path: $0)).macs - lowest) / step }
    let values = index.paths.map { index.value(of: $0) }
    #expect(zip(steps, values).allSatisfy { abs($0 - Double($1)) <= 4.5 })
    for quarter in 0..<4 {
      let range = quarter * 15_000...quarter * 15_000 + 14_999
      #expect(index.count(range) == UInt128(values.count { range.contains($0) }))
    }
  }

  @Test func macsAtImageNetScaleAreExact() throws {
    let space = Space.fairNAS(), index = try PathIndex(space, by: .macs), table = CostTable(space)
    #expect(index.values == 0...65_960)
    #expect(index.path(0, of: 0...0) == Array(repeating: 0, count: 19))
    #expect(index.path(0, of: 65_960...65_960) == Array(repeating: 5, count: 19))
    let range = 40_000...40_100, path = index.path(index.count(range) / 3, of: range)
    #expect(table.cost(of: Architecture(path: path)).macs == 247_129_856 + 4704 * index.value(of: path))
    #expect(range.contains(index.value(of: path)))
  }

  /// Paths of a look-up table's value: exact for whole numbers, a superset else, however a table is fixed.
  @Test(arguments: [1.0, 0.1]) func countsByATableHoldAllPathsOfItsValues(_ unit: Double) throws {
    var random = RandomStream(seed: 31, "table")
    let entries = Self.macro.choices.map { $0.candidates.map { _ in Double(random.below(5000)) * unit } }
    let table = try LookupTable(name: "latency", unit: "ms", fixed: 1e6 * unit, entries: entries)
    let index = try PathIndex(Self.macro, distinct: false, by: .table(table))
    let values = index.paths.map { table.value(of: $0) }, sorted = values.sorted()
    for (low, high) in [(0, 6560), (100, 200), (3000, 3000), (6560, 6560)] {
      let steps = try #require(index.steps(from: sorted[low], to: sorted[high]))
      let found = (0..<index.count(steps)).map { table.value(of: index.path($0, of: steps)) }
      let inside = found.filter { sorted[low]...sorted[high] ~= $0 }.count
      #expect(inside == values.count { sorted[low]...sorted[high] ~= $0 })
      #expect(unit == 1 ? found.count == inside : found.count <= inside + 40, "\(found.count) of \(inside)")
    }
    #expect(index.steps(from: sorted[6560] + unit, to: .infinity) == nil && index.steps(from: -.infinity, to: sorted[0] - unit) == nil)
    #expect(index.steps(from: -.infinity, to: .infinity) == index.values)
  }

  @Test func depthsAreStepsOfThemselves() throws {
    var space = Self.macro
    space.choices[0].candidates.removeFirst()
    let index = try PathIndex(space, by: .depth)
    #expect(index.steps(from: 2.5, to: 4) == 3...4 && index.steps(from: 0, to: 1) == 1...1 && index.steps(from: 0, to: 0.5) == nil)
  }

  @Test func tooManyPathsAreRefused() {
    #expect(throws: SpaceError.self) { try PathIndex(Self.chain(50, 6)) }
  }
}
