import Digests
import Engine
import Fixtures
import FoundationEssentials
import Jobs
import Store
import Testing

/// The bits of small jobs of every kind as they were when Tests/Golden/jobs/bits.json was written, on this machine and on any other.
///
/// Numbers alone count (`NumericParts`): what a spec or a run file says beside them may change. Where this fails and the change of bits is
/// meant, raise `JobSpec.numerics` and write the digests anew, from what the failure says; results of the old arithmetic then keep their
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

  @Test func theDigestsAreOfTheseJobsAndThisArithmetic() {
    #expect(bits.numerics == JobSpec.numerics && Set(bits.results.keys) == Set(TinyJobs.all.keys))
  }

  /// Does a job and its evaluations with the built command.
  private static func numbers(of family: TinyJobs.Family, _ level: KernelLevel, in folder: TemporaryFolder) throws -> NumericParts {
    var parts = NumericParts()
    func path(_ job: JobSpec) throws -> String {
      let text = try job.text(), digest = Digest(of: text.utf8), file = folder["\(digest).json"]
      try Data(text.utf8).write(to: URL(filePath: file))
      try #require(try Sitting(["run-job", file, "--results", folder.path, "--kernels", level.rawValue]).end() == 0)
      return JobFiles(results: folder.path, kind: job.kind, digest: digest).run
    }
    let trained = try path(family.training)
    switch family.training {
    case .supernet: parts.add(try SupernetRun(reading: trained))
    case .standAlone: parts.add(try StandAloneRun(reading: trained))
    case .relaxation: parts.add(try RelaxationRun(reading: trained))
    case .evaluation: Issue.record("an evaluation trains nothing")
    }
    for (word, job) in family.evaluations { parts.add(try EvaluationRun(reading: try path(job)), word) }
    return parts
  }
}
