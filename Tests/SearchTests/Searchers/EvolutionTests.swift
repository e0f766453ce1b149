import Search
import Spaces
import Streams
import Testing

@Suite struct EvolutionTests {
  private struct Top: Decodable { let top: [Evaluated] }

  /// What a second generation is made from and consists of. In FairNAS's space two random nets differ in 16 of 19 genes, and no code has
  /// another's network, so that a child's parents are seen.
  private struct Generation {
    let top: [[Int]], first: [[Int]], children: [[Int]]
    /// Numbers that the generation took.
    let drawn: UInt64
  }

  private func second(_ options: Evolution.Options, seed: Int) throws -> Generation {
    let problem = try SearchProblem(.fairNAS(), objectives: Macro.objectives)
    var search = SearchLoop(.evolution(options), evaluations: 10_000, seed: seed, problem)
    let first = search.propose(problem) ?? []
    search.learn(first.map { Searches.scores($0) }, problem)
    let before = try Searches.state(search, Top.self)
    _ = search.propose(problem)
    let after = try Searches.state(search, Top.self)
    return Generation(
      top: before.searcher.top.map(\.path), first: first, children: after.proposed, drawn: after.random.position - before.random.position)
  }

  @Test func parentsAreTheBestTen() throws {
    let generation = try second(Evolution.Options(), seed: 1)
    #expect(generation.first.count == 50)
    #expect(generation.top == Array(generation.first.sorted { Searches.scores($0)[0] > Searches.scores($1)[0] }.prefix(10)))
  }

  /// 1,000 mutants: a gene changes with .1 · 5/6, and a mutant without a change is known.
  @Test func mutantsComeFromTheBestTenAloneAndGenesAreDrawnAnewWithATenth() throws {
    var parents = [Int](repeating: 0, count: 10), changes: [Double] = []
    for seed in 0..<40 {
      let generation = try second(Evolution.Options(), seed: seed)
      try #require(generation.top.count == 10)
      #expect(generation.children.count == 50 && Set(generation.children).count == 50)
      for mutant in generation.children.prefix(25) {
        let distances = generation.top.map { distance($0, mutant) }, least = distances.min() ?? 19
        #expect((1...8).contains(least))
        #expect(generation.first.allSatisfy { generation.top.contains($0) || distance($0, mutant) > least })
        parents[distances.firstIndex(of: least) ?? 0] += 1
        changes.append(Double(least))
      }
    }
    #expect(abs(excess(parents, [Double](repeating: 1, count: 10))) < 4, "\(parents)")
    let p = 0.1 * 5 / 6, all = 19 * p, some = 1 - Elementary.power(1 - p, 19), mean = all / some
    let variance = (all * (1 - p) + all * all) / some - mean * mean, found = changes.reduce(0, +) / 1_000
    #expect(abs(found - mean) < 4 * (variance / 1_000).squareRoot(), "\(found)")
  }

  /// 1,000 crossovers: each gene is that of one of two of the best ten, either as often.
  @Test func crossoversMixTwoOfTheBestTenGeneByGene() throws {
    var shares: [Double] = []
    for seed in 0..<40 {
      let generation = try second(Evolution.Options(), seed: seed)
      try #require(generation.top.count == 10)
      for child in generation.children.dropFirst(25) {
        var fits: [(Int, Int)] = []
        for (i, a) in generation.top.enumerated() {
          for b in generation.top[(i + 1)...] where zip(child, zip(a, b)).allSatisfy({ $0 == $1.0 || $0 == $1.1 }) {
            fits.append((distance(child, a), distance(a, b)))
          }
        }
        #expect(!fits.isEmpty)
        if fits.count == 1 { shares.append(Double(fits[0].0) / Double(fits[0].1)) }
      }
    }
    // Of sixteen genes in the mean; children with all genes of one parent are known.
    #expect(shares.count > 900)
    let count = Double(shares.count), mean = shares.reduce(0, +) / count
    #expect(abs(mean - 0.5) < 2 / (16 * count).squareRoot())
  }

  /// Without a change all 250 mutants are known: 20 numbers for each try, and 19 for each random net that fills up.
  @Test func aKindTriesTenTimesItsNumberAndRandomNetsFillUp() throws {
    var options = Evolution.Options()
    (options.mutation, options.crossovers) = (0, 0)
    let generation = try second(options, seed: 3)
    #expect(generation.drawn == 10 * 25 * 20 + 50 * 19)
    #expect(generation.children.count == 50)
    #expect(generation.children.allSatisfy { child in generation.top.allSatisfy { distance($0, child) > 5 } })
  }

  @Test func moreChildrenThanThePopulationNeedNoRandomNets() throws {
    var options = Evolution.Options()
    options.population = 20
    let generation = try second(options, seed: 4)
    #expect(generation.first.count == 20 && generation.children.count == 50)
  }

  @Test func theTopListIsOfAllGenerations() throws {
    let problem = try SearchProblem(.nasBenchMacro(), objectives: Macro.objectives)
    var search = SearchLoop(.evolution(Evolution.Options()), evaluations: 300, seed: 5, problem)
    while let nets = search.propose(problem) {
      search.learn(nets.map { Searches.scores($0) }, problem)
      // The last generation is not learnt from.
      guard search.history.count < 300 else { continue }
      let best = search.history.scores.map { $0[0] }.sorted(by: >).prefix(10)
      #expect(try Searches.state(search, Top.self).searcher.top.map { $0.scores[0] } == Array(best))
    }
  }

  /// mmrazor's variant: what is unchanged stands in the generation, and costs nothing.
  @Test func repeatsAreAllowedWhereAsked() throws {
    var options = Evolution.Options()
    (options.mutation, options.repeats) = (0, true)
    let generation = try second(options, seed: 6)
    #expect(generation.children.count == 50)
    #expect(generation.children.prefix(25).allSatisfy { generation.top.contains($0) })
  }

  @Test func ofScoresThatRoundToTheSameTheOlderStays() throws {
    func top(_ decimals: Int?) throws -> [[Int]] {
      let problem = try SearchProblem(.nasBenchMacro(widths: [8], depths: [1]), objectives: [Objective("accuracy", .maximize)])
      var options = Evolution.Options()
      (options.population, options.top, options.decimals) = (3, 2, decimals)
      var search = SearchLoop(.evolution(options), evaluations: 4, seed: 1, problem)
      let nets = search.propose(problem) ?? []
      #expect(nets.count == 3)
      search.learn([[90.001], [90.004], [90.012]], problem)
      return try Searches.state(search, Top.self).searcher.top.map(\.path).map { path in nets.firstIndex(of: path).map { [$0] } ?? [] }
    }
    #expect(try top(nil) == [[2], [1]])
    #expect(try top(2) == [[2], [0]])
    #expect(try top(0) == [[0], [1]])
  }
}
