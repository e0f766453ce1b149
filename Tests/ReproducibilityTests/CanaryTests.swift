import Digests
import Engine
import Fixtures
import FoundationEssentials
import Jobs
import Store
import Testing

/// The bits of small trainings as they were when Tests/Golden/jobs/bits.json was written, on this machine and on any other.
///
/// Where this fails and the change of bits is meant, raise `JobSpec.numerics` and write the digests anew; results of the old
/// arithmetic then keep their names.
@Suite struct CanaryTests {
  private struct Bits: Codable {
    /// By kind of job, the digest of weights, scores and history.
    var numerics: Int, results: [String: Digest]
  }

  @Test(arguments: KernelLevel.allCases.filter(\.isAvailable), ["supernet", "stand-alone"])
  func bitsAreWhatTheyWereAtEveryKernelLevel(level: KernelLevel, kind: String) throws {
    let bits = try JSONDecoder().decode(Bits.self, from: try Fixtures.golden("jobs/bits.json")), folder = try TemporaryFolder()
    let file = "\(Fixtures.root)/Tests/Golden/jobs/\(kind).json"
    let code = try Sitting(["run-job", file, "--results", folder.path, "--kernels", level.rawValue]).end()
    try #require(code == 0)
    let digest = Digest(of: try Fixtures.golden("jobs/\(kind).json").dropLast())
    let found = try RunFile.read(JobFiles(results: folder.path, kind: kind, digest: digest).run).resultDigest
    #expect(bits.numerics == JobSpec.numerics)
    #expect(bits.results[kind] == found, "numerics \(JobSpec.numerics), \(kind), \(level.rawValue): \(found)")
  }
}
