import Search
import Spaces
import Streams
import Testing

@Suite struct HierarchicalMutationTests {
  private func problem() throws -> SearchProblem { try SearchProblem(.nasBenchMacro(), objectives: Macro.objectives) }

  /// How often each candidate comes up in one choice where every gene mutates.
  private func counts(_ kinds: HierarchicalMutation, _ choice: Int, policy: LearntPolicy? = nil) throws -> [Int] {
    let roulette = kinds.roulette(try problem())
    var random = RandomStream(seed: 1, "mutations"), counts = [Int](repeating: 0, count: 3)
    for _ in 0..<6_000 {
      var path = [Int](repeating: 0, count: 8)
      let drawn = kinds.mutate(&path, probability: 1, roulette, policy, &random)
      #expect(drawn == [Bool](repeating: policy != nil, count: 8))
      counts[path[choice]] += 1
    }
    return counts
  }

  @Test(arguments: [0, 1, 4, 7]) func naturalGenesAreUniform(choice: Int) throws {
    #expect(abs(excess(try counts(HierarchicalMutation(), choice), [1, 1, 1])) < 4)
  }

  /// 1/(1 + c/10M), c the multiply-adds above the cheapest of the choice; identity is free but where it stands for a projection.
  @Test(arguments: [0, 1, 4, 7]) func priorGenesAreDrawnByRouletteOfTheirCosts(choice: Int) throws {
    let costs = CostTable(.nasBenchMacro()).choices[choice].map { Double($0.macs) }, least = costs.min() ?? 0
    let weights = costs.map { 1 / (1 + ($0 - least) / 1e7) }
    #expect(weights[0] == 1 && weights[2] < weights[1] && weights[1] < 0.9)
    #expect(abs(excess(try counts(HierarchicalMutation(natural: 0, prior: 1, reinforced: 0), choice), weights)) < 4)
  }

  @Test func aSmallerScalePrefersCheapCandidatesMore() throws {
    var kinds = HierarchicalMutation(natural: 0, prior: 1, reinforced: 0)
    let wide = try counts(kinds, 1)
    kinds.scale = 1e5
    let narrow = try counts(kinds, 1)
    #expect(narrow[0] > wide[0] && narrow[0] > 5_500)
  }

  @Test func reinforcedGenesAreThePolicys() throws {
    let probabilities = [0.7, 0.2, 0.1]
    let policy = FactorizedPolicy(logits: (0..<8).map { _ in probabilities.map { Elementary.log($0) } }, PolicyOptions())
    let kinds = HierarchicalMutation(natural: 0, prior: 0, reinforced: 1)
    #expect(abs(excess(try counts(kinds, 3, policy: .factorized(policy)), probabilities)) < 4)
  }

  /// Natural genes are zero, one and two alike; the prior's are zero, since the others cost too much; the policy's are two.
  @Test func kindsHaveTheirShares() throws {
    var kinds = HierarchicalMutation(natural: 0.2, prior: 0.15, reinforced: 0.65)
    kinds.scale = 1e-9
    let policy = FactorizedPolicy(logits: (0..<8).map { _ in [-1_000, -1_000, 0] }, PolicyOptions())
    let roulette = kinds.roulette(try problem())
    var random = RandomStream(seed: 2, "kinds"), counts = [0, 0, 0, 0]
    for _ in 0..<2_000 {
      var path = [Int](repeating: 1, count: 8)
      let drawn = kinds.mutate(&path, probability: 1, roulette, .factorized(policy), &random)
      for choice in path.indices {
        #expect(!drawn[choice] || path[choice] == 2)
        counts[drawn[choice] ? 3 : path[choice]] += 1
      }
    }
    let third = 0.2 / 3
    #expect(abs(excess(counts, [0.15 + third, third, third, 0.65])) < 4, "\(counts)")
  }

  @Test(arguments: [0.125, 0.5]) func genesMutateWithTheProbability(probability: Double) throws {
    let kinds = HierarchicalMutation(), roulette = kinds.roulette(try problem())
    var random = RandomStream(seed: 3, "rate"), changed = 0
    for _ in 0..<2_000 {
      var path = [Int](repeating: 1, count: 8)
      #expect(kinds.mutate(&path, probability: probability, roulette, nil, &random) == [Bool](repeating: false, count: 8))
      changed += path.count { $0 != 1 }
    }
    // A candidate may come up again.
    #expect(abs(excess([changed, 16_000 - changed], [probability * 2 / 3, 1 - probability * 2 / 3])) < 5.6)
  }

  @Test func aPolicyKnowsTheChildsEarlierGenes() throws {
    var random = RandomStream(seed: 4, "lstm")
    let policy = PolicyOptions(.lstm(units: 16, embedding: 8)).policy(candidates: [Int](repeating: 3, count: 8), &random)
    let kinds = HierarchicalMutation(natural: 0, prior: 0, reinforced: 1), roulette = kinds.roulette(try problem())
    for start in [0, 1, 2] {
      var path = [Int](repeating: start, count: 8), other = path, numbers = random
      let drawn = kinds.mutate(&path, probability: 0.4, roulette, policy, &random)
      for choice in other.indices where numbers.unit() < 0.4 {
        var reading = policy.reading()
        for gene in other[..<choice] { reading.next(gene) }
        other[choice] = reading.draw(&numbers)
        #expect(drawn[choice])
      }
      #expect(path == other && random == numbers)
    }
  }
}
