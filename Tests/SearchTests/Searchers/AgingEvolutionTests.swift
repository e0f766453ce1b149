import Search
import Spaces
import Streams
import Testing

@Suite struct AgingEvolutionTests {
  private struct Population: Decodable { let paths: [[Int]], scores: [Double] }

  /// In NAS-Bench-Macro known children become members between two questions; in FairNAS's space there are hardly any.
  @Test(arguments: [Space.nasBenchMacro(), .fairNAS()]) func theOldestDiesForAChildThatDiffersInOneGene(space: Space) throws {
    let problem = try SearchProblem(space, objectives: Macro.objectives)
    var options = AgingEvolution.Options()
    (options.population, options.sample) = (20, 5)
    var search = SearchLoop(.agingEvolution(options), evaluations: 220, seed: 1, problem), steps = 0, known = 0
    _ = search.propose(problem)
    search.learn((search.propose(problem) ?? []).map { Searches.scores($0) }, problem)
    var before = try Searches.state(search, Population.self).searcher
    #expect(before.paths.count == 20)
    while let nets = search.propose(problem), search.history.count < 219 {
      #expect(nets.count == 1)
      search.learn(nets.map { Searches.scores($0) }, problem)
      let after = try Searches.state(search, Population.self).searcher
      #expect(after.paths.count == 20 && after.scores.count == 20)
      let born = (1...20).first { Array(before.paths.dropFirst($0)) == Array(after.paths.prefix(20 - $0)) } ?? 20
      if born < 20 {
        for (place, child) in after.paths.enumerated().suffix(born) {
          // Of what lived when it was born.
          let alive = (before.paths + after.paths.suffix(born))[(born - (20 - place))..<(20 + born - (20 - place))]
          #expect(alive.contains { distance($0, child) == 1 })
          #expect(after.scores[place] == Searches.scores(problem.space.canonical(child))[0])
        }
      }
      known += born - 1
      steps += 1
      before = after
    }
    #expect(steps == 199)
    #expect(space.name == "fairnas" ? known < 10 : known > 50)
  }

  /// A sample that holds all but surely the best member has children of it alone; a sample of one has children of all.
  @Test(arguments: [(1_000, 1...1), (1, 10...20)]) func theBestOfASampleHasTheChild(sample: Int, parents: ClosedRange<Int>) throws {
    let problem = try SearchProblem(.fairNAS(), objectives: Macro.objectives)
    var options = AgingEvolution.Options()
    (options.population, options.sample) = (20, sample)
    var start = SearchLoop(.agingEvolution(options), evaluations: 100, seed: 2, problem)
    let nets = start.propose(problem) ?? []
    start.learn(nets.map { Searches.scores($0) }, problem)
    // Children of the same population by other numbers of the stream.
    let text = try Searches.text(start)
    var seen: Set<[Int]> = [], genes: Set<Int> = []
    for position in 0..<60 {
      let at = try Searches.state(start, Population.self).random.position
      let other = text.replacing("\"position\":\(at)", with: "\"position\":\(at + UInt64(100_000 * (position + 1)))")
      var search = try Searches.read(SearchLoop.self, other)
      let child = (search.propose(problem) ?? [])[0]
      let parent = try #require(nets.first { distance($0, child) == 1 })
      seen.insert(parent)
      genes.formUnion(child.indices.filter { child[$0] != parent[$0] })
    }
    #expect(parents.contains(seen.count))
    if sample > 1 { #expect(seen == [nets.max { Searches.scores($0)[0] < Searches.scores($1)[0] } ?? []]) }
    #expect(genes.count > 14)
  }
}
