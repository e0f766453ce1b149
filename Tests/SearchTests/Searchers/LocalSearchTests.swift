import Search
import Spaces
import Testing

@Suite struct LocalSearchTests {
  private struct Climb: Decodable { let current: Evaluated? }

  private func neighbours(_ path: [Int], _ problem: SearchProblem) -> [[Int]] {
    problem.space.candidates.indices.flatMap { choice in
      (0..<problem.space.candidates[choice]).filter { $0 != path[choice] }.map { candidate in
        var other = path
        other[choice] = candidate
        return other
      }
    }
  }

  @Test func aClimbGoesToTheBestNeighbourAndStartsAnewWhereNoneIsBetter() throws {
    let problem = try SearchProblem(.nasBenchMacro(), objectives: Macro.objectives)
    func score(_ path: [Int]) -> Double { Searches.scores(problem.space.canonical(path))[0] }
    var search = SearchLoop(.localSearch(LocalSearch.Options()), evaluations: 600, seed: 1, problem)
    var before: [Int]?, starts = 0, moves = 0, ends = 0
    while let nets = search.propose(problem), search.history.count + nets.count < 600 {
      let asked = try Searches.state(search, Climb.self).searcher.current?.path
      search.learn(nets.map { Searches.scores($0) }, problem)
      let after = try Searches.state(search, Climb.self).searcher.current
      #expect(after.map { $0.scores[0] == score($0.path) } ?? true)
      if let asked {
        // Where all neighbours are known a climb goes on between two questions, always upwards.
        #expect(before.map { asked == $0 || score(asked) > score($0) } ?? true)
        let neighbours = neighbours(asked, problem), best = neighbours.map(score).max() ?? 0
        #expect(Set(nets).isSubset(of: neighbours.map(problem.space.canonical)))
        #expect(after?.scores[0] == (best > score(asked) ? best : nil))
        #expect(after.map { neighbours.contains($0.path) } ?? true)
        moves += after == nil ? 0 : 1
        ends += after == nil ? 1 : 0
      } else {
        // The best of ten new nets, later one new net.
        #expect(nets.count == (starts == 0 ? 10 : 1))
        #expect(after?.scores[0] == nets.map(score).max())
        starts += 1
      }
      before = after?.path
    }
    #expect(starts > 5 && ends > 3 && moves > ends)
  }
}
