import Experiments
import Fixtures
import FoundationEssentials
import Jobs
import Testing

@Suite struct EstimatesTests {
  private func jobs(_ file: String, _ changes: (String, String)...) throws -> [Job] {
    let text = try String(contentsOfFile: "\(Fixtures.root)/Benchmarks/\(file).yaml", encoding: .utf8)
    let changed = changes.reduce(text) { $0.replacing($1.0, with: $1.1) }
    guard case .relaxation(let experiment) = try Declared(changed, file: "relaxation.yaml") else { return [] }
    return try RelaxationReproduction(experiment, results: try TemporaryFolder().path, environment: [:], absenceAllowed: true)
      .plan().rounds[0].graph.jobs
  }

  private func mean(_ jobs: [Job], _ kind: String) -> Double {
    let own = jobs.filter { $0.kind == kind }
    return own.reduce(0) { $0 + $1.estimate.seconds } / Double(own.count)
  }

  /// Processor seconds as run files had them, on a server core with AVX-512.
  @Test(arguments: [
    ("laptop/relaxation", ["relaxation": 38.2, "stand-alone": 1.44, "evaluation": 1.85]), ("nightly/relaxation-s1", ["relaxation": 768]),
  ])
  func secondsOfSearchesAreAsMeasured(file: String, measured: [String: Double]) throws {
    let jobs = try jobs(file)
    for (kind, seconds) in measured {
      let ratio = mean(jobs, kind) / seconds
      #expect(ratio > 2 / 3.0 && ratio < 4 / 3.0, "\(kind): \(ratio)")
    }
  }

  /// A step of second order has five passes where one of first order has two.
  @Test func secondOrderTakesItsPasses() throws {
    let first = try jobs("laptop/relaxation"), second = try jobs("laptop/relaxation", ("order: first", "order: second"))
    let ratios = zip(first, second).filter { $0.0.kind == "relaxation" && $0.0.digest != $0.1.digest }.map {
      $1.estimate.seconds / $0.estimate.seconds
    }
    #expect(ratios.count == 5 && ratios.allSatisfy { (2.2...2.6).contains($0) }, "\(ratios)")
  }
}
