import Spaces
import Streams
import Testing

@Suite struct SuperResolutionTests {
  private let moreMNAS = Space.superResolution(name: "moremnas"), falsr = Space.superResolution(name: "falsr", edges: true)

  /// Weights of convolutions on the small image: all but the last layer's 72, which has four times the positions.
  private func weights(_ macs: Int) -> Int { (macs - 72 * 921_600) / 230_400 }

  @Test func bothSpacesHaveTheirSize() throws {
    #expect(SuperResolutionBlock.all.count == 192 && Set(SuperResolutionBlock.all.map(\.name)).count == 192)
    #expect(try "\(PathIndex(moreMNAS).count)" == "9618527719784448" && moreMNAS.choices.count == 7)
    #expect(try "\(PathIndex(falsr).count)" == "2581953874508978520588288" && falsr.choices.count == 7 + 28)
    for space in [moreMNAS, falsr] { try space.validate() }
  }

  /// Without the graph's matrix of colours, which has 12.
  @Test(arguments: [
    ("FALSR-A", 1_021_401, 1_019_680), ("FALSR-B", 324_745, 323_072), ("FALSR-C", 426_569, 424_864), ("MoreMNAS-C", 25_001, 23_776),
    ("MoreMNAS-D", 663_993, 661_280),
  ]) func publishedNetsCostWhatTheirGraphsHold(name: String, parameters: Int, weights: Int) throws {
    let published = try Catalogue.published(named: name), space = try Catalogue.space(named: published.space)
    let cost = CostTable(space).cost(of: try space.architecture(published.text))
    #expect(cost == Cost(parameters: parameters, macs: weights * 230_400 + 72 * 921_600))
    let alone = space.restricted(to: try space.architecture(published.text))
    try alone.validate()
    #expect(Cost(alone.layers(of: alone.whole)) == cost && !alone.isPadded)
    #expect(space.text(of: try space.architecture(published.text)) == published.text)
  }

  @Test func theCheapestAndTheDearestNet() throws {
    func cost(_ block: String) throws -> Cost {
      CostTable(moreMNAS).cost(of: try moreMNAS.architecture(Array(repeating: block, count: 7).joined(separator: ",")))
    }
    let least = try cost("groupConG4_f16_k1_b1_noskip"), most = try cost("invertBotConE2_f64_k3_b4_noskip")
    #expect(weights(least.macs) == 5_408 && least.parameters == 5_657)
    #expect(weights(most.macs) == 4_206_368 && most.parameters == 4_215_913)
    // No entry of the table is below what a path costs there: it is that of the widest inputs.
    let table = CostTable(moreMNAS)
    #expect(table.choices.reduce(table.fixed) { sum, row in sum + (row.max { $0.macs < $1.macs } ?? .zero) } == most)
  }

  /// Of 4,000 random nets: 57, 164 and 527 thousand weights below a tenth, a half and nine tenths of them, 236 thousand on average.
  @Test func randomNetsAreSpreadAsCounted() {
    var random = RandomStream(seed: 1, "nets")
    let table = CostTable(moreMNAS)
    let found = (0..<4_000).map { _ in
      weights(table.cost(of: Architecture(path: (0..<7).map { _ in random.below(192) })).macs)
    }.sorted()
    func isNear(_ value: Int, _ expected: Double) -> Bool { abs(Double(value) / expected - 1) < 0.06 }
    #expect(
      isNear(found[400], 57e3) && isNear(found[2_000], 164e3) && isNear(found[3_600], 527e3),
      "\(found[400]) \(found[2_000]) \(found[3_600])")
    #expect(isNear(found.reduce(0, +) / 4_000, 236e3), "\(found.reduce(0, +) / 4_000)")
  }

  /// All 512: 8,928 to 37,152 weights, the middle 18,720, 159 different sums.
  @Test func theSmallSpaceHasItsCosts() throws {
    let space = try Catalogue.space(named: "sr-512"), table = CostTable(space)
    let found = (0..<512).map { table.cost(of: Architecture(path: [$0 / 64, $0 / 8 % 8, $0 % 8])) }
    let weights = found.map { ($0.macs - 72 * 784) / 196 }.sorted()
    #expect(weights.first == 8_928 && weights.last == 37_152 && weights[256] == 18_720 && Set(weights).count == 159, "\(weights[256])")
  }

  /// Skips of a single repeat do nothing; others do.
  @Test func structuresTellNetsApart() throws {
    func net(_ first: String) throws -> Space {
      moreMNAS.restricted(
        to: try moreMNAS.architecture(([first] + Array(repeating: "conv_f16_k1_b1_noskip", count: 6)).joined(separator: ",")))
    }
    #expect(try net("conv_f16_k3_b1_isskip").hasStructure(of: net("conv_f16_k3_b1_noskip")))
    #expect(try !net("conv_f16_k3_b2_isskip").hasStructure(of: net("conv_f16_k3_b2_noskip")))
    #expect(try !net("conv_f16_k3_b2_isskip").hasStructure(of: net("groupConG2_f16_k3_b2_isskip")))
    let published = Catalogue.published.filter { $0.family == .superResolution }
    for own in published {
      for other in published {
        func alone(_ net: PublishedArchitecture) throws -> Space {
          let space = try Catalogue.space(named: net.space)
          return space.restricted(to: try space.architecture(net.text))
        }
        #expect(try alone(own).hasStructure(of: alone(other)) == (own.name == other.name))
      }
    }
  }

  /// Random nets are found again, under another text where one net has several: one repeat and then four are four and then one. A net that
  /// is none of the space is not found.
  @Test func aNetsArchitectureIsReadFromItsStructure() throws {
    var random = RandomStream(seed: 2, "structures")
    for space in [moreMNAS, falsr, try Catalogue.space(named: "sr-512")] {
      for _ in 0..<4 {
        let drawn = Architecture(path: space.choices.map { random.below($0.candidates.count) }), net = space.restricted(to: drawn)
        let found = try #require(space.architecture(withStructureOf: net))
        #expect(space.restricted(to: found).hasStructure(of: net))
      }
    }
    let edged = falsr.restricted(to: try falsr.architecture(Catalogue.published(named: "FALSR-A").text))
    #expect(moreMNAS.architecture(withStructureOf: edged) == nil)
  }

  /// FALSR-A: 3 × 3 windows at half a step behind the pixel shuffle, and whole ones in front.
  @Test func aNetSeesAsFarAsItsWindows() throws {
    let published = try Catalogue.published(named: "MoreMNAS-C"), space = try Catalogue.space(named: published.space)
    // Stem, two depthwise windows in five cells, the tail, and half of the last window.
    #expect(space.restricted(to: try space.architecture(published.text)).reach == 1 + 10 + 1 + 1)
    #expect(Space.nasBenchMacro().reach == nil)
  }

  @Test func measuresThatAreNoSumsAreRefused() {
    #expect(throws: SpaceError.self) { try PathIndex(moreMNAS, by: .macs) }
  }
}
