import Digests
import Fixtures
import Jobs
import Testing
import ToyKinds

@Suite struct TaskArrayTests {
  private let folder: TemporaryFolder, results: Results

  init() throws {
    folder = try TemporaryFolder()
    results = Results(folder.path, kinds: .withToys)
  }

  private func plan(
    _ jobs: [Job], queued: [Digest: Int] = [:], _ options: SlurmOptions = SlurmOptions(), largest: Int = 1_001
  ) throws -> [TaskArray] {
    let graph = try JobGraph(jobs, in: results).estimated(in: results, images: [:], threads: 1)
    return TaskArray.plan(graph.jobs.filter { queued[$0.digest] == nil }, of: graph, queued: queued, options, largest: largest)
  }

  @Test func jobsOfOneDepthAndOneDemandAreOneArray() throws {
    let nets = try (1...5).map { try ToyJob.job("net \($0)", seconds: 100) }
    let large = try ToyJob.job("large", seconds: 100, memory: 5 << 30), long = try ToyJob.job("long", seconds: 3_600)
    let scores = try nets.map { try ToyJob.job("score \($0.label)", [$0], seconds: 10) }
    let arrays = try plan(nets + [large, long] + scores)
    // The most urgent first: the long one, then nets that scores wait for.
    #expect(arrays.map { $0.jobs.count } == [1, 5, 1, 5])
    #expect(arrays.map(\.minutes) == [320, 10, 10, 10] && arrays.map(\.megabytes) == [1_024, 1_024, 8_192, 1_024])
    #expect(arrays.map(\.after) == [[], [], [], [1]])
    #expect(Set(arrays[1].jobs) == Set(nets) && Set(arrays[3].jobs) == Set(scores))
  }

  /// Every job once, each array behind those of its inputs, none larger than the cluster takes: of any graph.
  @Test(arguments: [2, 3, 7, 1_001]) func everyJobStandsOnceAndAfterItsInputs(largest: Int) throws {
    var jobs: [Job] = []
    for number in 0..<120 {
      // Each reads up to two of those before, by a rule without regularity.
      let inputs = [number * number % 17, number * 7 % 31].filter { $0 > 0 && $0 <= number && number % 3 != 0 }.map { jobs[number - $0] }
      jobs.append(try ToyJob.job("\(number)", inputs, seconds: Double(number % 5) * 400, memory: (number % 4) << 30))
    }
    let queued = Dictionary(uniqueKeysWithValues: jobs.prefix(9).map { ($0.digest, 77) }),
      arrays = try plan(jobs, queued: queued, largest: largest)
    #expect(arrays.flatMap(\.jobs).map(\.digest).sorted() == jobs.dropFirst(9).map(\.digest).sorted())
    #expect(arrays.allSatisfy { $0.jobs.count <= largest })
    var places: [Digest: Int] = [:]
    for (place, array) in arrays.enumerated() {
      for job in array.jobs { places[job.digest] = place }
    }
    for (place, array) in arrays.enumerated() {
      let inputs = array.jobs.flatMap { $0.spec.inputs.map(\.digest) }
      #expect(Set(array.after) == Set(inputs.compactMap { places[$0] }) && array.after.allSatisfy { $0 < place })
      #expect(array.afterQueued == (inputs.contains { queued[$0] != nil } ? [77] : []))
      #expect(Set(array.jobs.map(\.kind)).count == 1)
    }
  }

  @Test func timeAndMemoryAreAskedForInClassesAboveTheEstimate() throws {
    let options = SlurmOptions(threads: 2, timeFactor: 3, memoryFactor: 2)
    for (seconds, minutes) in [(0.0, 10), (399, 10), (401, 20), (801, 40), (36_000, 1_280)] {
      #expect(options.minutes(Job.Estimate(seconds: seconds, memory: 0, disk: 0)) == minutes)
    }
    for (megabytes, asked) in [(0, 1_024), (512, 1_024), (513, 1_536), (769, 2_048), (1_025, 3_072), (1_537, 4_096), (20_000, 49_152)] {
      #expect(options.megabytes(Job.Estimate(seconds: 0, memory: megabytes << 20, disk: 0)) == asked)
    }
    // A limit is kept, and what does not fit into it may be queued again so much oftener.
    let limited = SlurmOptions(limit: 30)
    #expect(limited.minutes(Job.Estimate(seconds: 1e5, memory: 0, disk: 0)) == 30)
    let arrays = try plan([try ToyJob.job("short"), try ToyJob.job("long", seconds: 1e5)], limited)
    #expect(arrays.map(\.requeues) == [224, 10], "four times 1e5 s in parts of 30 min, and never less than ten")
  }
}
