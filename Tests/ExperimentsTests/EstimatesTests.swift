import Experiments
import Fixtures
import FoundationEssentials
import Jobs
import Testing

@Suite struct EstimatesTests {
  /// The first round of an experiment of relaxations, with its estimates.
  private func jobs(
    _ file: String, _ changes: (String, String)..., threads: Int = 1
  ) throws -> (jobs: [Job], graph: JobGraph) {
    let text = try String(contentsOfFile: "\(Fixtures.root)/Benchmarks/\(file).yaml", encoding: .utf8)
    let changed = changes.reduce(text) { $0.replacing($1.0, with: $1.1) }
    let results = Results(try TemporaryFolder().path)
    let plan = try ExperimentKinds.house.experiment(reading: changed, file: "relaxation.yaml").reproduction(
      Surroundings(results: results, environment: [:], absenceAllowed: true)
    ).plan()
    return (
      plan.rounds[0].jobs, try JobGraph(plan.rounds[0].jobs, in: results).estimated(in: results, images: plan.images, threads: threads)
    )
  }

  private func mean(_ graph: JobGraph, _ kind: String) -> Double {
    let own = graph.jobs.filter { $0.kind == kind }
    return own.reduce(0) { $0 + graph.estimate(of: $1).seconds } / Double(own.count)
  }

  /// Processor seconds as run files had them, on a server core with AVX-512.
  @Test(arguments: [
    ("laptop/relaxation", ["relaxation": 38.2, "stand-alone": 1.44, "evaluation": 1.85]), ("nightly/relaxation-s1", ["relaxation": 768]),
  ])
  func secondsOfSearchesAreAsMeasured(file: String, measured: [String: Double]) throws {
    let graph = try jobs(file).graph
    for (kind, seconds) in measured {
      let ratio = mean(graph, kind) / seconds
      #expect(ratio > 2 / 3.0 && ratio < 4 / 3.0, "\(kind): \(ratio)")
    }
  }

  /// A step of second order has five passes where one of first order has two.
  @Test func secondOrderTakesItsPasses() throws {
    let first = try jobs("laptop/relaxation"), second = try jobs("laptop/relaxation", ("order: first", "order: second"))
    let ratios = zip(first.jobs, second.jobs).filter { $0.0.kind == "relaxation" && $0.0.digest != $0.1.digest }.map {
      second.graph.estimate(of: $1).seconds / first.graph.estimate(of: $0).seconds
    }
    #expect(ratios.count == 5 && ratios.allSatisfy { (2.2...2.6).contains($0) }, "\(ratios)")
  }

  /// Every thread has scratch of its own; the work is the same.
  @Test func threadsTakeMemoryAndNoSeconds() throws {
    let (jobs, one) = try jobs("laptop/relaxation"), eight = try self.jobs("laptop/relaxation", threads: 8).graph
    for job in jobs {
      #expect(eight.estimate(of: job).memory > one.estimate(of: job).memory, "\(job.label)")
      #expect(eight.estimate(of: job).seconds == one.estimate(of: job).seconds, "\(job.label)")
    }
  }
}
