import FoundationEssentials
import Testing

import Fixtures
import Statistics
import Streams

/// Every value that PROTOCOL.md marks [c], computed on the published tables.
@Suite(.enabled(if: Macro.isPresent, "the published tables are absent: set CONCORD_SHARED")) struct PublishedTablesTests {
  @Test func singleRunsOfNASBenchMacroAgreeAsPublished() throws {
    let macro = try Macro()
    #expect(macro.codes.count == 3_969)
    let taus = try [(0, 1), (0, 2), (1, 2)].map { try KendallTau(macro.seeds[$0], macro.seeds[$1]).tauB }
    for (tau, published) in zip(taus, [0.8802, 0.8784, 0.8792]) { #expect(abs(tau - published) < 1e-4) }
    let line = try replicate(seeds: macro.seeds)
    #expect(abs(line.value - 0.8946) < 1e-4)
    let interval = try #require(line.interval)
    #expect(interval.low > 0.88 && interval.high < 0.91)
  }

  @Test func trivialBaselinesOfNASBenchMacro() throws {
    let macro = try Macro(), y = macro.means
    #expect(abs(try KendallTau(macro.macs, y).tauB - 0.5461) < 1e-4)
    #expect(abs(try KendallTau(macro.parameters, y).tauB - 0.2155) < 1e-4)
    #expect(abs(try KendallTau(macro.depth.map(Double.init), y).tauB - 0.6786) < 1e-4)
    #expect(abs(try tau(.withinStrata(macro.depth), macro.macs, y).value - 0.116) < 1e-3)
  }

  @Test func oracleOfNASBenchMacro() throws {
    let macro = try Macro(), target = try Target(seeds: macro.seeds)
    let line = try oracle(target, draws: 100, bootstrap: nil, random: RandomStream(seed: 1, "oracle"))
    #expect(abs(line.value - 0.945) < 0.005)
  }

  /// A ridge fitted on 96 nets of one run ranks all nets with tau .80, standard deviation .034 between draws of the 96 (.78 published).
  @Test func ridgeOnNinetySixNetsOfNASBenchMacro() throws {
    let macro = try Macro(), features = Ridge.oneHot(macro.codes), y = macro.means
    var random = RandomStream(seed: 2, "ridge"), taus: [Double] = []
    for draw in 0..<30 {
      let nets = random.permutation(y.count).prefix(96), seed = macro.seeds[draw % 3]
      let ridge = try Ridge(features: nets.map { features[$0] }, target: nets.map { seed[$0] })
      taus.append(try KendallTau(ridge.predict(features), y).tauB)
    }
    #expect(abs(taus.mean - 0.79) < 0.03, "\(taus.mean)")
  }

  /// Among the best 10 % by the outcome itself two runs agree by .185, among the best by a third run by .352.
  @Test func choosingBestNetsByTheOutcomeReadsTooLow() throws {
    let macro = try Macro(), runs = macro.seeds
    var byOutcome: [Double] = [], byAnother: [Double] = []
    for (a, b, third) in [(0, 1, 2), (0, 2, 1), (1, 2, 0)] {
      byOutcome.append(try sliceTau(runs[a], runs[b], by: macro.means))
      byAnother.append(try sliceTau(runs[a], runs[b], by: runs[third]))
    }
    #expect(abs(byOutcome.mean - 0.185) < 0.003, "\(byOutcome.mean)")
    #expect(abs(byAnother.mean - 0.352) < 0.015, "\(byAnother.mean)")
    let crossed = try StrategyTau.amongBest(share: 0.1, scores: [runs[0]], seeds: [runs[1], runs[2]])
    #expect(abs(crossed.perSupernet[0] - 0.352) < 0.015, "\(crossed.perSupernet)")
  }

  private func sliceTau(_ x: [Double], _ y: [Double], by column: [Double]) throws -> Double {
    let threshold = column.sorted(by: >)[396], nets = column.indices.filter { column[$0] >= threshold }
    return try KendallTau(nets.map { x[$0] }, nets.map { y[$0] }).tauB
  }

  /// AngleNAS's 50 ranks (single-path.md, check 14): concordant and discordant pairs and tau.
  @Test func angleNASRanks() throws {
    let path = try #require(Fixtures.shared("data/tables/anglenas_rank50.csv"))
    let lines = try String(contentsOf: URL(filePath: path), encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
    let rows = lines.map { $0.split(separator: ",").compactMap { Double($0) } }
    let expected = [(1, 0.833469, 1123, 102), (2, 0.822041, 1116, 109), (3, 0.825306, 1118, 107)]
    for (column, value, concordant, discordant) in expected {
      let tau = try KendallTau(rows.map { $0[0] }, rows.map { $0[column] })
      #expect((tau.concordant, tau.discordant) == (concordant, discordant))
      #expect(abs(tau.tauB - value) < 1e-6)
    }
  }
}
