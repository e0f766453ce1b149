import Digests
import Engine
import Fixtures
import FoundationEssentials
import Jobs
import Search
import Spaces
import Strategies
import Training

/// Jobs to be killed, one or more of every kind of the house.
enum KilledJobs {
  /// A job, those it reads, in an order in which they can run, and whether it keeps anything to go on from.
  struct Subject {
    let job: Job
    var inputs: [Job] = [], keeps = true
  }

  /// Jobs last a second where CONCORD_SOAK=1 asks for many kills of each, else a third of that.
  private static let size = ProcessInfo.processInfo.environment["CONCORD_SOAK"] == "1" ? 3 : 1

  /// By the words that failures name.
  static let all: [String: @Sendable () throws -> Subject] = [
    "supernet": { Subject(job: try Job(try longer(SupernetSpec.self) { $0.passes = 800 * size })) },
    "shrinking": {
      // The golden supernet's, in stages.
      Subject(
        job: try Job(
          try longer(SupernetSpec.self) {
            $0.passes = 800 * size
            $0.strategy = .spos(UniformSampling())
            $0.shrinking = ShrinkingStages(
              by: .angle, first: 130 * size, between: 65 * size, replace: 3, Shrinking.Options(drop: 1, pool: 100, draws: 1_000, codes: 8))
          }))
    },
    "stand-alone": { Subject(job: try Job(try longer(StandAloneSpec.self) { $0.passes = 800 * size })) },
    "super-resolution": { Subject(job: try Job(try TinyJobs.superResolution(passes: 200 * size))) },
    // Second-order DARTS in a small space: α, Adam's moments and all streams go through the checkpoint.
    "relaxation": { Subject(job: try Job(try TinyJobs.relaxation(.darts(DARTS(order: .second)), TinyJobs.cells(.s2), passes: 30 * size))) },
    // A line of the journal a net.
    "evaluation": {
      let supernet = try TinyJobs.supernet(.spos(UniformSampling()))
      let architectures = nets(100 * size)
      return Subject(
        job: try Job(
          EvaluationSpec(
            .supernet(try JobReference(supernet), passes: supernet.passes), policy: .recalibrated(images: 50),
            architectures: architectures, blocks: 4)),
        inputs: [try Job(supernet)])
    },
    "search of a table": {
      let space = TinyJobs.chain, costs = CostTable(space)
      return Subject(
        job: try Job(
          SearchSpec(
            space: space,
            aims: [
              SearchSpec.Aim(Objective("MACs", .minimize), .lookup(costs.macs)),
              SearchSpec.Aim(Objective("parameters", .maximize), .lookup(costs.parameters)),
            ], algorithm: .nsga2(NSGAII.Options()), evaluations: 300, searches: 1_000 * size)))
    },
    "search on a supernet": {
      let supernet = try TinyJobs.supernet(.spos(UniformSampling()))
      return Subject(job: try Job(try TinyJobs.search(on: supernet, evaluations: 80 * size)), inputs: [try Job(supernet)])
    },
    // Milliseconds: it begins again.
    "angles": {
      let supernet = try TinyJobs.supernet(.spos(UniformSampling()))
      return Subject(
        job: try Job(AngleSpec(try JobReference(supernet), passes: supernet.passes)), inputs: [try Job(supernet)], keeps: false)
    },
    // A line of the journal for 32 nets.
    "proxies": { Subject(job: try Job(try TinyJobs.proxies(TinyJobs.chain, nets(240 * size)))) },
  ]

  /// The first texts of the small chain.
  private static func nets(_ count: Int) -> [String] {
    (0..<count).map { number in String([1, 3, 9, 27, 81, 243].map { place in Character("\(number / place % 3)") }) }
  }

  /// The golden spec, changed.
  private static func longer<Kind: JobKind>(_ kind: Kind.Type, _ change: (inout Kind) -> Void) throws -> Kind {
    let text = String(decoding: try Fixtures.golden("jobs/\(Kind.key).json"), as: UTF8.self)
    guard var spec = try JobKinds.house.job(reading: text).spec as? Kind else { throw WorkError.spec(reason: "no \(Kind.key)") }
    change(&spec)
    return spec
  }
}
