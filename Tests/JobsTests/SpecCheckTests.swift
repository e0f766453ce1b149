import Fixtures
import Jobs
import Testing
import Training

@Suite struct SpecCheckTests {
  private func refusal(_ job: JobSpec) throws -> WorkError? {
    #expect(throws: WorkError.self) { try Samples.worker(try TemporaryFolder().path).run(job) }
  }

  @Test func numbersThatNoJobCanWorkWithAreNamed() throws {
    let net = try Samples.standAlone(), supernet = try Samples.supernet(), evaluation = try Samples.evaluation(of: supernet)
    func with<Spec>(_ spec: Spec, _ change: (inout Spec) -> Void) -> Spec {
      var spec = spec
      change(&spec)
      return spec
    }
    let wrong: [(JobSpec, String)] = [
      (.standAlone(with(net) { $0.seed = -1 }), "seed"), (.standAlone(with(net) { $0.blocks = 0 }), "blocks"),
      (.standAlone(with(net) { $0.blocks = 7 }), "blocks"), (.standAlone(with(net) { $0.recipe.batch = 0 }), "recipe.batch"),
      (.standAlone(with(net) { $0.recipe.passes = 0 }), "recipe.passes"),
      (.supernet(with(supernet) { $0.snapshots = [91] }), "snapshots"), (.supernet(with(supernet) { $0.snapshots = [-1] }), "snapshots"),
      (.evaluation(with(evaluation) { $0.inclusion = [1] }), "inclusion"),
      (.evaluation(with(evaluation) { ($0.inclusion, $0.architectures) = ([], []) }), "architectures"),
    ]
    for (job, field) in wrong {
      guard case .spec(let reason) = try refusal(job) else { Issue.record("\(field) is let pass"); continue }
      #expect(reason.hasPrefix("\(field):"))
    }
  }

  @Test func bitsOfAnotherArithmeticAreNotPromised() throws {
    var net = try Samples.standAlone()
    net.numerics = JobSpec.numerics + 1
    #expect(try refusal(.standAlone(net)) == .numerics(found: JobSpec.numerics + 1, expected: JobSpec.numerics))
  }
}
