import Engine
import Networks
import Spaces
import Streams
import Testing

/// Passes under known statistics against `forward`, bit for bit.
@Suite struct InferenceTests {
  private static let spaces = Samples.catalogue + Samples.coming
  /// Wide and tall enough that blocks need several bands, and images of odd size.
  private static let tall: Space = .nasBenchMacro(
    input: ImageShape(height: 75, width: 61, channels: 3), classes: 3, stem: 16, widths: [24, 40], depths: [2, 2], head: 20,
    activation: .relu6)

  /// A network with weights, running statistics and images of its own.
  private final class Case {
    let network: Network, executor: Executor

    init(_ space: Space, images: Int, threads: Int, several: Bool) throws {
      network = try Network(space, Classification(), batch: images, .scoring(several: several), slices: min(threads, images))
      executor = try Executor(network.capacity(threads: threads))
      network.initialize(executor.contents, seed: 3)
      let memory = executor.contents, batch = network.batch(memory)
      var random = RandomStream(seed: 5, "inference")
      for place in 0..<network.parameters.statisticsCount { memory.statistics[place] = Float(0.5 + random.unit()) }
      for place in 0..<network.images.shape.count { batch.images[place] = Float(random.unit() - 0.5) }
      for image in 0..<images { batch.labels?[image] = Int32(random.below(space.classes)) }
    }

    /// What the head leaves for the leading images, and the loss of each.
    func results(_ plan: Plan, images: Int) throws -> [UInt32] {
      let logits = try #require(plan.loss as? CrossEntropy).logits.tensor, loss = try #require(plan.loss), memory = executor.contents
      let scores = (0..<images * logits.shape.channels).map { memory.rows(logits, 0)[$0].bitPattern }
      return scores + (0..<images).map { Float(loss.answer($0, memory).loss).bitPattern }
    }
  }

  private func subnets(_ space: Space, several: Bool, seed: UInt64) -> [Subnet] {
    var random = RandomStream(seed: seed, "subnets")
    return (0..<3).map { _ in
      Subnet(
        Architecture(
          kept: space.choices.map { choice in
            several ? choice.candidates.indices.filter { _ in random.below(2) == 0 } : [random.below(choice.candidates.count)]
          }))
    }
  }

  private func compare(_ space: Space, images: Int, threads: Int, several: Bool, seed: UInt64) throws {
    let one = try Case(space, images: images, threads: threads, several: several)
    let other = try Case(space, images: images, threads: 1, several: several)
    let shared = InferenceMemory(one.executor)
    for subnet in subnets(space, several: several, seed: seed) {
      let plan = try one.network.plan(subnet), part = max(1, images - 1)
      one.executor.infer(Inference(plan, one.executor, images: images, sharing: shared), images: part)
      other.executor.forward(try other.network.plan(subnet), Mode(.inherited, images: part))
      #expect(try one.results(plan, images: part) == other.results(plan, images: part))
    }
  }

  /// Every kind of layer that there is, cut by images and by rows.
  @Test(arguments: spaces.indices, [(1, 1), (1, 3), (2, 4), (5, 1), (5, 2)])
  func bitsAreThoseOfForward(number: Int, cut: (images: Int, threads: Int)) throws {
    let space = Self.spaces[number]
    try compare(space, images: cut.images, threads: cut.threads, several: !space.isChain, seed: UInt64(number))
  }

  @Test(arguments: [(1, 1), (1, 2), (1, 4), (3, 2)]) func bandsOfRowsMeet(cut: (images: Int, threads: Int)) throws {
    for seed in 0..<2 { try compare(Self.tall, images: cut.images, threads: cut.threads, several: false, seed: UInt64(seed)) }
  }

  /// A pass begins where a subnet leaves the one before, under statistics of each.
  @Test(arguments: spaces.indices.filter { spaces[$0].isChain }) func aLaterStartReadsWhatAnotherLeft(number: Int) throws {
    let space = Self.spaces[number], one = try Case(space, images: 4, threads: 2, several: false)
    let other = try Case(space, images: 4, threads: 1, several: false)
    var path = space.choices.map { _ in 0 }
    let first = try one.network.plan(Subnet(path: path))
    one.executor.infer(Inference(first, one.executor, images: 4))
    path[path.count - 1] = 1
    let second = try one.network.plan(Subnet(path: path)), start = second.shared(with: first)
    #expect(start > 0)
    one.executor.infer(Inference(second, from: start, one.executor, images: 4))
    other.executor.forward(try other.network.plan(Subnet(path: path)), Mode(.inherited))
    #expect(try one.results(second, images: 4) == other.results(second, images: 4))
  }

  /// Weights are laid out once: others are seen by another inference alone.
  @Test func anInferenceKeepsTheWeightsThatItWasMadeWith() throws {
    let one = try Case(Self.spaces[0], images: 2, threads: 1, several: false), plan = try one.network.plan(Subnet(path: [0, 1, 2, 0]))
    let inference = Inference(plan, one.executor, images: 2)
    one.executor.infer(inference)
    let before = try one.results(plan, images: 2)
    one.network.initialize(one.executor.contents, seed: 4)
    one.executor.infer(Inference(plan, one.executor, images: 2))
    #expect(try one.results(plan, images: 2) != before)
  }
}
