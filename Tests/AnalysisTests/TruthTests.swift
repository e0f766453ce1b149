import Analysis
import Fixtures
import FoundationEssentials
import SimulatedStudies
import Spaces
import Statistics
import Store
import Streams
import Testing

@Suite struct TruthTests {
  private func small() throws -> (study: RankingStudy, census: SimulatedCensus) {
    let space = SimulatedCensus.small
    let table = try PublishedTable(
      reading: Array(try SimulatedCensus.table(of: space).utf8), of: space, what: "mean of three", source: "somebody")
    let census = try SimulatedCensus(space, table: table, noise: [("SPOS", 6), ("strict", 1)])
    return (try census.study(table), census)
  }

  @Test func aPublishedTargetIsNamedAndItsNetsAreAllNets() throws {
    let study = try small().study
    #expect(study.target.name == "published" && study.target.what == "published mean of three" && study.target.source == "somebody")
    #expect(study.target.digest?.count == 64 && study.isCensus && study.nets.count == 81 && study.runsPerNet == "3")
    #expect(study.nets.allSatisfy { $0.target.count == 3 } && study.agreement.labels.last == "published")
    #expect(study.shortTraining.reason == "published nets were not trained here")
    let trained = try SimulatedRuns().study()
    #expect(trained.target.name == "stand-alone" && trained.target.source == nil && !trained.isCensus)
  }

  /// Nothing is sampled but supernets: Student's interval over three of them, none over nets.
  @Test func intervalsAreOverSupernetsAlone() throws {
    let (study, census) = try small(), y = study.nets.map { $0.target.reduce(0, +) / 3 }
    for row in study.strategies {
      let taus = try census.evaluations.filter { $0.label == row.strategy }.map { try KendallTau($0.run.scores.map(\.mean), y).tauB }
      let tau = try #require(row.ranks.tau().value), mean = taus.reduce(0, +) / 3
      #expect(abs(tau.value - mean) < 1e-12 && tau.theseSupernets.interval == nil && tau.theseSupernets.absence == .allNets)
      let error = try #require(tau.theStrategy.standardError), interval = try #require(tau.theStrategy.interval)
      #expect(abs(error * error - taus.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 6) < 1e-12)
      #expect(interval.degreesOfFreedom.map { abs($0 - 2) < 1e-9 } == true && interval.flags == [.fewSupernets])
      #expect(row.ranks.tau(over: .ofSpace).value?.value == tau.value)
      #expect(row.ranks.top?.value?.precision.interval?.scope == .theStrategy && row.ranks.top?.value?.precision.count == 81)
      #expect(row.ranks.tau(over: .amongBest(share: 0.25)).value?.theStrategy.interval != nil)
    }
    #expect(study.baselines.allSatisfy { $0.tau().value?.theStrategy.interval == nil && $0.tau().value?.theseSupernets.interval == nil })
    #expect(study.lines.replicate.value?.absence == .allNets && study.lines.oracle.value?.interval == nil)
    let claim = try #require(study.claims[0].contrast.value)
    #expect(claim.theStrategy.interval?.degreesOfFreedom.map { abs($0 - 2) < 1e-9 } == true && claim.value > 0.2)
    #expect(study.claims[0].verdict?.finding == .supported && claim.minimumDetectableDifference != nil)
  }

  @Test func aNetThatTheTableLacksIsNamed() throws {
    let space = SimulatedCensus.small, code = "\"2222\""
    let text = try SimulatedCensus.table(of: space)
    let start = try #require(text.firstRange(of: ", \(code)"))
    let short = String(text[..<start.lowerBound]) + "}"
    let table = try PublishedTable(reading: Array(short.utf8), of: space, what: "", source: "")
    let census = try SimulatedCensus(space, table: table, noise: [("SPOS", 1)])
    #expect(throws: AnalysisError.table(reason: "it has no net 2222")) { try census.study(table) }
  }

  static let table = Fixtures.shared("data/tables/nas-bench-macro_cifar10.json")

  /// The lines that the protocol was written with, on all 3,969 nets, to the printed digits.
  @Test(.enabled(if: table != nil, "NAS-Bench-Macro's table is absent: set CONCORD_SHARED")) func referencesOfNASBenchMacro() throws {
    let space = Space.nasBenchMacro(), bytes = Array(try Data(contentsOf: URL(filePath: try #require(Self.table))))
    let table = try PublishedTable(reading: bytes, of: space, what: "mean of three best-epoch test accuracies", source: "Su et al. 2021")
    let census = try SimulatedCensus(space, table: table, noise: [("SPOS", 3), ("strict", 2)])
    let study = try census.study(table)
    #expect(study.isCensus && study.nets.count == 3_969 && study.runsPerNet == "3")
    #expect(rounded(study.lines.replicate.value?.value) == 0.895)
    // The protocol's .945 is of one noise for all nets. It differs between depths, so that the study's line takes each depth's own: .949 (numpy).
    let noise = try #require(study.lines.noiseByStratum?.value)
    #expect(!noise.isPooled && noise.groups.count == 8 && noise.groups.first?.strata == 0...1)
    #expect(abs(noise.pooled - 0.045117) < 1e-6 && noise.groups.first.map { abs($0.variance - 0.128141) < 1e-6 } == true)
    #expect(noise.groups.last.map { abs($0.variance - 0.034833) < 1e-6 } == true)
    let target = try Target(runs: study.nets.map(\.target))
    let pooled = try oracle(target, draws: 200, bootstrap: nil, random: RandomStream(seed: 0, "oracle"))
    #expect(rounded(pooled.value) == 0.945 && rounded(study.lines.oracle.value?.value) == 0.949)
    let baselines = Dictionary(uniqueKeysWithValues: study.baselines.map { ($0.name, $0) })
    #expect(rounded(baselines["depth"]?.tau().value?.value) == 0.679 && rounded(baselines["MACs"]?.tau().value?.value) == 0.546)
    // .2155 to four digits, which the protocol's summary prints as .216.
    #expect(baselines["parameters"]?.tau().value.map { abs($0.value - 0.2155) < 5e-5 } == true)
    #expect(rounded(baselines["MACs"]?.tau(over: .withinStrata).value?.value) == 0.116)
    // Single runs within equal depth: .786 over untied pairs, as the protocol defines it; .783 with tau-b's correction for ties.
    let depth = study.nets.map(\.depth), runs = (0..<3).map { run in study.nets.map { $0.target[run] } }
    let pairs = try [(0, 1), (0, 2), (1, 2)].map { try tau(.withinStrata(depth), runs[$0], runs[$1]).value }
    #expect(rounded(pairs.reduce(0, +) / 3) == 0.786)
    let strata = Set(depth).map { value in depth.indices.filter { depth[$0] == value } }.filter { $0.count > 1 }
    let corrected = try [(0, 1), (0, 2), (1, 2)].map { first, second in
      let taus = try strata.map { nets in try KendallTau(nets.map { runs[first][$0] }, nets.map { runs[second][$0] }) }
      func total(_ count: (KendallTau) -> Int) -> Double { Double(taus.reduce(0) { $0 + count($1) }) }
      let pairs = total { $0.count * ($0.count - 1) / 2 }
      return total { $0.concordant - $0.discordant } / ((pairs - total(\.tiedX)) * (pairs - total(\.tiedY))).squareRoot()
    }
    #expect(rounded(corrected.reduce(0, +) / 3) == 0.783)
  }

  private func rounded(_ value: Double?) -> Double? { value.map { ($0 * 1_000).rounded() / 1_000 } }
}
