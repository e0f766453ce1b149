import Engine
import Networks
import Spaces
import Streams
import Testing

@Suite struct ClassificationTests {
  @Test func itsMetricIsTheShareOfRightAnswers() {
    let task = Classification(labelSmoothing: 0.1)
    #expect(task.metric == Metric(name: "accuracy", unit: "fraction") && task.targets(of: Samples.catalogue[0]) == .labels(classes: 3))
  }

  /// Smoothing changes the loss, and not which answers are right.
  @Test func smoothingMovesTheLossAlone() throws {
    let space = Samples.catalogue[0]
    func answers(_ smoothing: Double) throws -> [(loss: Double, score: Double)] {
      let network = try Network(space, Classification(labelSmoothing: smoothing), batch: 3, .scoring(several: false))
      let executor = try Executor(network.capacity(threads: 1)), memory = executor.contents, batch = network.batch(memory)
      network.parameters.initialize(memory, .init(seed: 1, "weights"))
      for i in 0..<network.images.shape.count { batch.images[i] = Float(i % 7) - 3 }
      for i in 0..<3 { try #require(batch.labels)[i] = Int32(i) }
      let plan = try network.plan(Subnet(path: [1, 0, 2, 1]))
      executor.forward(plan, Mode(.batch))
      let loss = try #require(plan.loss)
      return (0..<3).map { loss.answer($0, executor.contents) }
    }
    let plain = try answers(0), smooth = try answers(0.2)
    #expect(plain.map(\.score) == smooth.map(\.score) && plain.map(\.loss) != smooth.map(\.loss))
    #expect(plain.allSatisfy { $0.score == 0 || $0.score == 1 })
  }
}
