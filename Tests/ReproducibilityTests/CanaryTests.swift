import Digests
import Engine
import Fixtures
import FoundationEssentials
import Jobs
import Spaces
import Store
import Strategies
import Testing

/// The bits of small jobs of every kind as they were when Tests/Golden/jobs/bits.json was written, on this machine and on any other.
///
/// Numbers alone count (`NumericParts`): what a spec or a run file says beside them may change. Where this fails and the change of bits is
/// meant, raise `Job.numerics` and write the digests anew, from what the failure says; results of the old arithmetic then keep their
/// names.
@Suite struct CanaryTests {
  private struct Bits: Codable {
    /// By job, the digests of its numbers part by part.
    var numerics: Int, results: [String: [String: Digest]]
  }

  private let bits: Bits

  init() throws { bits = try JSONDecoder().decode(Bits.self, from: try Fixtures.golden("jobs/bits.json")) }

  @Test(arguments: KernelLevel.allCases.filter(\.isAvailable), TinyJobs.all.keys.sorted())
  func bitsAreWhatTheyWereAtEveryKernelLevel(level: KernelLevel, name: String) throws {
    let make = try #require(TinyJobs.all[name]), family = try make(), folder = try TemporaryFolder()
    let found = try Self.numbers(of: family, level, in: folder).digests, expected = bits.results[name] ?? [:]
    let moved = Set(found.keys).union(expected.keys).filter { found[$0] != expected[$0] }.sorted()
    let text = try CanonicalJSON.text([name: found])
    #expect(moved.isEmpty, "\(name), \(level.rawValue): \(moved) moved; found \(text)")
  }

  /// The C library picks its exp, log and cos by processor; here it is told to do without fused multiply-adds, which changes the last bit
  /// of one exponential in 1,400. Mixtures far from even, of eight candidates, and many steps make thousands of them.
  @Test(arguments: [StrategySpec.darts(DARTS(spread: 3)), .fairDARTS(FairDARTS(adam: .init(rate: 0.9, beta1: 0.9)))])
  func bitsAreTheSameUnderAnotherLibm(strategy: StrategySpec) throws {
    let space = Space.darts(channels: 2, cells: 3, input: TinyJobs.small, classes: 4)
    let family = TinyJobs.Family(training: try Job(try TinyJobs.relaxation(strategy, space, passes: 45)))
    let here = try Self.numbers(of: family, .best, in: try TemporaryFolder()).digests
    let there = try Self.numbers(of: family, .best, in: try TemporaryFolder(), ["GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-AVX2"]).digests
    #expect(here == there, "\(strategy.name.rawValue): \(here.keys.filter { here[$0] != there[$0] }.sorted()) moved")
  }

  @Test func theDigestsAreOfTheseJobsAndThisArithmetic() {
    #expect(bits.numerics == Job.numerics && Set(bits.results.keys) == Set(TinyJobs.all.keys))
  }

  /// Does a job and its evaluations with the built command.
  private static func numbers(
    of family: TinyJobs.Family, _ level: KernelLevel, in folder: TemporaryFolder, _ environment: [String: String] = [:]
  ) throws -> NumericParts {
    var parts = NumericParts()
    func path(_ job: Job) throws -> String {
      let file = folder["\(job.digest).json"]
      try Data(job.text.utf8).write(to: URL(filePath: file))
      try #require(
        try Sitting(["run-job", file, "--results", folder.path, "--kernels", level.rawValue], environment: environment).end() == 0)
      return JobFiles(results: folder.path, kind: job.kind, digest: job.digest).run
    }
    let trained = try path(family.training)
    switch family.training.spec {
    case is SupernetSpec: parts.add(try SupernetRun(reading: trained))
    case is StandAloneSpec: parts.add(try StandAloneRun(reading: trained))
    case is ProxySpec: parts.add(try ProxyRun(reading: trained))
    case is RelaxationSpec: parts.add(try RelaxationRun(reading: trained))
    case let other: Issue.record("\(other) trains nothing that is pinned")
    }
    for (word, job) in family.searches { parts.add(try SearchRun(reading: try path(job)), word) }
    for (word, job) in family.evaluations { parts.add(try EvaluationRun(reading: try path(job)), word) }
    return parts
  }
}
