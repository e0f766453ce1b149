import Analysis
import Statistics
import Streams
import Testing

@Suite struct CorrelationStudyTests {
  private typealias Columns = CorrelationStudy.Columns

  private static let truth: [Double] = {
    var random = RandomStream(seed: 4, "truth")
    return (0..<60).map { _ in random.normal() }
  }()

  private func column(_ name: String, noise: Double) -> Columns.Column {
    var random = RandomStream(seed: 9, name)
    return Columns.Column(name, Self.truth.map { $0 + noise * random.normal() })
  }

  private func strategy(_ name: String, noise: Double, seeds: [Int]) -> Columns.Prediction {
    Columns.Prediction(name, strategy: seeds.map { column("\(name) seed \($0)", noise: noise) }, seeds: seeds)
  }

  @Test func aStrategyHasBothIntervalsAndIsComparedOverCommonSeeds() throws {
    let spos = strategy("spos", noise: 1, seeds: [1, 2, 3, 4]), fair = strategy("fair", noise: 1.2, seeds: [3, 2, 5]),
      macs = column("macs", noise: 3)
    let study = try CorrelationStudy(
      Columns("table", predictions: [spos, fair], baselines: [macs], seeds: .init([("y", Self.truth)])), k: 5, level: 0.95)
    let taus = try [spos, fair].map { try StrategyTau(scores: $0.columns.map(\.values), target: Self.truth) }
    #expect(study.predictions.map { $0.ranks.tau().value } == taus.map { $0.summary() })
    #expect(study.predictions[0].ranks.tau().value?.theStrategy.interval != nil && study.predictions[0].ranks.each.count == 4)
    let common = try [spos, fair].map { own in
      try StrategyTau(
        scores: [2, 3].compactMap { seed in own.seeds.firstIndex(of: seed) }.map { own.columns[$0].values }, target: Self.truth)
    }
    let first = try #require(study.differences.first)
    #expect(try first.commonSeeds == [2, 3] && first.tau.value == common[0].difference(to: common[1], sharedSeeds: true).value)
    #expect(study.differences.map(\.second) == ["fair", "macs", "macs"] && study.differences[1].commonSeeds == nil)
    // Holm: the p of each alone times the number of those that are left, and never falling.
    let alone = study.differences.map { own -> Double in
      let judged = own.tau.theStrategy, error = judged.standardError ?? 0
      return 2 * StudentT(degreesOfFreedom: judged.interval?.degreesOfFreedom ?? 1).cumulative(-abs(judged.value / error))
    }
    var running = 0.0
    for (place, number) in alone.indices.sorted(by: { alone[$0] < alone[$1] }).enumerated() {
      running = max(running, min(1, alone[number] * Double(alone.count - place)))
      #expect(abs(try #require(study.differences[number].adjustedP) - running) < 1e-12)
    }
    let apart = strategy("spos", noise: 1, seeds: [7, 8, 9])
    let other = try CorrelationStudy(Columns("table", predictions: [apart, fair], seeds: .init([("y", Self.truth)])), k: 5, level: 0.95)
    #expect(other.differences[0].commonSeeds == nil && other.differences[0].tau.theStrategy.interval != nil)
  }

  /// One supernet says nothing of a second one, whether it is called a strategy or not.
  @Test func oneSupernetBesideAStrategyHasNoP() throws {
    let fair = strategy("fair", noise: 2, seeds: [1, 2, 3]), single = strategy("single", noise: 1, seeds: [1])
    for own in [single, .init(column("plain", noise: 1))] {
      let study = try CorrelationStudy(Columns("table", predictions: [own, fair], seeds: .init([("y", Self.truth)])), k: 5, level: 0.95)
      let difference = try #require(study.differences.first)
      #expect(difference.adjustedP == nil && difference.tau.theStrategy.interval == nil && difference.tau.theseSupernets.interval != nil)
      #expect(study.predictions[0].ranks.tau().value?.theStrategy.interval == nil)
    }
    let plain = try CorrelationStudy(
      Columns("table", predictions: [.init(column("a", noise: 1)), .init(column("b", noise: 2))], seeds: .init([("y", Self.truth)])), k: 5,
      level: 0.95)
    #expect(plain.differences.first?.adjustedP != nil)
  }

  @Test func netsMayHaveUnequalRuns() throws {
    let runs: [(name: String, values: [Double?])] = [
      ("s0", Self.truth), ("s1", Self.truth.enumerated().map { $0 % 3 == 0 ? nil : $1 + 0.1 }),
    ]
    let study = try CorrelationStudy(
      Columns("table", predictions: [.init(column("x", noise: 1))], seeds: .init(runs)), k: 5, level: 0.95)
    let means = Self.truth.enumerated().map { $0 % 3 == 0 ? $1 : $1 + 0.05 }
    #expect(study.count == 60 && zip(study.target, means).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(study.remarks.contains { $0.hasPrefix("20 of 60 architectures have fewer than 2 runs") } && study.lines.repeatedNets == 40)
    #expect(study.resolution.value?.degreesOfFreedom == 40)
  }

  /// A run that one net lacks leaves the replicate line to the others, run by run.
  @Test func theReplicateLineIsOfNetsWithAllRuns() throws {
    let runs = ["a", "b", "c"].map { column($0, noise: 0.5).values }
    func study(_ isMissing: (Int, Int) -> Bool) throws -> CorrelationStudy {
      let seeds = runs.indices.map { run in
        (name: "s\(run)", values: runs[run].enumerated().map { isMissing(run, $0) ? nil : Optional($1) })
      }
      return try CorrelationStudy(
        Columns("table", predictions: [.init(column("x", noise: 1))], seeds: .init(seeds)), k: 5, level: 0.95)
    }
    for run in 0..<3 {
      let own = try study { $0 == run && $1 == 7 }, others = (0..<60).filter { $0 != 7 }
      let taus = try (0..<3).map { r in
        let means = others.map { net in runs.indices.filter { $0 != r }.map { runs[$0][net] }.reduce(0, +) / 2 }
        return try KendallTau(others.map { runs[r][$0] }, means).tauB
      }
      #expect(abs(try #require(own.lines.replicate.value).value - taus.reduce(0, +) / 3) < 1e-12 && own.lines.repeatedNets == 59)
      #expect(own.remarks.contains { $0.hasSuffix("The replicate line is of the 59 that have all 3.") }, "\(own.remarks)")
    }
    let none = try study { $0 == $1 % 3 }
    #expect(none.lines.replicate.value == nil && none.lines.replicate.reason != nil && none.lines.oracle.value != nil)
  }

  /// constant-seed.csv: the mean of both is ranked, scipy's tau .733333.
  @Test func aConstantSeedIsNamedAndGivesNoReplicate() throws {
    let study = try CorrelationStudy(
      Columns(
        "table", predictions: [.init(.init("x", [1, 2, 3, 4, 5, 6]))],
        seeds: .init([("y1", [5, 5, 5, 5, 5, 5]), ("y2", [1, 3, 2, 4, 6, 5])])),
      k: 5, level: 0.95)
    #expect(abs((study.predictions[0].ranks.tau().value?.value ?? 0) - 0.7333333333333333) < 1e-12)
    #expect(
      study.lines.replicate.value == nil && study.lines.oracle.value == nil && study.remarks.contains { $0.contains("'y1' are equal") })
    #expect(throws: StatisticsError.constant(column: "column 'x'")) {
      try CorrelationStudy(Columns("t", predictions: [.init(.init("x", [2, 2]))], seeds: .init([("y", [1, 2])])), k: 5, level: 0.95)
    }
  }

  @Test func remarksSayWhatOftenGoesWrong() throws {
    func remarks(_ x: [Double], _ y: [Double]) throws -> String {
      try CorrelationStudy(Columns("t", predictions: [.init(.init("x", x))], seeds: .init([("y", y)])), k: 5, level: 0.95).remarks.joined(
        separator: "\n")
    }
    let orders = (0..<12).map { Double($0 * 5 % 12) }, scores = column("x", noise: 1).values
    #expect(try remarks(orders, (0..<12).map { Double($0 * 7 % 12) }).contains("permutations of 0 … 11"))
    #expect(try !remarks(orders, Array(Self.truth[..<12])).contains("permutations"))
    #expect(try remarks(Self.truth.map { ($0 * 2).rounded() }, Self.truth).contains("tied with another in 'x'"))
    #expect(try remarks([1, 2, 3], [1, 3, 2]).contains("3 architectures are few"))
    #expect(try remarks(scores.map { -$0 }, Self.truth).contains("'x' ranks in reverse"))
    #expect(try remarks(scores, (0..<60).map { 90 + 0.01 * Double($0 * 7 % 60) }).contains("spread as widely"))
    #expect(try remarks(scores, Self.truth) == "")
  }

  @Test func amongThePredictedBestAsInReports() throws {
    let x = column("x", noise: 1),
      study = try CorrelationStudy(Columns("t", predictions: [.init(x)], seeds: .init([("y", Self.truth)])), k: 5, level: 0.95)
    let half = try StrategyTau.amongPredictedBest(share: 0.5, scores: [x.values], target: Self.truth, isFixed: true)
    #expect(study.predictions[0].ranks.tau(over: .amongPredictedBest(share: 0.5)).value == half.summary())
    #expect(study.predictions[0].ranks.tau(over: .amongPredictedBest(share: 0.25)).reason?.contains("at least 20") == true)
  }
}
