import FoundationEssentials
import Search
import Spaces
import Testing

@Suite struct HistoryTests {
  private func searched(_ evaluations: Int) throws -> History {
    let problem = try SearchProblem(.nasBenchMacro(), objectives: Macro.objectives)
    var search = SearchLoop(.random, evaluations: evaluations, seed: 1, problem)
    Searches.run(&search, problem) { Searches.scores($0) }
    return search.history
  }

  @Test func evaluationsStandInTheirOrderWithTheirScores() throws {
    let history = try searched(120), longer = try searched(150)
    #expect(history.count == 120 && history.nets.count == 120)
    #expect(history.scores == history.nets.map { Searches.scores($0) })
    #expect(history.nets == Array(longer.nets.prefix(120)))
  }

  @Test func aHistoryReadFromItsTextIsTheSame() throws {
    let history = try searched(20)
    let text = String(decoding: try JSONEncoder().encode(history), as: UTF8.self)
    #expect(try Searches.read(History.self, text) == history)
  }

  @Test func aHistoryThatLacksScoresIsRefused() {
    #expect(throws: DecodingError.self) {
      try Searches.read(History.self, #"{"candidates": [3, 3], "nets": [[0, 1], [1, 1]], "scores": [[1, 2]]}"#)
    }
  }
}
