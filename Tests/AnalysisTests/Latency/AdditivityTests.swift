import Analysis
import Spaces
import Statistics
import Streams
import Testing

@Suite struct AdditivityTests {
  private let space = Space.nasBenchMacro(
    name: "small", input: ImageShape(height: 9, width: 9, channels: 1), classes: 4, stem: 4, widths: [8, 12], depths: [2, 2], head: 24)

  private func paths() throws -> [[Int]] {
    var random = RandomStream(seed: 2, "nets")
    return try space.sample(.uniform(count: 40), &random).members.map(\.path)
  }

  private func table() throws -> LookupTable {
    try LookupTable(name: "latency", unit: "ms", fixed: 2, entries: [[0.5, 1, 2], [0, 1.5, 1], [0.25, 3, 1], [0, 1, 4]])
  }

  @Test func sumsThatWereMeasuredAreExplainedWholly() throws {
    let table = try table(), paths = try paths(), sums = paths.map { table.value(of: $0) }
    let study = try Additivity(table, of: space, paths: paths, measured: sums.map { [$0] })
    #expect(study.medianRelativeError == 0 && study.determination.value.map { abs($0 - 1) < 1e-12 } == true)
    #expect(study.rows.map(\.name) == ["table", "MACs"] && study.rows[0].tau().value?.value == 1)
    #expect(study.nets.map(\.predicted) == sums && study.nets.map(\.measured) == sums)
    // A constant share more: ranks and R² stay, the error is that share.
    let slower = try Additivity(table, of: space, paths: paths, measured: sums.map { [1.25 * $0, 1.25 * $0] })
    #expect(slower.rows[0].tau() == study.rows[0].tau() && abs(slower.medianRelativeError - 0.2) < 1e-12)
    #expect(slower.medianScaledError < 1e-12 && slower.replicate.value?.value == 1 && study.replicate.value == nil)
  }

  @Test func tausAndTheirDifferenceAreThoseOfTheColumns() throws {
    let table = try table(), paths = try paths()
    var random = RandomStream(seed: 3, "noise")
    let measured = paths.map { table.value(of: $0) + 0.5 * random.normal() + 2 }
    let study = try Additivity(table, of: space, paths: paths, measured: measured.map { [$0 - 0.25, $0 + 0.25] })
    let costs = CostTable(space), macs = paths.map { Double(costs.cost(of: Architecture(path: $0)).macs) }
    let sums = try StrategyTau(baseline: paths.map { table.value(of: $0) }, target: measured)
    let other = try StrategyTau(baseline: macs, target: measured)
    #expect(study.rows[0].tau().value == sums.summary() && study.rows[1].tau().value == other.summary())
    #expect(study.rows[0].difference(to: "MACs")?.value == (try sums.difference(to: other, sharedSeeds: false)))
    #expect(study.rows[0].tau().value?.theseSupernets.interval != nil)
    let depth = try StrategyTau(
      baseline: macs, target: measured, kind: .withinStrata(paths.map { space.depth(of: Architecture(path: $0)) }))
    #expect(study.rows[1].tau(over: .withinStrata).value?.value == depth.summary().value)
  }

  @Test func aTableThatIsWrittenIsReadBack() throws {
    let table = try table(), text = table.csv(of: space, machine: "a \"CPU\", one thread")
    #expect(text.hasPrefix("place,operation,milliseconds,machine\nfixed,,2.0,\"a \"\"CPU\"\", one thread\"\nlayer1,identity,0.5,\n"))
    #expect(try LookupTable(reading: Array(text.utf8), of: space, file: "latency.csv") == table)
  }

  /// The figures that follow from MoGA's rows: no relation of multiply-adds with latencies of the GPU.
  @Test func publishedLatenciesAgreeAsWasCounted() {
    let agreement = RankAgreement(PublishedLatency.moga)
    func tau(_ first: String, _ second: String) -> Double {
      guard let a = agreement.labels.firstIndex(of: first), let b = agreement.labels.firstIndex(of: second) else { return .nan }
      return agreement.taus[a][b].value ?? .nan
    }
    for (first, second, value) in [
      ("MACs", "CPU", 0.8571), ("MACs", "SNPE", -0.1818), ("MACs", "MACE", 0.1429), ("SNPE", "MACE", 0.6910), ("SNPE", "CPU", -0.0364),
      ("MACE", "CPU", 0.2857), ("parameters", "SNPE", 0.2963), ("SNPE", "top-1", 0.6667), ("MACE", "top-1", 0.7638),
    ] { #expect(abs(tau(first, second) - value) < 5e-5) }
  }
}
