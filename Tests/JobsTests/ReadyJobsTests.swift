import Digests
import Jobs
import Streams
import Testing
import ToyKinds

@Suite struct ReadyJobsTests {
  /// Jobs of which each reads some of those before, some already done.
  private static func graph(_ random: inout RandomStream, _ count: Int) throws -> (graph: JobGraph, stale: [Job]) {
    var jobs: [Job] = []
    for number in 0..<count {
      let inputs = (0..<random.below(4)).compactMap { _ in jobs.isEmpty ? nil : jobs[random.below(jobs.count)] }
      // Equal times are common: then the order given decides.
      jobs.append(try ToyJob.job("job \(number)", inputs, seconds: Double(random.below(3))))
    }
    let graph = try JobGraph(jobs, in: Results("/nowhere")).estimated(in: Results("/nowhere"), images: [:], threads: 1)
    return (graph, graph.jobs.filter { _ in random.below(4) > 0 })
  }

  /// Whatever is asked and finished in between, the next job is the first whose inputs are done.
  @Test(arguments: 1...40) func theNextIsTheFirstOfThoseThatAreReady(seed: Int) throws {
    var random = RandomStream(seed: UInt64(seed), "ready"), (graph, stale) = try Self.graph(&random, 1 + random.below(40))
    var ready = ReadyJobs(stale, of: graph), waiting = stale, running: [Job] = []
    var done = Set(graph.jobs.map(\.digest)).subtracting(stale.map(\.digest))
    while !waiting.isEmpty || !running.isEmpty {
      if running.isEmpty || random.below(2) == 0 {
        let next = graph.byUrgency(waiting.filter { $0.spec.inputs.allSatisfy { done.contains($0.digest) } }).first
        #expect(ready.next() == next)
        if let next {
          waiting.removeAll { $0 == next }
          running.append(next)
          continue
        }
      }
      try #require(!running.isEmpty, "jobs wait for nothing")
      let ended = running.remove(at: random.below(running.count))
      done.insert(ended.digest)
      ready.finish(ended)
    }
    #expect(ready.next() == nil)
  }

  /// A hundred thousand that wait for nothing, each asked for: minutes where each question goes through all of them.
  @Test func aHundredThousandAreGoneThroughOnce() throws {
    let jobs = try (0..<100_000).map { try ToyJob.job("\($0)", seconds: Double($0 % 7)) }
    let graph = try JobGraph(jobs, in: Results("/nowhere")).estimated(in: Results("/nowhere"), images: [:], threads: 1)
    var ready = ReadyJobs(graph.jobs, of: graph), last = Double.infinity, count = 0
    while let job = ready.next() {
      let seconds = graph.estimate(of: job).seconds
      #expect(seconds <= last)
      (last, count) = (seconds, count + 1)
      ready.finish(job)
    }
    #expect(count == jobs.count)
  }
}
