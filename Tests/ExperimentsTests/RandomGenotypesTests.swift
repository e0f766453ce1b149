import Digests
import Experiments
import Fixtures
import FoundationEssentials
import Jobs
import Testing

@Suite struct RandomGenotypesTests {
  private static let blocks =
    "ranking: {genotypes: 4, seed: 0, repeated: 2}\nbaselines:\n  - {label: two skips, skips: 2, floor: 0, count: 2, seed: 1}\n"

  /// The smoke experiment on made-up images, with the blocks replaced.
  private func reproduction(_ blocks: String) throws -> RelaxationReproduction {
    let text = try String(contentsOfFile: "\(Fixtures.root)/Benchmarks/smoke/relaxation.yaml", encoding: .utf8)
    try #require(text.contains(Self.blocks))
    let changed = text.replacing(Self.blocks, with: blocks).replacing(
      "{name: fashion-mnist}", with: "{name: synthetic, seed: 1, training: 640, test: 100, height: 16, width: 16, channels: 1, classes: 10}"
    )
    let experiment = try ExperimentKinds.house.experiment(reading: changed, file: "relaxation.yaml")
    let surroundings = Surroundings(results: Results(try TemporaryFolder().path), environment: [:])
    return try #require(try experiment.reproduction(surroundings) as? RelaxationReproduction)
  }

  @Test func theirJobsBelongToTheFirstRoundAndWaitForTheirSearch() throws {
    let reproduction = try reproduction(Self.blocks), jobs = try reproduction.plan().rounds[0].jobs
    #expect(jobs.count { $0.kind == "relaxation" } == 4 && jobs.count { $0.kind == "stand-alone" } == 8)
    #expect(jobs.filter { $0.label.hasSuffix("alone again") }.count == 2 && Set(jobs.map(\.digest)).count == jobs.count)
    let evaluations = jobs.filter { $0.kind == "evaluation" }, searches = jobs.filter { $0.kind == "relaxation" }.map(\.digest)
    #expect(evaluations.count == 8 && evaluations.map { $0.spec.inputs.map(\.digest) } == searches.flatMap { [[$0], [$0]] })
    let graph = try reproduction.plan().graph(in: reproduction.surroundings.results, threads: 1),
      estimates = evaluations.map { graph.estimate(of: $0) }
    #expect(estimates.allSatisfy { $0.seconds > 0 && $0.memory > 0 && $0.disk > 0 })
    for job in evaluations {
      let spec = try #require(job.spec as? EvaluationSpec)
      #expect(spec.architectures.count == 4 && spec.weighting != nil)
    }
  }

  @Test func theyChangeNoSearch() throws {
    let with = try reproduction(Self.blocks), without = try reproduction("")
    func searches(_ reproduction: RelaxationReproduction) throws -> [Digest] {
      try reproduction.tracks().flatMap(\.stages).map { try Job($0).digest }
    }
    #expect(try searches(with) == searches(without))
    #expect(try without.plan().rounds[0].jobs.allSatisfy { $0.kind == "relaxation" })
  }

  @Test func moreGenotypesBeginWithTheSame() throws {
    func first(_ count: Int) throws -> [Digest] {
      let jobs = try reproduction("ranking: {genotypes: \(count), seed: 0}\n").plan().rounds[0].jobs
      return jobs.filter { $0.kind == "stand-alone" }.map(\.digest)
    }
    let few = try first(3), many = try first(5)
    #expect(few.count == 3 && Array(many.prefix(3)) == few)
  }
}
