import Fixtures
import Jobs
import Spaces
import Store
import Testing

/// Supernets whose skips are linear maps, scored without them.
@Suite struct DroppedMapsTests {
  private func trained(_ start: LinearSkips.Start) throws -> (folder: TemporaryFolder, supernet: SupernetSpec) {
    let folder = try TemporaryFolder()
    var supernet = try Samples.supernet()
    supernet.space = Samples.space.stabilised(start)
    try Samples.worker(folder.path).run(supernet)
    return (folder, supernet)
  }

  /// Runs with the maps and without them.
  private func both(_ folder: TemporaryFolder, _ supernet: SupernetSpec, passes: Int) throws -> [EvaluationRun] {
    try [false, true].map { drops in
      var spec = try Samples.evaluation(of: supernet, passes: passes)
      spec.dropsMaps = drops
      return try EvaluationRun(reading: try Samples.worker(folder.path).run(spec))
    }
  }

  /// Untrained maps that begin as the identity do nothing, so that nothing changes without them.
  @Test func mapsThatAreTheIdentityCanBeLeftOut() throws {
    let (folder, supernet) = try trained(.identity), runs = try both(folder, supernet, passes: 0)
    #expect(runs[0].scores == runs[1].scores && runs[0].loss == runs[1].loss)
    #expect(try runs.map(\.space.digest) == [supernet.space.digest(), Samples.space.digest()])
    #expect(runs[0].header.specDigest != runs[1].header.specDigest)
  }

  /// Only nets with skips lose what their maps did.
  @Test func trainedMapsAreMissedWhereANetHasThem() throws {
    let (folder, supernet) = try trained(.he), runs = try both(folder, supernet, passes: 90)
    let space = supernet.space
    for (row, text) in runs[0].architectures.enumerated() {
      let hasSkips = try !space.skips(of: space.architecture(text)).isEmpty
      #expect((runs[0].loss[row] == runs[1].loss[row]) != hasSkips, "\(text)")
    }
    var spec = try Samples.evaluation(of: supernet)
    spec.dropsMaps = true
    let path = try Samples.worker(folder.path).run(spec)
    #expect(try Samples.worker(folder.path).recompute(path, count: 3).allSatisfy(\.agrees))
  }

  @Test func theSpecSaysItOnlyWhereItIsSo() throws {
    var spec = try Samples.evaluation(of: Samples.supernet())
    #expect(try !Job(spec).text.contains("dropsMaps"))
    spec.dropsMaps = true
    let text = try Job(spec).text
    #expect(text.contains(#""dropsMaps":true"#))
    #expect(try JobKinds.house.job(reading: text).spec as? EvaluationSpec == spec)
  }

  @Test func skipsThatAreNoMapsAreRefused() throws {
    let folder = try TemporaryFolder(), supernet = try Samples.supernet()
    try Samples.worker(folder.path).run(supernet)
    var spec = try Samples.evaluation(of: supernet)
    spec.dropsMaps = true
    #expect(throws: WorkError.spec(reason: "dropsMaps: is true, and the supernet's skips are no maps")) {
      try Samples.worker(folder.path).run(spec)
    }
  }
}
