import Analysis
import SimulatedStudies
import Statistics
import Streams
import Testing

@Suite struct RelaxationRankingTests {
  /// Twelve nets whose accuracy rises with MACs and with noise; two methods, A with two supernets that know it well, B with one that knows
  /// nothing.
  private func study(lacking: [String] = []) throws -> RelaxationRanking {
    var random = RandomStream(seed: 3, "made ranking")
    let nets = try (0..<12).map {
      try SimulatedRelaxations.net(skips: $0 % 3, macs: 10 * $0 + random.below(40), test: 500 + 20 * $0 + random.below(90), of: 1000)
    }
    func column(_ share: Double) -> [Double] { nets.map { (share * 1000 * $0.test + 100 * random.unit()).rounded() / 1000 } }
    return try RelaxationRanking(
      nets,
      [
        RelaxationRanking.Scores(label: "A", seed: 2, unweighted: column(1), weighted: column(0.3)),
        RelaxationRanking.Scores(label: "B", seed: 1, unweighted: column(0), weighted: column(0)),
        RelaxationRanking.Scores(label: "A", seed: 1, unweighted: column(0.5), weighted: column(0.1)),
      ], lacking: lacking)
  }

  /// tau-b from all pairs, or from those that a stratum holds.
  private func tau(_ x: [Double], _ y: [Double], strata: [Int]? = nil) -> Double {
    var sum = 0.0, first = 0.0, second = 0.0, both = 0.0
    for i in x.indices {
      for j in 0..<i where strata.map({ $0[i] == $0[j] }) ?? true {
        let a = (x[i] - x[j]).sign(), b = (y[i] - y[j]).sign()
        (sum, first, second, both) = (sum + a * b, first + a * a, second + b * b, both + a * a * b * b)
      }
    }
    return strata == nil ? sum / (first * second).squareRoot() : sum / both
  }

  @Test func tausAreThoseOfAllPairs() throws {
    let study = try study(), target = study.nets.map(\.test), skips = study.nets.map(\.skips)
    #expect(study.rows.map(\.label) == ["A", "B"] && study.rows[0].seeds == [1, 2])
    let one = [study.searches[2].unweighted, study.searches[0].unweighted],
      mixture = [study.searches[2].weighted, study.searches[0].weighted]
    for (ranks, columns) in [
      (study.rows[0].unweighted, one), (study.rows[0].weighted, mixture), (study.rows[1].unweighted, [study.searches[1].unweighted]),
    ] {
      let each = columns.map { tau($0, target) }, mean = each.reduce(0, +) / Double(each.count)
      let found = try #require(ranks.tau().value), within = try #require(ranks.tau(over: .withinStrata).value)
      #expect(abs(found.value - mean) < 1e-12 && zip(found.perSupernet, each).allSatisfy { abs($0 - $1) < 1e-12 })
      #expect(zip(ranks.each, each).allSatisfy { abs(($0.value?.value ?? 9) - $1) < 1e-12 } && ranks.each.count == each.count)
      let strata = columns.map { tau($0, target, strata: skips) }.reduce(0, +) / Double(columns.count)
      #expect(abs(within.value - strata) < 1e-12)
    }
    #expect(try #require(study.rows[0].unweighted.tau().value).value > 0.5)
  }

  @Test func baselinesAreThoseOfAllPairsAndTheBestIsSubtracted() throws {
    let study = try study(), target = study.nets.map(\.test)
    let columns = [study.nets.map(\.macs), study.nets.map(\.parameters), study.nets.map { Double(16 - $0.skips) }]
    #expect(study.baselines.map(\.name) == ["MACs", "parameters", RelaxationRanking.depthName] && study.bestBaseline == "MACs")
    for (line, column) in zip(study.baselines, columns) { #expect(abs((line.tau().value?.value ?? 9) - tau(column, target)) < 1e-12) }
    let row = study.rows[0].unweighted, difference = try #require(row.difference(to: "MACs")?.value), own = try #require(row.tau().value)
    #expect(abs(difference.value - (own.value - tau(columns[0], target))) < 1e-12)
    #expect(
      row.difference(to: "MACs")?.value?.theStrategy.interval != nil
        && study.rows[1].unweighted.difference(to: "MACs")?.value?.theStrategy.interval == nil)
  }

  @Test func supernetsAreHeldAgainstEachOther() throws {
    let study = try study()
    #expect(
      study.agreement.map { "\($0.first) \($0.second) \($0.sharesSeed) \($0.taus.count)" } == ["A A false 1", "A B true 1", "A B false 1"])
    #expect(abs(study.agreement[0].mean - tau(study.searches[0].unweighted, study.searches[2].unweighted)) < 1e-12)
    #expect(study.map.labels == ["A seed 1", "A seed 2", "B seed 1", "MACs", "parameters", RelaxationRanking.depthName, "alone"])
    #expect(abs((study.map.taus[0][6].value ?? 9) - (study.rows[0].unweighted.each[0].value?.value ?? 8)) < 1e-12)
  }

  @Test func whatDivergedRanksLast() throws {
    let nets = try [(3, false), (2, true), (1, false)].map {
      try SimulatedRelaxations.net(skips: 0, macs: $0.0, test: 10 * $0.0, diverged: $0.1)
    }
    #expect(nets[1].test == 0 && nets[1].diverged)
    let study = try RelaxationRanking(
      nets, [RelaxationRanking.Scores(label: "A", seed: 1, unweighted: [0.3, -1, 0.2], weighted: [0.3, 0.2, 0.1])])
    #expect(study.rows[0].unweighted.tau().value?.value == 1)
    #expect(abs((study.rows[0].weighted.tau().value?.value ?? 9) - 1 / 3) < 1e-12)
  }

  /// Where some nets have a second run the target is the mean of both, and the lines that noise allows are there.
  @Test func secondTrainingsMakeTheTargetAndItsLines() throws {
    let nets = try (0..<12).map { try SimulatedRelaxations.net(skips: 0, macs: $0, test: 30 + 3 * $0) }
    let again = try (0..<10).map { try SimulatedRelaxations.net(skips: 0, macs: $0, test: 34 + 3 * $0 - 8 * ($0 % 2)) }
    let scores = RelaxationRanking.Scores(label: "A", seed: 1, unweighted: nets.map(\.test), weighted: nets.map(\.test))
    let once = try RelaxationRanking(nets, [scores]), twice = try RelaxationRanking(nets, again: again, [scores])
    #expect(
      once.lines.oracle.value == nil && once.lines.replicate.reason != nil && once.lines.noise.value == nil
        && once.runs == nets.map { [100 * $0.test] })
    #expect(twice.runs.map(\.count) == [Int](repeating: 2, count: 10) + [1, 1])
    // Every pair of runs differs by 4 points: s² = 4²/2.
    #expect(abs((twice.lines.noise.value ?? 0) - 8.0.squareRoot()) < 1e-9)
    let means = twice.runs.map { $0.reduce(0, +) / Double($0.count) }, own = nets.map(\.test)
    #expect(abs((twice.rows[0].unweighted.tau().value?.value ?? 9) - tau(own, means)) < 1e-12)
    let (first, second) = (own.prefix(10).map { 100 * $0 }, again.map { 100 * $0.test })
    #expect(abs((twice.lines.replicate.value?.value ?? 9) - tau(first, second)) < 1e-12)
    let oracle = try #require(twice.lines.oracle.value)
    #expect(oracle.value > 0.6 && oracle.value < 1 && oracle.interval != nil)
  }

  @Test func aScoreForEachNetIsDemanded() throws {
    let nets = try [SimulatedRelaxations.net(skips: 0, macs: 1, test: 1), SimulatedRelaxations.net(skips: 0, macs: 2, test: 2)]
    #expect(throws: StatisticsError.lengths(2, 1)) {
      try RelaxationRanking(nets, [RelaxationRanking.Scores(label: "A", seed: 1, unweighted: [1, 2], weighted: [1])])
    }
    #expect(try study(lacking: ["B, seed 9"]).lacking == ["B, seed 9"])
  }
}

extension Double {
  fileprivate func sign() -> Double { self > 0 ? 1 : self < 0 ? -1 : 0 }
}
