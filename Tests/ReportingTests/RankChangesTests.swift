import Reporting
import Testing

@Suite struct RankChangesTests {
  @Test func tiedNetsShareTheirMeanRank() { #expect(RankChanges.places([0.5, 0.9, 0.5, 0.1]) == [2.5, 1, 2.5, 4]) }

  @Test func badRankingsAreNamed() {
    func draw(_ rankings: [RankChanges.Ranking]) throws { _ = try RankChanges(rankings: rankings).figure() }
    #expect(throws: ReportingError.empty(figure: "rank-changes", what: "the list of rankings to compare with the first")) {
      try draw([.init("a", scores: [1])])
    }
    #expect(throws: ReportingError.lengths(figure: "rank-changes", what: "ranking 'b'", expected: 1, found: 2)) {
      try draw([.init("a", scores: [1]), .init("b", scores: [1, 2])])
    }
    #expect(throws: ReportingError.notFinite(figure: "rank-changes", field: "ranking 'b'", position: 0)) {
      try draw([.init("a", scores: [1]), .init("b", scores: [.nan])])
    }
  }

  @Test(.enabled(if: gnuplotIsHere, "gnuplot is not installed: figures cannot be drawn here"), arguments: [1, 2, 12])
  func fewNetsAreDrawn(_ nets: Int) async throws {
    try await inFolder { folder in
      let scores = (0..<nets).map(Double.init)
      let ranks = RankChanges(rankings: [.init("a", scores: scores), .init("b", scores: scores.reversed())])
      try await Gnuplot().draw(ranks.figure(), in: folder, formats: [.svg])
    }
  }

  @Test func curvesBeginAndEndAtTheRanks() throws {
    let figure = try RankChanges(rankings: [.init("a", scores: [2, 1]), .init("b", scores: [1, 2])]).figure()
    #expect(figure.data.contains("# rank 1, ends\n# ranking\trank\n0.0\t1.0\n1.0\t2.0\n"))
  }

  @Test func ofManyNetsSomeAreDrawnInGrey() throws {
    let scores = (0..<2_000).map(Double.init)
    let figure = try RankChanges(rankings: [.init("a", scores: scores), .init("b", scores: scores.reversed())]).figure()
    // Ten in colour; of 1,990 others one in seven, each 25 points.
    #expect(figure.caption.contains("In grey: one in 7 of the others.") && figure.data.utf8.count < 400_000)
    let few = try RankChanges(rankings: [.init("a", scores: [1, 2]), .init("b", scores: [1, 2])]).figure()
    #expect(!few.caption.contains("In grey"))
  }
}
