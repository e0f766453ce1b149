import Analysis
import Digests
import SimulatedStudies
import Spaces
import Statistics
import Store
import Streams
import Testing

/// Scores within a training of one seed against the full training of others, on nets whose truth is known.
@Suite struct IncompleteTrainingTests {
  private let space = Space.smallSuperResolution()
  private let runs: [StandAloneRun]

  private static func header(_ text: String) -> RunHeader {
    RunHeader(
      spec: "{\"job\":\"\(text)\"}",
      provenance: Provenance(
        commit: "0", dirty: false, compiler: "Swift", cpu: "a processor", kernels: "baseline", blasBuild: "OpenBLAS", blasCore: "Haswell",
        blasThreads: 1, started: "2026-01-02T03:04:05Z", expense: Expense(wallSeconds: 2, cpuSeconds: 2, peakBytes: 1 << 20)))
  }

  /// 60 nets under two seeds: PSNR 30 dB and more with noise of .05, at the first mark of 1 and at the second of .05.
  init() throws {
    let space = space, label = SpaceLabel(name: space.name, digest: try space.digest())
    var random = RandomStream(seed: 3, "nets"), paths: Set<[Int]> = []
    while paths.count < 60 { paths.insert(space.uniformPath(&random)) }
    runs = paths.sorted { $0.lexicographicallyPrecedes($1) }.flatMap { path -> [StandAloneRun] in
      let quality = 30 + random.normal()
      return (1...2).map { seed in
        func blocks(_ noise: Double) -> BlockScores {
          BlockScores(.psnr, sums: (0..<2).map { _ in 5 * (quality + noise * random.normal()) }, images: [5, 5])
        }
        let start = Epoch(passes: 90, updates: 90, images: 900, loss: 0.1, learningRate: 0.1, validationScore: quality, cpuSeconds: 1)
        return StandAloneRun(
          header: Self.header("\(path) \(seed)"), space: label, architecture: space.text(of: Architecture(path: path)), seed: seed,
          history: [start], validation: blocks(0.05), test: blocks(0.05),
          marks: [.init(passes: 10, validation: blocks(1)), .init(passes: 40, validation: blocks(0.05))],
          bicubic: .init(validation: blocks(0), test: BlockScores(.psnr, sums: [125, 135], images: [5, 5])), diverged: false,
          parameters: [],
          statistics: [])
      }
    }
  }

  private func study(_ claims: [Primary.Claim] = [], control: Primary.Claim? = nil) throws -> RankingStudy {
    let proxies = ProxyRun(
      header: Self.header("proxies"), space: try #require(runs.first).space, batch: 8, proxies: ["size"], initializations: [11, 12],
      batches: [11], architectures: runs.filter { $0.seed == 1 }.map(\.architecture),
      scores: [(0..<2).map { draw in [(0..<60).map { Double(($0 * 7 + draw) % 60) }] }])
    var primary = Primary(policy: "inherited", claims: claims, reference: "MACs", draws: 200)
    primary.control = control
    return try RankingStudy(
      space: space, truth: .trained(runs), evaluations: [], supernets: [],
      crossed: CrossedPredictions.proxies([proxies]) { $0 }, primary: primary)
  }

  @Test func marksOfTheFirstSeedAreHeldAgainstTheEndOfTheOther() throws {
    let own = try #require(try study().incomplete)
    #expect(own.marks == [10, 40] && own.seeds == [1, 2] && own.nets.count == 60 && own.interpolation == 26)
    #expect(own.rows.map(\.name) == ["10 passes", "40 passes", "full training", "parameters", "MACs"])
    let texts = own.nets.map(\.architecture)
    func column(_ seed: Int, _ value: (StandAloneRun) -> BlockScores) throws -> [Double] {
      try texts.map { text in value(try #require(runs.first { $0.architecture == text && $0.seed == seed })).mean }
    }
    let target = try column(2, \.test)
    let taus = try [column(1) { $0.marks[0].validation }, column(1) { $0.marks[1].validation }, column(1, \.validation)].map {
      try KendallTau($0, target).tauB
    }
    for (row, tau) in zip(own.rows, taus) { #expect(abs((row.tau().value?.value ?? 0) - tau) < 1e-12) }
    let lost = try #require(own.rows[0].difference(to: "full training")?.value)
    #expect(abs(lost.value - (taus[0] - taus[2])) < 1e-12 && lost.theseSupernets.interval?.high ?? 1 < 0)
    #expect(try study().metric.unit == "dB" && study().metric.name == "PSNR")
  }

  @Test func claimsOnMarksAreDecidedOnTheirOwnNets() throws {
    let control = Primary.Claim(text: "control", source: "", first: "full training", second: "10 passes")
    let claims: [Primary.Claim] = [
      .init(text: "alike", source: "", first: "40 passes", second: "full training", alike: true),
      .init(text: "early", source: "", first: "10 passes", second: "full training", alike: true),
      .init(text: "better", source: "", first: "full training", second: "10 passes"),
    ]
    let study = try study(claims, control: control)
    #expect(study.claims.map { $0.verdict?.finding } == [.supported, .contradicted, .supported])
    #expect(study.control?.detects == true && study.control?.isOverNets == true)
    // Without a control that was detected on the same nets nothing is called alike.
    #expect(try self.study(claims).claims.map { $0.verdict?.finding } == [.inconclusive, .contradicted, .supported])
    let baselines = Primary.Claim(text: "another", source: "", first: "depth", second: "parameters")
    #expect(try self.study(claims, control: baselines).claims[0].verdict?.finding == .inconclusive)
    #expect(study.claims.allSatisfy { $0.nets == 60 })
    #expect(throws: AnalysisError.self) { try self.study([.init(text: "", source: "", first: "10 passes", second: "depth")]) }
  }

  @Test func withoutMarksThereIsNoSuchStudy() throws {
    #expect(try SimulatedRuns().study().incomplete == nil && SimulatedRuns().study().metric.unit == "%")
  }
}
