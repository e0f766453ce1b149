import Fixtures
import Jobs
import Strategies
import Testing
import Training

@Suite struct SpecCheckTests {
  private func refusal(_ job: some JobKind) throws -> WorkError? {
    #expect(throws: WorkError.self) { try Samples.worker(try TemporaryFolder().path).run(job) }
  }

  @Test func numbersThatNoJobCanWorkWithAreNamed() throws {
    let net = try Samples.standAlone(), supernet = try Samples.supernet(), evaluation = try Samples.evaluation(of: supernet)
    func with<Spec>(_ spec: Spec, _ change: (inout Spec) -> Void) -> Spec {
      var spec = spec
      change(&spec)
      return spec
    }
    let wrong: [(any JobKind, String)] = [
      (with(net) { $0.seed = -1 }, "seed"), (with(net) { $0.blocks = 0 }, "blocks"),
      (with(net) { $0.blocks = 7 }, "blocks"), (with(net) { $0.recipe.batch = 0 }, "recipe.batch"),
      (with(net) { $0.passes = 0 }, "passes"),
      (with(supernet) { $0.snapshots = [91] }, "snapshots"), (with(supernet) { $0.snapshots = [-1] }, "snapshots"),
      (with(evaluation) { $0.architectures = [] }, "architectures"),
    ]
    for (job, field) in wrong {
      guard case .spec(let reason) = try refusal(job) else { Issue.record("\(field) is let pass"); continue }
      #expect(reason.hasPrefix("\(field):"))
    }
  }

  /// What would train for hours and then fail.
  @Test func aSupernetOfAMixtureIsRefusedBeforeItTrains() throws {
    var mixed = try Samples.supernet()
    mixed.strategy = .fairDARTS(FairDARTS(level: .single))
    guard case .spec(let reason) = try refusal(mixed) else { Issue.record("it is let pass"); return }
    #expect(reason.hasPrefix("strategy:"))
  }

  @Test func bitsOfAnotherArithmeticAreNotPromised() throws {
    var net = try Samples.standAlone()
    net.numerics = Job.numerics + 1
    #expect(try refusal(net) == .numerics(found: Job.numerics + 1, expected: Job.numerics))
  }
}
