import Search
import Spaces
import Streams
import Testing

@Suite struct SearchLoopTests {
  private static let problem: SearchProblem = {
    do { return try SearchProblem(.nasBenchMacro(), objectives: Macro.objectives) } catch { preconditionFailure("\(error)") }
  }()

  @Test(arguments: Searches.algorithms) func noNetIsEvaluatedTwiceAndTheBudgetIsKept(algorithm: SearchAlgorithm) {
    let problem = Self.problem
    var search = SearchLoop(algorithm, evaluations: 333, seed: 4, problem), asked: [[Int]] = []
    while let nets = search.propose(problem) {
      #expect(!nets.isEmpty && nets.allSatisfy { problem.space.canonical($0) == $0 })
      asked += nets
      search.learn(nets.map { Searches.scores($0) }, problem)
    }
    #expect(asked.count == 333 && Set(asked).count == 333)
    #expect(search.history.nets == asked)
    #expect(search.propose(problem) == nil)
  }

  /// Of a space that shrank, also where some codes of a network keep to what is left and its canonical one does not.
  @Test(arguments: Searches.algorithms, [7e7, 9e7]) func nothingButWhatIsLeftIsEvaluated(algorithm: SearchAlgorithm, bound: Double) throws {
    let left = [[0, 2], [1, 2], [0, 1, 2], [1], [0, 1, 2], [2], [0, 2], [0, 1]], macs = CostTable(.nasBenchMacro()).macs
    let problem = try SearchProblem(
      .nasBenchMacro(), objectives: Macro.objectives, constraints: [PathConstraint(macs, atMost: bound)], left: left)
    var search = SearchLoop(algorithm, evaluations: 60, seed: 4, problem), nets: [[Int]] = []
    Searches.run(&search, problem) {
      nets.append($0); return Searches.scores($0)
    }
    #expect(nets.allSatisfy { net in zip(left, net).allSatisfy { $0.contains($1) } && macs.value(of: net) <= bound })
    let all = Macro.table.nets.filter { net in zip(left, net).allSatisfy { $0.contains($1) } && macs.value(of: net) <= bound }
    #expect(nets.count > min(60, all.count) / 2, "\(nets.count) of \(all.count)")
  }

  /// Saying that all is left changes nothing.
  @Test(arguments: Searches.algorithms) func aSearchOfTheWholeSpaceIsThatOfAllThatIsLeft(algorithm: SearchAlgorithm) throws {
    let whole = try SearchProblem(.nasBenchMacro(), objectives: Macro.objectives, left: [[Int]](repeating: [0, 1, 2], count: 8))
    func nets(_ problem: SearchProblem) -> [[Int]] {
      var search = SearchLoop(algorithm, evaluations: 120, seed: 9, problem)
      Searches.run(&search, problem) { Searches.scores($0) }
      return search.history.nets
    }
    #expect(nets(whole) == nets(Self.problem))
  }

  /// What pairs the searches of equal seeds.
  @Test(arguments: [
    (SearchAlgorithm.evolution(Evolution.Options()), 50), (.nsga2(NSGAII.Options()), 40), (.localSearch(LocalSearch.Options()), 10),
  ]) func searchersOfOneSeedBeginWithTheNetsOfRandomSearch(algorithm: SearchAlgorithm, count: Int) {
    func nets(_ algorithm: SearchAlgorithm, seed: Int) -> [[Int]] {
      var search = SearchLoop(algorithm, evaluations: 60, seed: seed, Self.problem)
      Searches.run(&search, Self.problem) { Searches.scores($0) }
      return search.history.nets
    }
    #expect(nets(algorithm, seed: 7).prefix(count) == nets(.random, seed: 7).prefix(count))
    #expect(nets(algorithm, seed: 7).dropFirst(count) != nets(.random, seed: 7).dropFirst(count))
    #expect(nets(algorithm, seed: 8).prefix(count) != nets(.random, seed: 7).prefix(count))
  }

  @Test(arguments: Searches.algorithms) func askedTwiceItSaysTheSame(algorithm: SearchAlgorithm) {
    let problem = Self.problem
    var search = SearchLoop(algorithm, evaluations: 120, seed: 5, problem), once = search
    while let nets = search.propose(problem) {
      #expect(search.propose(problem) == nets)
      #expect(once.propose(problem) == nets)
      search.learn(nets.map { Searches.scores($0) }, problem)
      once.learn(nets.map { Searches.scores($0) }, problem)
    }
    #expect(once.history == search.history && once.propose(problem) == nil)
  }

  /// After every step: before a question, between question and answer, and after the answer; a tenth of all nets diverges.
  @Test(arguments: Searches.algorithms) func aSearchReadFromItsTextGoesOnToTheSameBits(algorithm: SearchAlgorithm) throws {
    let problem = Self.problem
    var search = SearchLoop(algorithm, evaluations: 130, seed: 6, problem), read = search
    func again() throws { read = try Searches.read(SearchLoop.self, try Searches.text(read)) }
    try again()
    while let nets = search.propose(problem) {
      #expect(read.propose(problem) == nets)
      try again()
      #expect(read.propose(problem) == nets)
      search.learn(nets.map { Searches.scores($0, diverged: 0.1) }, problem)
      read.learn(nets.map { Searches.scores($0, diverged: 0.1) }, problem)
      try again()
      #expect(try Searches.text(read) == Searches.text(search))
    }
    try again()
    #expect(read.propose(problem) == nil)
    #expect(read.history.nets == search.history.nets && search.history.count == 130)
    #expect(read.algorithm == algorithm && read.evaluations == 130 && read.seed == 6)
  }

  @Test(arguments: Searches.algorithms) func seedsAloneTellSearchesApart(algorithm: SearchAlgorithm) {
    let nets = [7, 7, 8].map { seed in
      var search = SearchLoop(algorithm, evaluations: 100, seed: seed, Self.problem)
      Searches.run(&search, Self.problem) { Searches.scores($0) }
      return search.history.nets
    }
    #expect(nets[0] == nets[1] && nets[0] != nets[2])
  }

  /// 63 networks of 81 codes, and a space with one choice.
  @Test(arguments: Searches.algorithms, [([1, 3], 63), ([1], 3)])
  func smallSpacesEndASearch(algorithm: SearchAlgorithm, space: (depths: [Int], nets: Int)) throws {
    let problem = try SearchProblem(.nasBenchMacro(widths: space.depths.map { _ in 8 }, depths: space.depths), objectives: Macro.objectives)
    var search = SearchLoop(algorithm, evaluations: 1_000, seed: 9, problem)
    Searches.run(&search, problem) { Searches.scores($0, diverged: 0.1) }
    #expect(search.propose(problem) == nil)
    #expect(Set(search.history.nets).count == search.history.count)
    // Those that fill up with random nets miss none; others end where their children are known.
    switch algorithm {
    case .evolution(let options) where options.repeats: #expect((space.nets - 5...space.nets).contains(search.history.count))
    case .random, .localSearch, .evolution: #expect(search.history.count == space.nets)
    case .agingEvolution, .nsga2: #expect((min(3, space.nets)...space.nets).contains(search.history.count))
    }
  }

  @Test(arguments: Searches.algorithms) func constraintsAreNeverBroken(algorithm: SearchAlgorithm) throws {
    let space = Space.nasBenchMacro(), costs = CostTable(space)
    let constraints = [PathConstraint(costs.macs, atLeast: 20e6, atMost: 40e6), PathConstraint(costs.parameters, atMost: 1.2e6)]
    let problem = try SearchProblem(space, objectives: Macro.objectives, constraints: constraints)
    var search = SearchLoop(algorithm, evaluations: 200, seed: 10, problem)
    Searches.run(&search, problem) { Searches.scores($0) }
    #expect(search.history.count > 100)
    for net in search.history.nets {
      let cost = costs.cost(of: Architecture(path: net))
      #expect((20_000_000...40_000_000).contains(cost.macs) && cost.parameters <= 1_200_000)
    }
  }

  /// A searcher of one objective cannot tell a net that diverged from one that is worse than all others.
  @Test(arguments: Searches.algorithms.filter { !$0.isMultiObjective }) func netsThatDivergedRankLast(algorithm: SearchAlgorithm) {
    let problem = Self.problem
    var search = SearchLoop(algorithm, evaluations: 300, seed: 11, problem), other = search
    Searches.run(&search, problem) { Searches.scores($0, diverged: 0.3) }
    Searches.run(&other, problem) { net in
      let scores = Searches.scores(net, diverged: 0.3)
      return scores[0].isNaN ? [-1e9, scores[1]] : scores
    }
    #expect(search.history.nets == other.history.nets && search.history.count == 300)
    #expect(search.history.scores.contains { $0[0].isNaN })
  }

  @Test(arguments: Searches.algorithms) func searchesEndAlsoWhereAllNetsDiverge(algorithm: SearchAlgorithm) {
    var search = SearchLoop(algorithm, evaluations: 150, seed: 12, Self.problem)
    Searches.run(&search, Self.problem) { _ in [.nan, .nan] }
    #expect(search.history.count == 150)
  }
}
