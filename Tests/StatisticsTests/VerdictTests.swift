import Testing

import Statistics
import Streams

@Suite struct VerdictTests {
  /// Contrasts whose per-seed differences are given; 40 nets.
  private func contrast(_ name: String, quality: (Double, Double), _ random: inout RandomStream) throws -> Verdict.Contrast {
    let truth = (0..<200).map { _ in random.normal() }
    func strategy(_ noise: Double) throws -> StrategyTau {
      try StrategyTau(scores: (0..<5).map { _ in truth.map { $0 + noise * random.normal() } }, target: truth)
    }
    return .init(name, try strategy(quality.0).difference(to: try strategy(quality.1), sharedSeeds: true))
  }

  @Test func findingsAreThoseOfTheAdjustedInterval() throws {
    var random = RandomStream(seed: 9, "verdicts")
    let contrasts = [
      try contrast("same", quality: (1, 1), &random), try contrast("better", quality: (0.5, 1.5), &random),
      try contrast("worse", quality: (1.5, 0.5), &random),
    ]
    let verdicts = Verdict.all(contrasts.map(\.detecting))
    #expect(verdicts.map(\.name) == ["same", "better", "worse"])
    #expect(verdicts.map(\.finding) == [.equivalent, .supported, .contradicted])
    // Without a control that was detected nothing is equivalent, whatever its interval; all else stays.
    let blind = Verdict.all(contrasts)
    #expect(blind.map(\.finding) == [.inconclusive, .supported, .contradicted] && blind[0].isWithinMargin)
    #expect(zip(blind, verdicts).allSatisfy { $0.interval == $1.interval && $0.adjustedP == $1.adjustedP })
    let narrow = Verdict.all(contrasts.map(\.detecting), margin: 0.001)[0]
    #expect(narrow.finding == .inconclusive && !narrow.isWithinMargin)
    #expect(verdicts.allSatisfy { $0.minimumDetectableDifference ?? 0 > 0 })
    // The smallest p is judged at 1 − .05/3, the largest at .95.
    let levels = verdicts.map { $0.interval?.level ?? 0 }
    #expect(levels[0] == 0.95 && abs(levels[1] + levels[2] - (1 - 0.05 / 3) - (1 - 0.05 / 2)) < 1e-15)
    let alone = contrasts.map { Verdict.all([$0])[0] }
    #expect(abs(verdicts[0].adjustedP - alone[0].adjustedP) < 1e-15)
    #expect(zip(verdicts, alone).allSatisfy { $0.adjustedP >= $1.adjustedP })
  }

  /// Holm against Bonferroni's first step: after one contrast fails, later ones keep its level.
  @Test func afterTheFirstFailureNoLevelIsRelaxed() throws {
    var random = RandomStream(seed: 10, "holm")
    let contrasts = try (0..<4).map { try contrast("\($0)", quality: (1, 1.02), &random) }
    let verdicts = Verdict.all(contrasts), failed = verdicts.filter { $0.adjustedP > 0.05 }
    #expect(failed.count > 1 && Set(failed.map { $0.interval?.level ?? 0 }).count == 1)
    for verdict in verdicts {
      let excludesZero = verdict.interval.map { $0.low > 0 || $0.high < 0 } ?? false
      #expect(excludesZero == (verdict.adjustedP < 0.05))
    }
  }

  @Test func whatCannotBeEstimatedIsInconclusive() throws {
    let y = (0..<20).map(Double.init), x = y.map { $0 == 3 ? 7.5 : $0 }
    let one = try StrategyTau(scores: [x], target: y).difference(to: try StrategyTau(scores: [y], target: y), sharedSeeds: true)
    let verdict = Verdict.all([.init("one supernet", one)])[0]
    #expect(verdict.finding == .inconclusive && verdict.interval == nil && verdict.adjustedP == 1)
  }

  @Test func eachContrastIsHeldAgainstItsOwnMargin() {
    let contrasts = ["a", "b"].map { Verdict.Contrast($0, Estimate(overRepetitions: [-0.02, 0.01, 0.03, -0.01])) }
    let findings = Verdict.all(contrasts.map(\.detecting), margins: [0.2, 0.001]).map(\.finding)
    #expect(findings == [.equivalent, .inconclusive])
  }

  /// That both are alike is supported by an interval inside the margin, contradicted by one outside, and by nothing else.
  @Test func whatIsSaidToBeAlikeIsHeldAgainstTheMargin() {
    func finding(_ differences: [Double], margin: Double, detects: Bool = true) -> Verdict {
      var own = Verdict.Contrast("a", Estimate(overRepetitions: differences), areAlike: true)
      own.detects = detects
      return Verdict.all([own], margin: margin)[0]
    }
    let near = [-0.02, 0.01, 0.03, -0.01], apart = [0.28, 0.31, 0.33, 0.29]
    // By a design that detects nothing nothing is alike, and what follows is not tested; what is apart is so by any.
    #expect(
      finding(near, margin: 0.2, detects: false).finding == .inconclusive && finding(near, margin: 0.2, detects: false).adjustedP == 1)
    #expect(finding(apart, margin: 0.2, detects: false).finding == .contradicted)
    let blind = Verdict.Contrast("a", Estimate(overRepetitions: near), areAlike: true)
    let next = Verdict.Contrast("b", Estimate(overRepetitions: apart), follows: true)
    #expect(Verdict.all([blind, next], margin: 0.2).map(\.finding) == [.inconclusive, .notTested])
    #expect(Verdict.all([blind.detecting, next], margin: 0.2).map(\.finding) == [.supported, .supported])
    #expect(finding(near, margin: 0.2).finding == .supported && finding(apart, margin: 0.2).finding == .contradicted)
    #expect(finding(near, margin: 0.02).finding == .inconclusive && finding(apart, margin: 0.3).finding == .inconclusive)
    // The p of two one-sided tests is that of the level at which the interval touches the margin.
    let verdict = finding(near, margin: 0.04)
    #expect(verdict.finding == (verdict.adjustedP < 0.05 ? .supported : .inconclusive))
    let mean = 0.0025, error = (near.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / 12).squareRoot()
    #expect(abs(verdict.adjustedP - 2 * StudentT(degreesOfFreedom: 3).cumulative(-(0.04 - mean) / error)) < 1e-12)
  }

  /// A difference that never varies has no error to be judged by, and one that could not be computed counts in the family.
  @Test func aDegenerateContrastAndAnAbsentOneDecideNothing() {
    let constant = Verdict.Contrast("a", Estimate(overRepetitions: [1, 1, 1])), absent = Verdict.Contrast("b", .absent)
    let clear = Verdict.Contrast("c", Estimate(overRepetitions: [1, 1.1, 0.9, 1]))
    let verdicts = Verdict.all([constant, absent, clear])
    #expect(verdicts.map(\.finding) == [.inconclusive, .inconclusive, .supported])
    #expect(verdicts[2].adjustedP == 3 * Verdict.all([clear])[0].adjustedP)
    #expect(Estimate(overRepetitions: [1], scope: .searches).absence == .oneSearch)
  }

  /// Normal contrasts with these p: what is decided is what the sequentially rejective graph decides by hand (Bretz et al. 2009).
  @Test func aFixedSequenceIsOneOfTheFamilyAndStopsAtItsFirstFailure() {
    // Mean and spread of five differences decide p alone.
    func contrast(_ name: String, _ mean: Double, follows: Bool = false) -> Verdict.Contrast {
      .init(name, Estimate(overRepetitions: [-0.02, -0.01, 0, 0.01, 0.02].map { mean + $0 }), follows: follows)
    }
    func findings(_ contrasts: [Verdict.Contrast]) -> [Verdict.Finding] { Verdict.all(contrasts, margin: 0.001).map(\.finding) }
    // se = .00707, 4 degrees of freedom: .05 has p .0021, .02 has .047, .025 has .024, 0 has 1.
    #expect(findings([contrast("a", 0.05), contrast("b", 0.02, follows: true)]) == [.supported, .supported])
    #expect(findings([contrast("a", 0), contrast("b", 0.05, follows: true)]) == [.inconclusive, .notTested])
    // Without sequence the second of two is judged at .05, a sequence of both at .05 each, beside another at .025.
    #expect(
      findings([contrast("a", 0.05), contrast("b", 0.02, follows: true), contrast("c", 0)]) == [.supported, .inconclusive, .inconclusive])
    #expect(
      findings([contrast("a", 0.05), contrast("b", 0.025, follows: true), contrast("c", 0)]) == [.supported, .supported, .inconclusive])
    // What a finished sequence had goes to the others.
    #expect(
      findings([contrast("a", 0.05), contrast("b", 0.025, follows: true), contrast("c", 0.02)]) == [.supported, .supported, .supported])
    #expect(
      findings([contrast("a", 0.05), contrast("b", 0, follows: true), contrast("c", 0.02)]) == [.supported, .inconclusive, .inconclusive])
  }
}

extension Verdict.Contrast {
  fileprivate var detecting: Self {
    var own = self
    own.detects = true
    return own
  }
}
