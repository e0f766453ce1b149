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

  @Test func theDigestsAreOfTheseJobsAndThisArithmetic() {
    #expect(bits.numerics == Job.numerics && Set(bits.results.keys) == Set(TinyJobs.all.keys))
  }

  /// Does a job and its evaluations with the built command.
  private static func numbers(of family: TinyJobs.Family, _ level: KernelLevel, in folder: TemporaryFolder) throws -> NumericParts {
    var parts = NumericParts()
    func path(_ job: Job) throws -> String {
      let file = folder["\(job.digest).json"]
      try Data(job.text.utf8).write(to: URL(filePath: file))
      try #require(try Sitting(["run-job", file, "--results", folder.path, "--kernels", level.rawValue]).end() == 0)
      return JobFiles(results: folder.path, kind: job.kind, digest: job.digest).run
    }
    let trained = try path(family.training)
    switch family.training.spec {
    case is SupernetSpec: parts.add(try SupernetRun(reading: trained))
    case is StandAloneSpec: parts.add(try StandAloneRun(reading: trained))
    case is RelaxationSpec: parts.add(try RelaxationRun(reading: trained))
    case let other: Issue.record("\(other) trains nothing that is pinned")
    }
    for (word, job) in family.evaluations { parts.add(try EvaluationRun(reading: try path(job)), word) }
    return parts
  }
}
