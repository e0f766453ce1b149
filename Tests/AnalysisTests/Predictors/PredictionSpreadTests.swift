import Analysis
import SimulatedStudies
import Statistics
import Streams
import Testing

@Suite struct PredictionSpreadTests {
  /// Three initialisations by four minibatches of noise.
  private func crossed(_ runs: SimulatedRuns, columns: Int = 4) -> CrossedPredictions {
    CrossedPredictions(
      "NASWOT",
      scores: (0..<3).map { i in
        (0..<columns).map { b in
          var random = RandomStream(seed: UInt64(10 * i + b), "scores")
          return Dictionary(uniqueKeysWithValues: runs.texts.map { ($0, random.normal()) })
        }
      })
  }

  @Test func tausAreThoseOfEachPairOfDrawsAndTheBaselineIsOfTheDiagonal() throws {
    let runs = try SimulatedRuns(), own = crossed(runs), study = try runs.study(crossed: [own])
    let target = study.nets.map { $0.target.reduce(0, +) / Double($0.target.count) }, texts = study.nets.map(\.architecture)
    func scores(_ i: Int, _ b: Int) throws -> [Double] { try texts.map { try #require(own.scores[i][b][$0]) } }
    let spread = try #require(study.spreads.first), rows = try spread.rows.map { try #require($0.value) }
    #expect(study.spreads.count == 1 && spread.name == "NASWOT" && rows.map(\.pairs) == [.all, .withinStrata])
    for (row, kind) in zip(rows, [TauKind.b, .withinStrata(study.nets.map(\.depth))]) {
      for i in 0..<3 {
        for b in 0..<4 {
          #expect(row.taus[i][b] == (try StrategyTau(scores: [try scores(i, b)], target: target, kind: kind).perSupernet[0]))
        }
      }
      #expect(row.components.value == (try CrossedComponents(row.taus)))
      #expect(abs(row.mean.value - row.taus.joined().reduce(0, +) / 12) < 1e-12 && row.mean.standardError ?? 0 > 0)
    }
    let baseline = try #require(study.baselines.last?.tau().value)
    #expect(baseline.perSupernet == (0..<3).map { rows[0].taus[$0][$0] })
  }

  @Test func oneMinibatchAnInitialisationHasNoComponents() throws {
    let runs = try SimulatedRuns(), study = try runs.study(crossed: [crossed(runs, columns: 1)])
    let row = try #require(study.spreads.first?.rows.first?.value)
    #expect(row.components.value == nil && row.components.reason?.isEmpty == false && row.taus.map(\.count) == [1, 1, 1])
    #expect(try runs.study().spreads.isEmpty)
  }
}
