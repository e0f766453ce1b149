import Search
import Spaces
import Statistics
import Streams
import Testing

@Suite struct NSGAIITests {
  private struct Population: Decodable { let population: [Evaluated], drawn: [[Bool]] }

  private func problem(_ space: Space = .nasBenchMacro()) throws -> SearchProblem { try SearchProblem(space, objectives: Macro.objectives) }

  @Test func theBestOfParentsAndChildrenSurviveAFullPopulation() throws {
    let problem = try problem()
    var search = SearchLoop(Searches.nsga2 { $0.population = 30 }, evaluations: 600, seed: 1, problem)
    var alive: Set<[Int]> = [], generations = 0
    while let nets = search.propose(problem), search.history.count < 600 - 30 {
      #expect(nets.count == 30)
      search.learn(nets.map { Searches.scores($0) }, problem)
      let state = try Searches.state(search, Population.self).searcher
      let survivors = state.population.map { problem.space.canonical($0.path) }, candidates = Array(alive) + nets
      #expect(survivors.count == 30 && Set(survivors).count == 30 && Set(survivors).isSubset(of: candidates))
      for own in state.population {
        let scores = Searches.scores(problem.space.canonical(own.path))
        #expect(own.scores == [scores[0], -scores[1]])
      }
      // No dead net dominates a survivor.
      let dead = Set(candidates).subtracting(survivors).map { Searches.scores($0) }
      for survivor in state.population {
        #expect(!dead.contains { ParetoFront.dominates([$0[0], -$0[1]], survivor.scores) })
      }
      alive = Set(survivors)
      generations += 1
    }
    #expect(generations > 15)
  }

  /// In FairNAS's space two random nets differ in 16 of 19 genes: without mutation a child is a head of one parent and a tail of another.
  @Test func crossoverHasASinglePoint() throws {
    let problem = try problem(.fairNAS())
    var search = SearchLoop(Searches.nsga2 { $0.mutation = 0 }, evaluations: 10_000, seed: 2, problem)
    search.learn((search.propose(problem) ?? []).map { Searches.scores($0) }, problem)
    let parents = try Searches.state(search, Population.self).searcher.population.map(\.path)
    let children = search.propose(problem) ?? []
    #expect(children.count == 40)
    for child in children {
      let points = (1..<19).filter { point in
        let hasHead = parents.contains { $0[..<point] == child[..<point] }
        return hasHead && parents.contains { $0[point...] == child[point...] }
      }
      #expect(!points.isEmpty)
    }
  }

  /// Without crossover a child differs from one parent; a gene mutates with 1/19 and keeps its candidate in a sixth of that.
  @Test func oneGeneAChildMutatesInTheMean() throws {
    let problem = try problem(.fairNAS())
    var changes: [Double] = []
    for seed in 0..<25 {
      var search = SearchLoop(Searches.nsga2 { $0.crossover = 0 }, evaluations: 10_000, seed: seed, problem)
      search.learn((search.propose(problem) ?? []).map { Searches.scores($0) }, problem)
      let parents = try Searches.state(search, Population.self).searcher.population.map(\.path)
      for child in search.propose(problem) ?? [] { changes.append(Double(parents.map { distance($0, child) }.min() ?? 19)) }
    }
    #expect(changes.count == 1_000)
    // Children without a change are known.
    let p = 5.0 / 6 / 19, all = 19 * p, some = 1 - Elementary.power(1 - p, 19), mean = all / some
    let variance = (all * (1 - p) + all * all) / some - mean * mean, found = changes.reduce(0, +) / 1_000
    #expect(abs(found - mean) < 4 * (variance / 1_000).squareRoot(), "\(found)")
  }

  @Test(arguments: [Weighting.plain, .crowding([0.5, 0.5]), .fitness([0.5, 0.5]), .log([1, 0.1])])
  func netsThatDivergedAreNoParentsOnceOthersAreEnough(weighting: Weighting) throws {
    let problem = try problem()
    var search = SearchLoop(Searches.nsga2 { $0.weighting = weighting }, evaluations: 400, seed: 3, problem), full = 0
    while let nets = search.propose(problem), search.history.count < 360 {
      search.learn(nets.map { Searches.scores($0, diverged: 0.3) }, problem)
      let finite = search.history.scores.count { !$0[0].isNaN }
      let population = try Searches.state(search, Population.self).searcher.population
      let diverged = population.count { $0.scores.contains { !$0.isFinite } }
      #expect(diverged == max(0, 40 - finite))
      // Whatever its multiply-adds, which are a number.
      #expect(population.allSatisfy { $0.scores[0].isFinite == $0.scores[1].isFinite })
      full += diverged == 0 ? 1 : 0
    }
    #expect(full > 5)
  }

  /// An arm that is better by itself: the policy comes to draw it, and marks what it drew.
  @Test func thePolicyLearnsFromTheGenesThatItDrew() throws {
    let problem = try problem(.fairNAS())
    let algorithm = Searches.nsga2 {
      ($0.mutation, $0.policy) = (0.3, PolicyOptions(step: 0.1))
      $0.kinds = HierarchicalMutation(natural: 0, prior: 0, reinforced: 1)
    }
    struct Learnt: Decodable {
      struct Policy: Decodable { let logits: [[Double]] }
      let policy: Policy, drawn: [[Bool]]
    }
    var search = SearchLoop(algorithm, evaluations: 800, seed: 4, problem)
    while let nets = search.propose(problem) {
      let state = try Searches.state(search, Learnt.self)
      #expect(state.searcher.drawn.count == state.proposed.count)
      if search.history.count == 0 {
        #expect(!state.searcher.drawn.joined().contains(true))
        #expect(!state.searcher.policy.logits.joined().contains { $0 != 0 })
      } else {
        let genes = Double(19 * nets.count), drawn = Double(state.searcher.drawn.joined().count { $0 })
        #expect(abs(drawn - 0.3 * genes) < 5 * (0.3 * 0.7 * genes).squareRoot())
      }
      search.learn(nets.map { net in [Double(net.count { $0 == 2 }), Double(net[0])] }, problem)
    }
    let logits = try Searches.state(search, Learnt.self).searcher.policy.logits
    // By chance three of nineteen.
    #expect(logits.count { $0.max() == $0[2] } > 9)
  }
}
