import Analysis
import Spaces
import Statistics
import Testing

/// A space of nine nets whose truth is written down.
private enum Toy {
  static let space = Space.nasBenchMacro(
    input: ImageShape(height: 8, width: 8, channels: 1), classes: 4, stem: 4, widths: [8], depths: [2], head: 16)
  static let accuracies = ["00": 50.0, "01": 60, "02": 62, "10": 70, "11": 80, "12": 82, "20": 75, "21": 90, "22": 88]
  static let whole = [[0, 1, 2], [0, 1, 2]]
}

@Suite struct ShrinkingStudyTests {
  private func trajectory(_ score: String, _ seed: Int, _ end: [[Int]], _ scores: [[Double]]? = nil) -> ShrinkingStudy.Trajectory {
    ShrinkingStudy.Trajectory(
      score, seed: seed, left: [Toy.whole, end], scores: scores ?? [[1, 2, 3], [4, 5, Double(10 * seed)]])
  }

  private func claim(_ measure: ShrinkingStudy.Measure) -> ShrinkingStudy.Claim {
    ShrinkingStudy.Claim(text: "a is better", source: "here", measure: measure, first: "a", second: "b", margin: 0.5)
  }

  @Test func measuresAreThoseOfTheNetsThatAreLeft() throws {
    let study = try ShrinkingStudy(
      [
        trajectory("a", 1, [[1, 2], [1]]), trajectory("a", 2, [[2], [0, 2]]), trajectory("b", 1, [[0], [0, 1, 2]]),
        trajectory("b", 2, [[1], [2]]),
      ],
      space: Toy.space, accuracies: Toy.accuracies, claims: [claim(.mean), claim(.best)])
    #expect(study.nets == 9 && abs(study.mean - 73) < 1e-12 && study.best == 90)
    let steps = study.courses[0].steps
    #expect(steps.map(\.gone) == [0, 3] && steps.map(\.codes) == [9, 2] && steps.map(\.nets) == [9, 2])
    #expect(steps.map(\.mean) == [study.mean, 85] && steps.map(\.best) == [90, 90])
    #expect(study.courses[1].steps[1].mean == 81.5 && study.courses[1].steps[1].best == 88)
    #expect(study.rows.map(\.score) == ["a", "b"] && study.rows[0].mean.value == 83.25 && study.rows[0].regret.value == 1)
    // Supernet by supernet: 85 − 57.33, 81.5 − 82; 90 − 62, 88 − 82.
    #expect(abs((study.claims[0].difference.value?.value ?? 0) - (85 - 172.0 / 3 - 0.5) / 2) < 1e-12)
    #expect(study.claims[1].difference.value?.value == 17 && study.claims[1].difference.value?.count == 2)
    #expect(study.claims.allSatisfy { $0.verdict != nil })
  }

  @Test func operationsAreJudgedByTheMeansOfTheirNets() throws {
    let means: [[Double]] = [[172.0 / 3, 232.0 / 3, 253.0 / 3], [65, 230.0 / 3, 232.0 / 3]]
    let scores = [means, means.map { $0.map { -$0 } }]
    let study = try ShrinkingStudy(
      [trajectory("a", 1, [[1], [1]], scores[0]), trajectory("b", 1, [[1], [1]], scores[1])], space: Toy.space, accuracies: Toy.accuracies,
      claims: [claim(.tau)])
    #expect(zip(study.means.joined(), means.joined()).allSatisfy { abs(($0 ?? 0) - $1) < 1e-12 })
    #expect(study.courses.map { $0.tau.value?.value } == [1, -1] && study.claims[0].difference.value?.value == 2)
  }

  @Test func whatSearchesFoundIsComparedSupernetBySupernet() throws {
    func found(_ score: String, _ seed: Int, _ value: Double?) -> ShrinkingStudy.Trajectory {
      ShrinkingStudy.Trajectory(score, seed: seed, left: [Toy.whole], scores: nil, found: value)
    }
    let trajectories = [found("a", 1, 90), found("a", 2, 88), found("b", 1, 82), found("b", 2, 84)]
    let study = try ShrinkingStudy(trajectories, space: Toy.space, accuracies: Toy.accuracies, claims: [claim(.found)])
    #expect(study.claims[0].difference.value?.value == 6 && study.claims[0].difference.value?.count == 2)
    #expect(study.rows.map(\.found.value?.value) == [89, 83] && study.rows[0].tau.reason == "nothing was scored")
    let absent = try ShrinkingStudy(
      trajectories.dropLast() + [found("b", 2, nil)], space: Toy.space, accuracies: Toy.accuracies, claims: [claim(.found)])
    #expect(absent.claims[0].verdict == nil && absent.claims[0].difference.reason == "no search was made in what is left")
  }

  @Test func whatIsMissingIsNamed() throws {
    #expect(throws: AnalysisError.table(reason: "it has no net 22")) {
      try ShrinkingStudy([], space: Toy.space, accuracies: Toy.accuracies.filter { $0.key != "22" }, claims: [])
    }
    #expect(throws: AnalysisError.unknownName("b", known: ["a"])) {
      try ShrinkingStudy([trajectory("a", 1, [[1], [1]])], space: Toy.space, accuracies: Toy.accuracies, claims: [claim(.mean)])
    }
    let constant = trajectory("a", 1, [[1], [1]], [[1, 1, 1], [1, 1, 1]])
    let study = try ShrinkingStudy([constant], space: Toy.space, accuracies: Toy.accuracies, claims: [])
    #expect(study.rows[0].tau.value == nil && study.rows[0].tau.reason != nil)
  }
}
