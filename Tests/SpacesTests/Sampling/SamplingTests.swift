import Spaces
import Streams
import Testing

@Suite struct SamplingTests {
  static let macro = Space.nasBenchMacro()
  static let designs: [SampleDesign] = [
    .uniform(count: 96), .depth(count: 96), .macs(count: 960), .macs(count: 200, strata: 7),
    .bounded(count: 50, macs: 30_000_000...60_000_000), .exhaustive,
  ]

  @Test(arguments: designs) func networksAreDistinctAndCanonical(_ design: SampleDesign) throws {
    var random = RandomStream(seed: 11, "nets")
    let sample = try Self.macro.sample(design, &random)
    for member in sample.members {
      #expect(Self.macro.canonical(Architecture(path: member.path)).path == member.path)
      #expect(member.inclusion == Double(sample.strata[member.stratum].drawn) / Double(sample.strata[member.stratum].size))
    }
    #expect(Set(sample.members.map(\.path)).count == sample.members.count)
    #expect(sample.members.count == sample.strata.reduce(0) { $0 + $1.drawn })
    // Horvitz and Thompson: the weights add up to the number of networks in the strata that were drawn from.
    let reached = sample.strata.filter { $0.drawn > 0 }.reduce(0) { $0 + Double($1.size) }
    #expect(abs(sample.members.reduce(0) { $0 + 1 / $1.inclusion } / reached - 1) < 1e-12)
  }

  @Test(arguments: designs) func equalStreamsDrawEqualSamples(_ design: SampleDesign) throws {
    var one = RandomStream(seed: 12, "nets"), same = one, other = RandomStream(seed: 13, "nets")
    let sample = try Self.macro.sample(design, &one)
    #expect(try Self.macro.sample(design, &same) == sample)
    if design != .exhaustive { #expect(try Self.macro.sample(design, &other) != sample) }
  }

  /// By brute force over all 3,969: none outside the bounds, and all within them where as many are asked for.
  @Test func boundedSamplesTakeTheNetworksWithinTheirBoundsAlone() throws {
    let bounds = 50_000_000...51_000_000, table = CostTable(Self.macro)
    let within = Set(
      try PathIndex(Self.macro).paths.filter { bounds.contains(table.cost(of: Architecture(path: $0)).macs) })
    var random = RandomStream(seed: 17, "nets")
    let all = try Self.macro.sample(.bounded(count: within.count, macs: bounds), &random)
    #expect(within.count > 20 && Set(all.members.map(\.path)) == within)
    let error = #expect(throws: SpaceError.self) { try Self.macro.sample(.bounded(count: within.count + 1, macs: bounds), &random) }
    #expect(error?.description.contains("\(within.count) within 50000000 to 51000000") == true)
    #expect(throws: SpaceError.self) { try Self.macro.sample(.bounded(count: 1, macs: 1...2), &random) }
    // 1.4 % of FairNAS's 6¹⁹ nets.
    let fair = Space.fairNAS(), window = 315_000_000...327_000_000, costs = CostTable(fair)
    for member in try fair.sample(.bounded(count: 30, macs: window), &random).members {
      #expect(window.contains(costs.cost(of: Architecture(path: member.path)).macs))
    }
  }

  @Test func uniformSamplesTakeEachNetworkEquallyOften() throws {
    // 27 codes of 21 networks.
    let space = Space.nasBenchMacro(widths: [8], depths: [3])
    var random = RandomStream(seed: 14, "nets"), counts: [[Int]: Int] = [:]
    for _ in 0..<7000 { for member in try space.sample(.uniform(count: 3), &random).members { counts[member.path, default: 0] += 1 } }
    #expect(counts.count == 21)
    for count in counts.values { #expect(abs(count - 1000) < 150, "sd is 29") }
  }

  @Test func depthStrataAreEqualAndFewAreShallow() throws {
    var random = RandomStream(seed: 15, "nets")
    for count in [20, 96, 500] {
      let sample = try Self.macro.sample(.depth(count: count), &random)
      let depths = sample.members.map { Self.macro.depth(of: Architecture(path: $0.path)) }
      #expect(sample.strata.map(\.values) == (0...8).map { $0...$0 })
      #expect((0...8).map { depth in depths.count { $0 == depth } } == sample.strata.map(\.drawn))
      #expect(sample.strata[...1].reduce(0) { $0 + $1.drawn } <= count / 20)
      let full = sample.strata[2...].filter { UInt128($0.drawn) == $0.size }.count, deep = sample.strata[2...].map(\.drawn)
      #expect(full > 0 || (deep.max() ?? 0) - (deep.min() ?? 0) <= 1)
    }
  }

  @Test func macsStrataAreEqual() throws {
    var random = RandomStream(seed: 16, "nets")
    let space = Space.fairNAS(), table = CostTable(space), sample = try space.sample(.macs(count: 960), &random)
    #expect(sample.strata.map(\.drawn) == Array(repeating: 96, count: 10))
    #expect(sample.strata.reduce(0) { $0 + $1.size } == 609_359_740_010_496)
    for member in sample.members {
      // MACs come in 65,961 levels that are 4,704 apart.
      let level = (table.cost(of: Architecture(path: member.path)).macs - 247_129_856) / 4704
      #expect(level * 10 / 65_961 == member.stratum && sample.strata[member.stratum].values.contains(level))
    }
    #expect(Set(sample.members.prefix(30).map(\.stratum)).count == 10)
  }

  @Test func impossibleDesignsAreNamed() {
    var random = RandomStream(seed: 17, "nets")
    for design in [SampleDesign.uniform(count: 0), .depth(count: -1), .macs(count: 5, strata: 0)] {
      #expect(throws: SpaceError.self) { try Self.macro.sample(design, &random) }
    }
    #expect(throws: SpaceError.tooFew(space: "nas-bench-macro", asked: 3970, available: "3969")) {
      try Self.macro.sample(.uniform(count: 3970), &random)
    }
    #expect(throws: SpaceError.self) { try Space.fairNAS().sample(.exhaustive, &random) }
  }
}
