import Experiments
import Jobs
import Testing

/// Grids on simulated studies: accuracy as a function of the factor.
@Suite struct RateGridTests {
  private func search(_ grid: RateGrid, _ accuracy: (Double) -> Double) -> RateGrid.Search { grid.search { accuracy($0) } }

  /// Accuracy that falls off on both sides of a best rate, on a scale of factors.
  private func peaked(at best: Double) -> (Double) -> Double { { factor in -max(factor / best, best / factor) } }

  @Test func theBestInsideEndsAtOnceAndTheFirstOfEqualsCounts() {
    let inside = search(RateGrid([1, 0.33, 3], extensions: 4), peaked(at: 1))
    #expect(inside.best == 1 && inside.isBracketed && inside.rounds == [[1, 0.33, 3]])
    let equal = search(RateGrid([1, 0.5, 0.25, 2], extensions: 4)) { [1: 0.5, 0.5: 0.75, 0.25: 0.75, 2: 0.1][$0] ?? 0 }
    // An equal is no worse one: below it more is tried.
    #expect(equal.best == 0.5 && equal.isBracketed && equal.rounds == [[1, 0.5, 0.25, 2], [0.25 / 3]])
  }

  @Test func aGridWhoseBestStandsAtAnEdgeIsExtendedThere() {
    let up = search(RateGrid([1, 0.5], extensions: 4), peaked(at: 5))
    #expect(up.rounds == [[1, 0.5], [3], [10]] && up.best == 3 && up.isBracketed)
    let down = search(RateGrid([1, 3], extensions: 4), peaked(at: 0.02))
    #expect(down.isBracketed && down.rounds.count == 5)
    let tried = down.rounds.dropFirst().map { $0[0] }
    #expect(zip(tried, [1.0 / 3, 0.1, 1.0 / 30, 0.01]).allSatisfy { abs($0 - $1) < 1e-15 } && abs((down.best ?? 0) - 1.0 / 30) < 1e-15)
    // One factor alone is an edge on both sides.
    let one = search(RateGrid([1], extensions: 4), peaked(at: 1))
    #expect(one.rounds == [[1], [3, 1.0 / 3]] && one.best == 1 && one.isBracketed)
  }

  @Test func whatNeverEndsIsCutOffAndSaid() {
    let rising = search(RateGrid([1, 0.5], extensions: 3)) { $0 }
    #expect(rising.rounds == [[1, 0.5], [3], [10], [30]] && rising.best == 30 && !rising.isBracketed)
    let fixed = search(RateGrid([1, 0.5])) { $0 }
    #expect(fixed.best == 1 && !fixed.isBracketed && fixed.rounds.count == 1)
    // Where all diverge nothing is worse than anything: both sides are tried, and nothing is bracketed.
    let dead = search(RateGrid([3, 1, 0.3], extensions: 2)) { _ in 0 }
    #expect(dead.best == 3 && !dead.isBracketed && dead.rounds.count == 3)
  }

  @Test func whatHasNotRunIsAskedForRoundByRound() {
    let grid = RateGrid([1, 0.5], extensions: 4)
    var known: [Double: Double] = [:], asked: [[Double]] = []
    func step() -> RateGrid.Search { grid.search { known[$0] } }
    while step().best == nil {
      let next = step().rounds.last ?? []
      asked.append(next)
      for factor in next { known[factor] = peaked(at: 5)(factor) }
    }
    #expect(asked == [[1, 0.5], [3], [10]] && step().best == 3)
  }
}

/// Rounds of a plan before anything has run.
@Suite struct PilotRoundsTests {
  private func plan(_ part: String = "", _ other: String = "") throws -> ExperimentPlan {
    let experiment = try Samples.experiment(part, other)
    return try RankingReproduction(experiment, .nowhere()).plan()
  }

  /// A grid that stays as it is has one round of pilots in front of the supernets; one that may be extended has a round more for each extension,
  /// the first with one supposed pilot a strategy.
  @Test func extensionsAreSupposedRoundsUntilThePilotsHaveRun() throws {
    let plain = try plan(), extended = try plan("  pilotSeed: 100", "  pilotSeed: 100\n  extensions: 3")
    #expect(plain.rounds.count == 2 && plain.rounds.map(\.isSupposed) == [false, true])
    #expect(extended.rounds.count == 5 && extended.rounds.map(\.isSupposed) == [false, true, true, true, true])
    #expect(extended.rounds.map { $0.jobs.count { $0.label.hasPrefix("pilot") } } == [6, 3, 0, 0, 0])
    #expect(extended.rounds[1].jobs.map(\.label) == ["SPOS", "EF", "FairNAS"].map { "pilot \($0), learning rate × 3.0" })
    // Supernets are the same jobs; pilots are not, for theirs may diverge.
    #expect(extended.rounds[4].jobs.map(\.digest) == plain.rounds[1].jobs.map(\.digest) && !extended.isFinal)
  }
}
