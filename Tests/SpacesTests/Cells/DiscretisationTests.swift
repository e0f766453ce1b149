import Digests
import FoundationEssentials
import Spaces
import Streams
import Testing

@Suite struct DiscretisationTests {
  static let fair = Space.darts(name: "fairdarts", operations: Primitive.withoutNone)

  /// Weights of a space from few values, so that many are equal.
  private func coarse(_ space: Space, _ random: inout RandomStream, levels: Int = 4) -> [[Double]] {
    space.choices.map { choice in choice.candidates.map { _ in Double(random.below(levels)) / Double(levels) } }
  }

  @Test func aReleasedSearchGivesFairDARTSa() throws {
    let genotype = try Discretisation.thresholdSparse(0.85).genotype(
      weights: ReleasedWeights.normal10 + ReleasedWeights.reduce10, of: Self.fair)
    let published = try #require(Catalogue.genotypes.first { $0.name == "FairDARTS_a" }).genotype()
    // The published text leaves out a skip from sum 3, which is missing.
    #expect(genotype.counting(.normal) == published.normal && genotype.reduce == published.reduce)
    #expect(genotype.normal.filter { $0.from == 3 } == [.init(.skip, to: 5, from: 3)])
  }

  @Test func withTwoEdgesOneSumIsLeft() throws {
    let genotype = try Discretisation.thresholdSparse(0.85).genotype(
      weights: ReleasedWeights.normal15 + ReleasedWeights.reduce10, of: Self.fair)
    #expect(genotype.normal == [.init(.dilated5, to: 2, from: 0), .init(.separable3, to: 2, from: 1)])
    #expect(genotype.sums(.normal) == [2])
  }

  @Test func theEdgeVariantKeepsUpToTwoOperationsAnEdge() throws {
    let genotype = try Discretisation.thresholdEdge(0.85).genotype(
      weights: ReleasedWeights.normal15 + ReleasedWeights.reduce10, of: Self.fair)
    #expect(genotype.normal == [.init(.dilated3, to: 2, from: 0), .init(.dilated5, to: 2, from: 0), .init(.separable3, to: 2, from: 1)])
    #expect(genotype.reduce.count == 28)
    #expect(genotype.reduce.prefix(2) == [.init(.dilated3, to: 2, from: 0), .init(.maxPool, to: 2, from: 0)])
  }

  @Test(arguments: [([0.94, 0.93, 0.2], [0, 1]), ([0.94, 0.7, 0.1], [0]), ([0.84, 0.8, 0.1], []), ([0.1, 0.9, 0.95], [2, 1])])
  func aSumKeepsAtMostTwoEdgesAboveTheThreshold(strengths: [Double], kept: [Int]) throws {
    var weights = Self.fair.choices.map { $0.candidates.map { _ in 0.05 } }
    weights[0][3] = 0.9
    for (from, strength) in strengths.enumerated() { weights[2 + from][4] = strength }
    let genotype = try Discretisation.thresholdSparse(0.85).genotype(weights: weights, of: Self.fair)
    #expect(genotype.normal == [.init(.separable3, to: 2, from: 0)] + kept.map { .init(.separable5, to: 3, from: $0) })
  }

  @Test func theTwoStrongestEdgesAreKeptAndTheFirstOfEquals() throws {
    var random = RandomStream(seed: 11, "discretisation")
    for space in [Space.darts(), Self.fair, .darts(.s3)] {
      for _ in 0..<60 {
        let weights = coarse(space, &random), genotype = try Discretisation.topTwo.genotype(weights: weights, of: space)
        for kind in CellKind.allCases {
          for to in CellEdge.sums {
            let kept = genotype.entries(kind).filter { $0.to == to }
            try #require(kept.count == 2)
            // Brute force: an edge's rank is the number of edges that go before it.
            let edges = try (0..<to).map { from -> (strength: Double, best: Primitive) in
              let choice = try #require(space.choices.firstIndex { $0.name == CellEdge(kind, to: to, from: from).name })
              let allowed = space.choices[choice].candidates.indices.filter { space.choices[choice].candidates[$0].name != "none" }
              let strength = try #require(allowed.map { weights[choice][$0] }.max())
              let best = try #require(allowed.first { weights[choice][$0] == strength })
              return (strength, try #require(Primitive(rawValue: space.choices[choice].candidates[best].name)))
            }
            for (rank, entry) in kept.enumerated() {
              let before = edges.indices.count {
                edges[$0].strength > edges[entry.from].strength || (edges[$0].strength == edges[entry.from].strength && $0 < entry.from)
              }
              #expect(before == rank && edges[entry.from].best == entry.operation)
            }
          }
        }
      }
    }
  }

  @Test func allAboveTheThresholdAreKept() throws {
    var random = RandomStream(seed: 12, "discretisation")
    let space = Space.darts(), weights = coarse(space, &random)
    let genotype = try Discretisation.threshold(0.5).genotype(weights: weights, of: space)
    let expected = zip(space.choices, weights).reduce(0) { sum, pair in
      sum + zip(pair.0.candidates, pair.1).count { $0.name != "none" && $1 >= 0.5 }
    }
    #expect(genotype.normal.count + genotype.reduce.count == expected)
  }

  @Test func skipsOfRandomSearchesFollowTheBinomialLaw() throws {
    var random = RandomStream(seed: 13, "discretisation")
    let draws = 4000
    var counts = [Int](repeating: 0, count: 9)
    for _ in 0..<draws {
      let weights = Self.fair.choices.map { $0.candidates.map { _ in random.unit() } }
      let genotype = try Discretisation.topTwo.genotype(weights: weights, of: Self.fair)
      counts[genotype.normal.count { $0.operation == .skip }] += 1
    }
    // C(8, k) (1/7)^k (6/7)^(8 − k), as section 7 of the facts has it.
    for (count, share) in zip(counts, [0.29136, 0.38848, 0.22661, 0.07554, 0.01574]) {
      #expect(abs(Double(count) / Double(draws) - share) < 4 * (share * (1 - share) / Double(draws)).squareRoot())
    }
  }

  @Test func normalCellsOfTwoEdgesASumAreAsManyAsThePapersSay() throws {
    // Pairs of edges a sum, and 7 operations on each: 180 · 7⁸.
    let cells = CellEdge.sums.reduce(1) { product, to in product * (to * (to - 1) / 2) * 49 }
    #expect(cells == 1_037_664_180)
  }

  @Test func theRuleIsStoredWithItsOrderOfTies() throws {
    let rules: [(Discretisation, String)] = [
      (.topTwo, #"{"rule":"top-two","ties":"first"}"#), (.threshold(0.5), #"{"rule":"threshold","threshold":0.5,"ties":"first"}"#),
      (.thresholdSparse(0.85), #"{"rule":"threshold-sparse","threshold":0.85,"ties":"first"}"#),
      (.thresholdEdge(0.8), #"{"rule":"threshold-edge","threshold":0.8,"ties":"last"}"#),
      (.skipLimit(2), #"{"rule":"skip-limit","skips":2,"ties":"last"}"#), (.argmax, #"{"rule":"argmax","ties":"first"}"#),
    ]
    for (rule, text) in rules {
      #expect(try CanonicalJSON.text(rule) == text)
      #expect(try JSONDecoder().decode(Discretisation.self, from: Data(text.utf8)) == rule)
    }
    let short = #"{"rule":"threshold-sparse"}"#
    #expect(try JSONDecoder().decode(Discretisation.self, from: Data(short.utf8)) == .thresholdSparse(0.85))
    let wrong = [
      #"{"rule":"top-two","ties":"last"}"#, #"{"rule":"top-three"}"#, #"{"rule":"threshold"}"#, #"{"rule":"skip-limit","skip":1}"#,
    ]
    for text in wrong {
      #expect(throws: DecodingError.self) { try JSONDecoder().decode(Discretisation.self, from: Data(text.utf8)) }
    }
  }

  @Test func chainsKeepTheLargestWeightOfEachLayer() throws {
    let space = Space.nasBenchMacro()
    let weights = [[0.1, 0.2, 0.7], [0.4, 0.4, 0.2]] + (2..<8).map { _ in [0.2, 0.5, 0.3] }
    #expect(try space.text(of: Discretisation.argmax.architecture(weights: weights, of: space)) == "20111111")
  }

  @Test func theArchitectureIsTheGenotypes() throws {
    var random = RandomStream(seed: 14, "discretisation")
    let space = Space.darts(.s1), weights = coarse(space, &random)
    let architecture = try Discretisation.topTwo.architecture(weights: weights, of: space)
    #expect(architecture.kept.joined().count == 16)
    let genotype = try Discretisation.topTwo.genotype(weights: weights, of: space)
    #expect(try space.architecture(genotype) == architecture)
  }

  @Test func wrongWeightsAreNamed() {
    func refused(_ space: Space, _ weights: [[Double]], _ rule: Discretisation, _ place: String) {
      let error = #expect(throws: SpaceError.self) { try rule.genotype(weights: weights, of: space) }
      if case .genotype(place, _) = error { return }
      Issue.record("\(String(describing: error))")
    }
    var weights = Self.fair.choices.map { $0.candidates.map { _ in 0.1 } }
    refused(.nasBenchMacro(), (0..<8).map { _ in [0, 0, 0] }, .topTwo, "layer1")
    refused(Self.fair, weights, .argmax, "the rule")
    weights[3][2] = .nan
    refused(Self.fair, weights, .topTwo, "normal/3<-1")
    weights[3].removeLast()
    refused(Self.fair, weights, .topTwo, "the weights")
  }
}
