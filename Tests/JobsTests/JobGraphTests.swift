import Digests
import Fixtures
import FoundationEssentials
import Jobs
import Testing

@Suite struct JobGraphTests {
  static func job(_ label: String, _ inputs: [Job] = [], seconds: Double = 1) -> Job {
    Job(
      kind: "stand-alone", spec: "\"\(label)\"", label: label, inputs: inputs.map(\.digest),
      estimate: Job.Estimate(seconds: seconds, memory: 0, disk: 0))
  }

  @Test func inputsComeFirstAndTheOrderGivenIsKeptOtherwise() throws {
    let a = Self.job("a"), b = Self.job("b", [a]), c = Self.job("c"), d = Self.job("d", [b, c])
    #expect(try JobGraph([d, b, c, a, c]).jobs.map(\.label) == ["c", "a", "b", "d"])
  }

  @Test func anInputThatIsNoJobIsNamed() throws {
    let a = Self.job("a"), b = Self.job("b", [a])
    #expect(throws: JobsError.unknownInput(job: "b", input: a.digest)) { try JobGraph([b]) }
  }

  @Test func aCircleIsNamed() throws {
    let a = Job(
      kind: "x", spec: "1", label: "a", inputs: [Digest(of: "2".utf8)], estimate: Job.Estimate(seconds: 1, memory: 0, disk: 0))
    let b = Job(
      kind: "x", spec: "2", label: "b", inputs: [Digest(of: "1".utf8)], estimate: Job.Estimate(seconds: 1, memory: 0, disk: 0))
    #expect(throws: JobsError.circular(jobs: ["a", "b"])) { try JobGraph([a, b, Self.job("c")]) }
  }

  @Test func readyJobsComeInTheOrderOfWhatHangsOnThem() throws {
    let short = Self.job("short", seconds: 1), long = Self.job("long", seconds: 5), head = Self.job("head", seconds: 2)
    let tail = Self.job("tail", [head], seconds: 10)
    let graph = try JobGraph([short, long, head, tail])
    #expect(graph.ready(graph.jobs, done: []).map(\.label) == ["head", "long", "short"])
    #expect(graph.ready([tail, short], done: [head.digest]).map(\.label) == ["tail", "short"])
  }

  @Test func aJobIsStaleUnlessItsRunFileIsValid() throws {
    let bench = try Bench(), a = try bench.job("a"), b = try bench.job("b"), c = try bench.job("c"), d = try bench.job("d")
    func place(_ job: Job, as other: Job) throws {
      try FileManager.default.copyItem(
        atPath: bench.folder["prepared/\(job.digest).h5"], toPath: "\(bench.results)/stand-alone/\(other.digest).h5")
    }
    try place(a, as: a)
    try place(a, as: b)
    try place(c, as: c)
    let path = "\(bench.results)/stand-alone/\(c.digest).h5"
    try Data(contentsOf: URL(filePath: path)).dropLast(9).write(to: URL(filePath: path))
    let stale = try JobGraph([a, b, c, d]).stale(in: bench.results)
    #expect(stale.map(\.job.label) == ["b", "c", "d"])
    #expect(stale[0].reason.contains("named after another job"))
    #expect(stale[1].reason.contains("cut short"))
    #expect(stale[2].reason == "not run yet")
  }
}
