import Spaces
import Streams
import Testing

@Suite struct ConstrainedPathsTests {
  /// A table whose numbers no step holds exactly.
  private func table(_ name: String, _ space: Space, seed: UInt64) throws -> LookupTable {
    var random = RandomStream(seed: seed, name)
    return try LookupTable(
      name: name, unit: "ms", fixed: random.unit(), entries: space.choices.map { $0.candidates.map { _ in random.unit() } })
  }

  /// Draws so often that each legal path is expected `times` times, and gives (χ² − df)/√(2 df) over all legal paths.
  private func excess(_ space: Space, _ constraints: [PathConstraint], left: [[Int]]? = nil, times: Int) throws -> Double {
    let paths = try ConstrainedPaths(space, constraints, left: left)
    let legal = try PathIndex(space, distinct: false).paths.filter { path in
      constraints.allSatisfy { $0.allows(path) } && left.map { zip($0, path).allSatisfy { $0.contains($1) } } ?? true
    }
    var counts = Dictionary(uniqueKeysWithValues: legal.map { ($0, 0) }), random = RandomStream(seed: 41, "draws")
    for _ in 0..<times * legal.count {
      let path = paths.draw(&random)
      guard counts[path] != nil else {
        Issue.record("\(path) satisfies not all")
        return .infinity
      }
      counts[path, default: 0] += 1
    }
    let expected = Double(times), df = Double(legal.count - 1)
    let square = counts.values.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
    return (square - df) / (2 * df).squareRoot()
  }

  /// Uniform draws rejected; the index of one table; a list; and each with a second constraint.
  @Test func legalCodesAreEquallyLikely() throws {
    let macro = Space.nasBenchMacro(), chain = PathIndexTests.chain(7, 4)
    let macs = CostTable(macro).macs, latency = try table("latency", chain, seed: 1), energy = try table("energy", chain, seed: 2)
    let values = try PathIndex(chain, distinct: false).paths.map { latency.value(of: $0) }.sorted()
    let rare = PathConstraint(latency, atLeast: values[9_000], atMost: values[10_199])
    let cases: [(name: String, space: Space, constraints: [PathConstraint], share: ClosedRange<Double>, times: Int)] = [
      ("all", macro, [], 1...1, 20), ("uniform", macro, [PathConstraint(macs, atMost: 60e6)], 0.5...0.7, 20),
      ("list", macro, [PathConstraint(macs, atLeast: 90e6)], 0.007...0.008, 100),
      ("index", chain, [rare], 0.073...0.074, 100),
      ("both", chain, [PathConstraint(energy, atMost: (energy.least + energy.greatest) / 2), rare], 0.073...0.074, 100),
    ]
    for (name, space, constraints, share, times) in cases {
      #expect(share.contains(try ConstrainedPaths(space, constraints).share), "\(name)")
      let excess = try excess(space, constraints, times: times)
      #expect(abs(excess) < 4, "\(name): \(excess)")
    }
  }

  /// The same of what is left: without a bound, by rejection, by the index, out of a list.
  @Test func codesOfWhatIsLeftAreEquallyLikely() throws {
    let chain = PathIndexTests.chain(7, 4), latency = try table("latency", chain, seed: 1)
    let left = [[0, 2], [1, 2, 3], [3], [0, 1, 2, 3], [0, 1, 2], [1, 3], [0, 2, 3]]
    let own = try PathIndex(chain, distinct: false).paths.filter { path in zip(left, path).allSatisfy { $0.contains($1) } }
    let values = own.map { latency.value(of: $0) }.sorted()
    #expect(values.count == 432)
    for (most, share) in [(nil, 1...1), (values[259], 0.55...0.65), (values[34], 0.07...0.09)] as [(Double?, ClosedRange<Double>)] {
      let bound = [PathConstraint(latency, atMost: most)], paths = try ConstrainedPaths(chain, bound, left: left)
      #expect(share.contains(paths.share) && !paths.isLegal([1, 1, 3, 0, 0, 1, 0]), "\(paths.share)")
      let excess = try excess(chain, bound, left: left, times: 100)
      #expect(abs(excess) < 4, "\(excess)")
    }
    let wide = PathIndexTests.chain(7, 8), table = try table("latency", wide, seed: 2),
      many = [[Int]](repeating: [1, 2, 4, 5, 7], count: 7)
    let sums = try PathIndex(PathIndexTests.chain(7, 5), distinct: false).paths.map { path in
      table.value(of: zip(many, path).map { $0[$1] })
    }.sorted()
    let paths = try ConstrainedPaths(wide, [PathConstraint(table, atMost: sums[3_999])], left: many)
    #expect((0.051...0.052).contains(paths.share), "4,000 of 78,125: \(paths.share)")
    var random = RandomStream(seed: 43, "draws"), seen: Set<[Int]> = []
    for _ in 0..<40_000 { seen.insert(paths.draw(&random)) }
    #expect(seen.count > 3_980 && seen.allSatisfy { paths.isLegal($0) && table.value(of: $0) <= sums[3_999] })
  }

  @Test func noConstraintIsBrokenInAHundredThousandDraws() throws {
    let space = Space.fairNAS(), costs = CostTable(space), latency = try table("latency", space, seed: 3)
    let constraints = [
      PathConstraint(costs.macs, atLeast: 315e6, atMost: 327e6), PathConstraint(costs.parameters, atMost: 4.3e6),
      PathConstraint(latency, atMost: (latency.least + latency.greatest) / 2),
    ]
    let paths = try ConstrainedPaths(space, constraints)
    var random = RandomStream(seed: 42, "draws"), broken = 0, seen: Set<[Int]> = []
    for _ in 0..<100_000 {
      let path = paths.draw(&random), cost = costs.cost(of: Architecture(path: path))
      let isLegal =
        (315_000_000...327_000_000).contains(cost.macs) && cost.parameters <= 4_300_000
        && latency.value(of: path) <= constraints[2].high ?? 0
      broken += isLegal && paths.isLegal(path) ? 0 : 1
      seen.insert(path)
    }
    #expect(broken == 0 && seen.count > 99_990)
  }

  /// What uniform draws of FairNAS's space would be accepted by, counted by another program from the paper's widths alone. Check value 4
  /// of the remaining systems, .0141 and .0260, is of 200,000 draws: 1.4 and 2.3 standard deviations less.
  @Test func acceptanceInFairNASIsKnown() throws {
    let space = Space.fairNAS(), macs = CostTable(space).macs
    #expect(abs(try ConstrainedPaths(space, [PathConstraint(macs, atLeast: 315e6, atMost: 327e6)]).share - 0.014465708897440727) < 1e-15)
    #expect(abs(try ConstrainedPaths(space, [PathConstraint(macs, atMost: 330e6)]).share - 0.026814018502176663) < 1e-15)
    #expect(try ConstrainedPaths(space, [PathConstraint(macs)]).share == 1)
  }

  /// A value above its limit is rejected, the limit is not.
  @Test func limitsThemselvesAreAllowed() throws {
    let space = Space.fairNAS(), macs = CostTable(space).macs
    let least = try ConstrainedPaths(space, [PathConstraint(macs, atMost: macs.least)])
    var random = RandomStream(seed: 43, "draws")
    #expect(least.draw(&random) == [Int](repeating: 0, count: 19))
    let greatest = try ConstrainedPaths(space, [PathConstraint(macs, atLeast: macs.greatest, atMost: macs.greatest)])
    #expect(greatest.draw(&random) == [Int](repeating: 5, count: 19) && !greatest.isLegal([Int](repeating: 0, count: 19)))
  }

  @Test func withoutConstraintsDrawsAreUniformPaths() throws {
    let space = Space.fairNAS(), paths = try ConstrainedPaths(space)
    var one = RandomStream(seed: 44, "draws"), two = one
    for _ in 0..<10 { #expect(paths.draw(&one) == space.uniformPath(&two)) }
  }

  @Test func whatNoPathSatisfiesIsRefusedWithTheRangeThatThereIs() throws {
    let space = Space.fairNAS(), macs = CostTable(space).macs, parameters = CostTable(space).parameters
    func refusal(_ constraints: [PathConstraint]) -> String {
      do {
        _ = try ConstrainedPaths(space, constraints)
        return "none"
      } catch { return error.description }
    }
    let range = "macs runs from 247129856 to 557405696: widen the limits"
    #expect(
      refusal([PathConstraint(macs, atMost: 247_129_855)])
        == "space fairnas: no architecture has macs of at most 247129855: \(range)")
    #expect(refusal([PathConstraint(macs, atLeast: 600e6)]).hasSuffix(range))
    #expect(refusal([PathConstraint(macs, atLeast: 400e6, atMost: 300e6)]).contains("at least 400000000 and at most 300000000: \(range)"))
    // Between two levels, 4,704 apart.
    #expect(refusal([PathConstraint(macs, atLeast: macs.least + 1, atMost: macs.least + 4703)]).hasSuffix(range))
    #expect(refusal([PathConstraint(macs, atMost: .nan)]).contains("nan"))
    let text = refusal([PathConstraint(macs, atMost: 260e6), PathConstraint(parameters, atLeast: 5e6)])
    #expect(text.contains("no architecture was found that has macs of at most 260000000 and parameters of at least 5000000: macs runs"))
    // A window that the steps cannot tell from a value beside it.
    let latency = try table("latency", space, seed: 4), narrow = latency.least + 1e-9
    #expect(refusal([PathConstraint(latency, atLeast: narrow, atMost: narrow + 1e-9)]).contains("latency runs from \(latency.least)"))
  }

  /// Counted path by path in whole numbers by another program.
  @Test func sharesAreExactAtImageNetScale() throws {
    let space = Space.fairNAS(), macs = CostTable(space).macs
    #expect(abs(try ConstrainedPaths(space, [PathConstraint(macs, atMost: 330e6)]).share - 0.026814018502176663) < 1e-15)
    #expect(
      abs(try ConstrainedPaths(space, [PathConstraint(macs, atLeast: 315e6, atMost: 327e6)]).share - 0.014465708897440727) < 1e-15)
  }

  /// What 200,000 uniform draws gave, within four of their standard errors.
  @Test(
    arguments: [
      ("shufflenet", nil, 330e6, 0.589), ("proxyless-gpu", nil, 475e6, 0.0034), ("proxyless-gpu", nil, 600e6, 0.203),
      ("fairnas", 315e6, 327e6, 0.0141), ("fairnas", nil, 330e6, 0.0260),
    ] as [(String, Double?, Double, Double)])
  func publishedConstraintsAcceptKnownShares(_ name: String, _ low: Double?, _ high: Double, _ share: Double) throws {
    let space = try Catalogue.space(named: name), macs = CostTable(space).macs
    let found = try ConstrainedPaths(space, [PathConstraint(macs, atLeast: low, atMost: high)]).share
    #expect(abs(found - share) < 4 * (share * (1 - share) / 200_000).squareRoot() + 0.00005, "\(found)")
  }
}
