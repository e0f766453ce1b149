import Engine
import Fixtures
import Jobs
import Networks
import Spaces
import Store
import Streams
import Testing
import Training

@Suite struct AngleWorkerTests {
  /// A results folder with a trained supernet whose untrained weights were kept, and the angles of it.
  private func run(passes: Int = 90) throws -> (folder: TemporaryFolder, supernet: SupernetRun, angles: AngleRun) {
    let folder = try TemporaryFolder(), spec = try Samples.supernet()
    let supernet = try SupernetRun(reading: try Samples.worker(folder.path).run(spec))
    let angles = try AngleRun(reading: try Samples.worker(folder.path).run(AngleSpec(try JobReference(spec), passes: passes)))
    return (folder, supernet, angles)
  }

  private func floats(_ array: NamedArray) throws -> [Float] {
    guard case .floats(let values) = array.values else { throw WorkError.spec(reason: array.name) }
    return values
  }

  @Test func theFirstWeightsFollowFromTheSpecBitForBit() throws {
    let (_, supernet, _) = try run(), spec = try Samples.supernet()
    let network = try Network(spec.space, spec.recipe.task, batch: 1, .path)
    let made = try Snapshot(initial: network, seed: UInt64(spec.seed))
    try #require(supernet.snapshots[0].passes == 0)
    for (kept, made) in zip(supernet.snapshots[0].parameters, made.parameters) {
      #expect(kept.name == made.name && kept.values == .floats(made.values))
    }
    #expect(made.parameters.count == supernet.snapshots[0].parameters.count)
    let other = try Snapshot(initial: network, seed: 4)
    #expect(other != made)
  }

  /// Weights by name in files: what ends in weight, depthwise or pointwise, of the stem, the head, the classifier and the candidates taken.
  @Test func sumsOfAPathAreThoseOfItsWeightsWrittenOneBehindTheOther() throws {
    let (_, supernet, angles) = try run(), space = Samples.space, before = supernet.snapshots[0].parameters
    let after = try #require(supernet.snapshots.last).parameters
    var random = RandomStream(seed: 5, "paths")
    for path in [[0, 0, 0, 0, 0, 0], [2, 2, 2, 2, 2, 2]] + (0..<10).map({ _ in space.uniformPath(&random) }) {
      let taken = ["stem", "head"] + zip(space.choices, path).map { "\($0.name)/\($0.candidates[$1].name)" }
      func vector(_ arrays: [NamedArray]) throws -> [Float] {
        try arrays.filter { array in
          array.name == "classifier/weight"
            || array.name.hasSuffix("/weight") && taken.contains { array.name.hasPrefix("\($0)/") }
        }.flatMap(floats)
      }
      let whole = AngleTable.Sums(try vector(before), try vector(after))
      var sums = AngleTable.Sums(start: angles.fixed[0], end: angles.fixed[1], moved: angles.fixed[2])
      for (row, candidate) in zip(angles.sums, path) {
        sums += AngleTable.Sums(start: row[candidate][0], end: row[candidate][1], moved: row[candidate][2])
      }
      #expect(abs(sums.angle / whole.angle - 1) < 1e-12 && whole.angle > 0.01)
      #expect(abs(sums.end / whole.end - 1) < 1e-12 && abs(sums.start / whole.start - 1) < 1e-12)
    }
    // Nothing is computed, nothing is turned.
    #expect(angles.candidates[1][0] == "identity" && angles.sums[1][0] == [0, 0, 0] && angles.sums[0][0] != [0, 0, 0])
  }

  @Test func anUntrainedSupernetHasNotTurned() throws {
    let (_, _, angles) = try run(passes: 0)
    #expect(angles.sums.joined().allSatisfy { $0[2] == 0 && $0[0] == $0[1] } && angles.passes == 0)
  }

  @Test func passesWithoutWeightsAreRefusedByName() throws {
    let folder = try TemporaryFolder(), spec = try Samples.supernet()
    try Samples.worker(folder.path).run(spec)
    let error = #expect(throws: WorkError.self) { try Samples.worker(folder.path).run(AngleSpec(try JobReference(spec), passes: 60)) }
    #expect(error?.description.contains("no weights after 60 passes, only after 0, 45, 90") == true, "\(String(describing: error))")
  }

  @Test func sumsAreFoundAgainAndChangedOnesAreNot() throws {
    let (folder, _, run) = try run(), path = Results(folder.path).files(kind: "angles", digest: run.header.specDigest).run
    let worker = Samples.worker(folder.path)
    #expect(try worker.recompute(path, count: 4).map(\.agrees) == [true, true, true, true])
    var sums = run.sums
    sums[0][0][1] = sums[0][0][1].nextUp
    try AngleRun(
      header: run.header, space: run.space, strategy: run.strategy, seed: run.seed, supernet: run.supernet, passes: run.passes,
      choices: run.choices, candidates: run.candidates, fixed: run.fixed, sums: sums
    ).write(to: path)
    #expect(try worker.recompute(path, count: 3).map(\.agrees) == [false, true, true])
  }
}
