import Engine
import Networks
import Spaces
import Streams
import Testing

@Suite struct LinearSkipsTests {
  private let space = Samples.catalogue[0]

  private func names(_ space: Space) throws -> [String] {
    try Network(space, Classification(), batch: 2, .path).parameters.parameters.map(\.name)
  }

  @Test func aStabilisedSpaceHasTheOtherWeightsUnderTheirNamesAndOneMapASkip() throws {
    let plain = try names(space), stabilised = try names(space.stabilised())
    #expect(stabilised.filter { !plain.contains($0) } == ["layer2/identity/convolution1/weight", "layer4/identity/convolution1/weight"])
    #expect(stabilised.filter(plain.contains) == plain)
  }

  @Test func mapsBeginAsHeOrAsTheIdentityAndOtherWeightsAsInThePlainForm() throws {
    func start(_ space: Space) throws -> [String: [Float]] {
      let network = try Network(space, Classification(), batch: 2, .path), executor = try Executor(network.capacity(threads: 1))
      network.parameters.initialize(executor.contents, RandomStream(seed: 4, "weights"))
      return Dictionary(
        uniqueKeysWithValues: network.parameters.parameters.map { own in (own.name, own.range.map { executor.contents.parameters[$0] }) })
    }
    let plain = try start(space), he = try start(space.stabilised()), identity = try start(space.stabilised(.identity))
    for (name, values) in plain { #expect(he[name] == values && identity[name] == values) }
    let map = "layer2/identity/convolution1/weight", bound = (6 / Float(4)).squareRoot()
    #expect(identity[map] == (0..<16).map { $0 % 5 == 0 ? 1 : 0 })
    #expect(try #require(he[map]).allSatisfy { abs($0) < bound } && Set(try #require(he[map])).count == 16)
  }

  /// Two twins, one after the other before an update: the one set of weights has the sum of both gradients.
  @Test func theGradientsOfTwinsAddUpInOneParameter() throws {
    let gate = SqueezeExcite(divisor: 2)
    var twins = Space.fairDARTSChain(
      input: Samples.input, classes: 3, stem: (4, 1, 3), widths: [4], depths: [2], strides: [1], head: 6)
    for index in twins.choices.indices {
      twins.choices[index].candidates = [
        .invertedResidual("MB3", expansion: 3, kernel: 3, activation: .hSwish),
        .invertedResidual("MB3_SE", expansion: 3, kernel: 3, activation: .hSwish, squeezeExcite: gate),
      ]
    }
    twins.symmetry = .none
    let shared = twins.sharingTwins()
    try shared.validate()
    func gradients(_ space: Space, _ paths: [[Int]]) throws -> [String: [Float]] {
      let network = try Network(space, Classification(), batch: 3, .path), executor = try Executor(network.capacity(threads: 1))
      let memory = executor.contents
      for parameter in network.parameters.parameters {
        // Twins with weights of their own have equal ones.
        var random = RandomStream(
          seed: 3, parameter.name.replacing("MB3_SE/convolution4", with: "MB3/convolution3").replacing("_SE/conv", with: "/conv"))
        for i in parameter.range { memory.parameters[i] = Float(random.normal()) * 0.5 }
      }
      var random = RandomStream(seed: 3, "images")
      let batch = network.batch(memory)
      for i in 0..<network.images.shape.count { batch.images[i] = Float(random.normal()) }
      for i in 0..<3 { try #require(batch.labels)[i] = Int32(i) }
      for (number, path) in paths.enumerated() {
        let isLast = number == paths.count - 1
        let plan = try network.plan(Subnet(path: path), Network.Turn(adds: number > 0, closes: isLast))
        executor.forward(plan, from: number == 0 ? 0 : plan.trunk, Mode(.training(tracks: false)))
        executor.backward(plan, downTo: isLast ? 0 : plan.trunk - 1)
      }
      return Dictionary(
        uniqueKeysWithValues: network.parameters.parameters.map { own in (own.name, own.range.map { memory.gradients[$0] }) })
    }
    let paths = [[0, 1], [1, 0]], own = try gradients(twins, paths), one = try gradients(shared, paths)
    #expect(one.keys.allSatisfy { !$0.contains("_SE/convolution") } && one.keys.contains("layer1/MB3_SE/layer3/reduce/weight"))
    for (name, sum) in one {
      let twin = name.replacing("/MB3/convolution3", with: "/MB3_SE/convolution4").replacing(
        "/MB3/convolution", with: "/MB3_SE/convolution")
      let first = try #require(own[name]), second = twin == name ? nil : own[twin]
      for i in sum.indices {
        let expected = first[i] + (second?[i] ?? 0)
        #expect(abs(sum[i] - expected) <= 1e-4 * max(1, abs(expected)), "\(name)")
      }
    }
  }

  /// C.12: z + B relu(A z) with z = W₁x. Folding W₁ into A leaves the shortcut behind, and the difference is (W₁ − 1)x exactly.
  @Test func inFrontOfAResidualAMapCannotBeFolded() throws {
    let block = Operation(
      "block", [.convolution(Convolution(.output)), .activation(.relu), .convolution(Convolution(.output))], residual: true)
    let space = Space(
      name: "two channels", input: ImageShape(height: 1, width: 1, channels: 2), classes: 2, stem: [.convolution(Convolution(.fixed(2)))],
      choices: [Choice("layer1", [.identity("skip")]), Choice("layer2", [block])],
      nodes: (0..<2).map { .place(choice: $0, from: $0, channels: 2, stride: 1) }, head: [.globalAverage, .linear(outputs: 2, bias: false)])
    // Weights are [inputs][outputs]: the transposed matrices of the oracle.
    let one: [Float] = [1, 0, 0, 1], map: [Float] = [1, -1, 2, 0.5], a: [Float] = [1, 1, 1, -1], b: [Float] = [0.5, 0, 0, 2]
    func output(_ space: Space, _ first: [Float]) throws -> [Float] {
      let network = try Network(space, Classification(), batch: 1, .scoring(several: false))
      let executor = try Executor(network.capacity(threads: 1)), memory = executor.contents
      for own in network.parameters.parameters {
        let values = own.name.contains("skip") ? map : own.name.hasPrefix("layer2") ? (own.name.contains("convolution1") ? first : b) : one
        for (place, value) in zip(own.range, values) { memory.parameters[place] = value }
      }
      let batch = network.batch(memory)
      (batch.images[0], batch.images[1]) = (3, -2)
      try #require(batch.labels)[0] = 0
      let plan = try network.plan(Subnet(path: [0, 0]))
      executor.forward(plan, Mode(.inherited))
      let scores = try #require(plan.loss as? CrossEntropy).logits
      return (0..<2).map { executor.contents.rows(scores.tensor, 0)[$0] }
    }
    #expect(try output(space.stabilised(), a) == [-1, 2])
    // A W₁ = [[0, 2.5], [2, 1.5]], transposed.
    #expect(try output(space, [0, 2, 2.5, 1.5]) == [3, 4])
    let network = try Network(space.stabilised(), Classification(), batch: 1, .scoring(several: false))
    // The stem's convolution takes it in instead.
    #expect(try network.folding([0, 0]).steps.map(\.neighbour) == ["stem"])
  }
}
