import Search
import Spaces
import Testing

@Suite struct RandomSearchTests {
  /// Codes are drawn, so that a network of two or four codes is found first two or four times as often as one of one.
  @Test func networksComeUpByTheirCodes() throws {
    let problem = try SearchProblem(.nasBenchMacro(), objectives: Macro.objectives)
    // A block that has an identity beside it may stand before it or behind it.
    func codes(_ net: [Int]) -> Int { (net[3] != 0 && net[4] == 0 ? 2 : 1) * (net[6] != 0 && net[7] == 0 ? 2 : 1) }
    var counts = [0, 0, 0, 0, 0], shares: [Double] = [0, 0, 0, 0, 0]
    for path in try PathIndex(.nasBenchMacro(), distinct: false).paths { shares[codes(problem.space.canonical(path))] += 1 }
    for seed in 0..<3_000 {
      var search = SearchLoop(.random, evaluations: 1, seed: seed, problem)
      counts[codes((search.propose(problem) ?? [])[0])] += 1
    }
    #expect(shares == [0, 2_025, 3_240, 0, 1_296])
    #expect(abs(excess([counts[1], counts[2], counts[4]], [shares[1], shares[2], shares[4]])) < 4)
  }
}
