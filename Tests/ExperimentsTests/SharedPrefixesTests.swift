import Digests
import Experiments
import Jobs
import Spaces
import Testing
import Training

@Suite struct SharedPrefixesTests {
  private func job(_ architectures: [String]) throws -> Job {
    try Job(
      EvaluationSpec(
        .supernet(JobReference(Digest(of: "supernet".utf8)), passes: 1), policy: .inherited,
        architectures: architectures, blocks: 1))
  }

  @Test func evaluationsAddUpAndNothingIsSharedBetweenThem() throws {
    let space = Space.nasBenchMacro(), nets = ["22222222", "22222221"]
    let one = try SharedPrefixes([try job(nets)], in: space)
    let both = try SharedPrefixes([try job([nets[0]]), try job([nets[1]])], in: space)
    #expect(one.subnets == 2 && both.subnets == 2 && one.alone == both.alone)
    #expect(both.macs == both.alone && both.saving == 1 && one.saving > 1.5)
    let costs = try nets.map { CostTable(space).cost(of: try space.architecture($0)).macs }
    #expect(one.alone == costs[0] + costs[1])
  }

  @Test func aPlanWithoutEvaluationsSavesNothing() throws {
    let none = try SharedPrefixes([], in: .nasBenchMacro())
    #expect(none.subnets == 0 && none.saving == 1)
  }
}
