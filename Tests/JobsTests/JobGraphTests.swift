import Fixtures
import FoundationEssentials
import Jobs
import Testing
import ToyKinds

@Suite struct JobGraphTests {
  /// Where no run file lies.
  private let results = Results("/nowhere")

  @Test func inputsComeFirstAndTheOrderGivenIsKeptOtherwise() throws {
    let a = try ToyJob.job("a"), b = try ToyJob.job("b", [a]), c = try ToyJob.job("c"), d = try ToyJob.job("d", [b, c])
    #expect(try JobGraph([d, b, c, a, c], in: results).jobs.map(\.label) == ["c", "a", "b", "d"])
  }

  @Test func anInputThatIsNoJobIsNamed() throws {
    let a = try ToyJob.job("a"), b = try ToyJob.job("b", [a])
    #expect(throws: JobsError.unknownInput(job: "b", input: a.digest)) { try JobGraph([b], in: results) }
  }

  @Test func aCircleIsNamed() throws {
    let a = try ToyJob.job("a", [try ToyJob.job("b")]), b = try ToyJob.job("b", [try ToyJob.job("a")]), c = try ToyJob.job("c")
    #expect(throws: JobsError.circular(jobs: ["a", "b"])) { try JobGraph([a, b, c], in: results) }
  }

  @Test func readyJobsComeInTheOrderOfWhatHangsOnThem() throws {
    let short = try ToyJob.job("short", seconds: 1), long = try ToyJob.job("long", seconds: 5), head = try ToyJob.job("head", seconds: 2)
    let tail = try ToyJob.job("tail", [head], seconds: 10)
    let graph = try JobGraph([short, long, head, tail], in: results).estimated(in: results, images: [:], threads: 1)
    func ready(_ waiting: [Job]) -> [String] {
      var ready = ReadyJobs(waiting, of: graph), labels: [String] = []
      while let job = ready.next() { labels.append(job.label) }
      return labels
    }
    #expect(ready(graph.jobs) == ["head", "long", "short"])
    #expect(ready([tail, short]) == ["tail", "short"])
  }

  @Test func aJobIsStaleUnlessItsRunFileIsValid() throws {
    let bench = try Bench(), a = try bench.job("a"), b = try bench.job("b"), c = try bench.job("c"), d = try bench.job("d")
    func place(_ job: Job, as other: Job) throws {
      try FileManager.default.copyItem(
        atPath: bench.folder["prepared/\(job.digest).h5"], toPath: "\(bench.results.folder)/toy/\(other.digest).h5")
    }
    try place(a, as: a)
    try place(a, as: b)
    try place(c, as: c)
    let path = "\(bench.results.folder)/toy/\(c.digest).h5"
    try Data(contentsOf: URL(filePath: path)).dropLast(9).write(to: URL(filePath: path))
    let stale = try bench.results.stale([a, b, c, d])
    #expect(stale.map(\.job.label) == ["b", "c", "d"])
    #expect(stale[0].reason.contains("named after another job"))
    #expect(stale[1].reason.contains("cut short"))
    #expect(stale[2].reason == "not run yet")
  }
}
