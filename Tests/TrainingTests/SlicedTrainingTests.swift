import Datasets
import Networks
import Spaces
import Strategies
import Testing
import Training

/// Supernets whose candidates are widths of one set of weights, trained and scored.
@Suite struct SlicedTrainingTests {
  private static let space = Space.shuffleNet(
    name: "sliced", input: ImageShape(height: 9, width: 9, channels: 1), classes: 4, stem: (4, 1), widths: [8, 12], depths: [1, 2],
    strides: [2, 1], head: 6, tenths: [16, 10, 5])
  /// Widths of each block, the widest first.
  private static let widths = 3

  private func train(_ space: Space, _ strategy: UniformSampling, passes: Int, of budget: Int) throws -> Snapshot {
    let data = try Samples.images()
    var trainer = try Trainer(
      space, Classification(), strategy, Samples.recipe(), passes: budget, images: data.training, seed: 2, threads: 2)
    for _ in 0..<passes { try trainer.step() }
    return trainer.snapshot()
  }

  /// As long as the widest are drawn alone, nothing tells the supernet from that of the widest.
  @Test func beforeWidthsJoinTrainingIsThatOfTheWidest() throws {
    let widest = Self.space.restricted(
      to: Architecture(kept: Self.space.choices.map { Array(stride(from: 0, to: $0.candidates.count, by: Self.widths)) }))
    let plain = try train(widest, UniformSampling(), passes: 20, of: 40)
    #expect(try train(Self.space, UniformSampling(), passes: 20, of: 40) == plain)
    #expect(try train(Self.space, UniformSampling(widthWarmUp: WidthWarmUp([])), passes: 20, of: 40) != plain)
  }

  /// Scores of a path are those of its net alone with the first channels of the supernet's weights and statistics, to the last bit.
  @Test(arguments: [.inherited, .batch(size: 40), .recalibrated(images: 40), .moving(batches: 5, size: 40)] as [NormalizationPolicy])
  func aPathIsScoredAsTheNetThatItIsAlone(policy: NormalizationPolicy) throws {
    let data = try Samples.images(), weights = try train(Self.space, UniformSampling(), passes: 60, of: 60)
    func score(_ space: Space, _ weights: Snapshot, _ paths: [[Int]]) throws -> [Scorer.Score] {
      var scorer = try Scorer(space, Classification(), weights, policy, chunk: 40, threads: 2), scores: [Scorer.Score] = []
      try scorer.score(paths.map { Subnet(path: $0) }, on: data.validation, recalibration: policy.recalibration(of: data)) {
        scores.append($0)
      }
      return scores.sorted { $0.subnet < $1.subnet }
    }
    let paths = [[2, 5, 11], [2, 4, 9], [1, 8, 6], [10, 2, 0]], together = try score(Self.space, weights, paths)
    for (number, path) in paths.enumerated() {
      let net = try weights.folded(path, of: Self.space)
      let restricted = try weights.restricted(to: Architecture(path: path), of: Self.space)
      #expect(restricted.space == net.space && restricted.weights == net.weights)
      #expect(net.steps.isEmpty && net.space == Self.space.restricted(to: Architecture(path: path)))
      var alone = try score(net.space, net.weights, [path.map { _ in 0 }])[0]
      alone.subnet = number
      #expect(alone == together[number], "\(path)")
    }
    #expect(Set(together.map(\.loss)).count == paths.count)
  }

  /// Whatever is kept: what is left of an owner that goes is each one's own.
  @Test func aRestrictedSpaceHasTheWeightsOfWhatIsKept() throws {
    let kept = Architecture(kept: [[1, 2], [2, 3], [11]]), weights = try train(Self.space, UniformSampling(), passes: 60, of: 60)
    let net = try weights.restricted(to: kept, of: Self.space), whole = try weights.restricted(to: Self.space.whole, of: Self.space)
    #expect(whole.weights == weights)
    for (path, place) in [([1, 2, 11], [0, 0, 0]), ([2, 3, 11], [1, 1, 0])] {
      let alone = try weights.restricted(to: Architecture(path: path), of: Self.space).weights
      #expect(try net.weights.restricted(to: Architecture(path: place), of: net.space).weights == alone)
    }
    let other = Space.nasBenchMacro(input: Self.space.input, classes: 4, stem: 4, widths: [8], depths: [1], head: 6)
    #expect(throws: TrainingError.self) { try weights.restricted(to: other.whole, of: other) }
  }

  /// Of a candidate those weights turn that it runs.
  @Test func anglesAreThoseOfTheFirstChannels() throws {
    let network = try Network(Self.space, Classification(), batch: 1, .path), path = [2, 4, 9]
    let start = try Snapshot(initial: network, seed: 2), end = try train(Self.space, UniformSampling(), passes: 60, of: 60)
    let before = try start.folded(path, of: Self.space), after = try end.folded(path, of: Self.space)
    let alone = try Network(before.space, Classification(), batch: 1, .path)
    let own = try AngleTable(alone, from: before.weights, to: after.weights).sums(of: [0, 0, 0])
    let found = try AngleTable(network, from: start, to: end).sums(of: path)
    #expect(own == found && own.moved > 0)
  }
}
