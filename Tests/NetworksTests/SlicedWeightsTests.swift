import Engine
import Fixtures
import FoundationEssentials
import Glibc
import Networks
import Spaces
import Streams
import Testing

/// Candidates that train the first channels of another's weights: SPOS's channel search.
@Suite struct SlicedWeightsTests {
  private let space = Samples.sliced, batch = 3

  /// Each choice keeps its candidate of this number, all of them once.
  private static let paths = (0..<12).map { number in Samples.path(Samples.sliced, number) }

  private func numbers(_ count: Int, _ name: String) -> [Float] {
    var random = RandomStream(seed: 9, name)
    return (0..<count).map { _ in Float(random.normal()) }
  }

  private func fill(_ network: Network, _ memory: Memory) throws {
    let place = network.batch(memory)
    for (i, value) in numbers(network.images.shape.count, "images").enumerated() { place.images[i] = value }
    for i in 0..<network.images.shape.images { try #require(place.labels)[i] = Int32(i % 3) }
  }

  /// Weights, scales and statistics that a plan runs, in their order: the same for two plans of one net.
  private func run(by plan: Plan) -> (parameters: [Parameter], statistics: [Parameter]) {
    (plan.instructions.flatMap(\.parameters), plan.instructions.compactMap { $0.normalization?.running })
  }

  @Test func onlyTheWidestHaveWeightsOfTheirOwn() throws {
    let own = try Network(space, Classification(), batch: 1, .path).parameters
    let widest = try Network(
      .shuffleNet(
        input: Samples.input, classes: 3, stem: (4, 1), widths: [8, 12], depths: [1, 2], strides: [2, 1], head: 6, dropout: 0,
        activation: .relu6, tenths: [16]), Classification(), batch: 1, .path
    ).parameters
    #expect(own.parameters.map { $0.name.replacing("@1.6", with: "") } == widest.parameters.map(\.name))
    #expect(own.parameters.map(\.shape) == widest.parameters.map(\.shape) && own.statistics.map(\.shape) == widest.statistics.map(\.shape))
    let network = try Network(space, Classification(), batch: 1, .path)
    #expect(network.modules.flatMap(\.tensors).allSatisfy { $0.parameter.stored === $0.parameter })
    #expect(Set(network.modules.flatMap(\.tensors).map(\.parameter)) == Set(own.parameters + own.statistics))
  }

  /// The net of a path alone has its own widths; with the same numbers it has the same loss, gradients and averages, bit for bit.
  @Test(arguments: paths) func aPathIsTheNetThatHasItsFirstChannels(path: [Int]) throws {
    let network = try Network(space, Classification(), batch: batch, .path), executor = try Executor(network.capacity(threads: 2))
    let net = space.restricted(to: Architecture(path: path)), none = path.map { _ in 0 }
    try net.validate()
    let alone = try Network(net, Classification(), batch: batch, .path), other = try Executor(alone.capacity(threads: 1))
    let plan = try network.plan(Subnet(path: path)), second = try alone.plan(Subnet(path: none))
    let cost = CostTable(space).cost(of: Architecture(path: path))
    #expect(alone.parameters.parameters.reduce(0) { $0 + $1.count } == cost.parameters)
    #expect(cost == CostTable(net).cost(of: Architecture(path: none)) && plan.macs.reduce(0, +) == cost.macs)
    let memory = executor.contents, copy = other.contents
    network.parameters.initialize(memory, RandomStream(seed: 2, "weights"))
    alone.parameters.initialize(copy, RandomStream(seed: 3, "weights"))
    for own in network.parameters.parameters where own.kind != .weight {
      for (i, value) in zip(own.range, numbers(own.count, own.name)) { memory.parameters[i] = 1 + 0.2 * value }
    }
    let first = run(by: plan), twin = run(by: second)
    #expect(twin.parameters.allSatisfy { $0.stored === $0 } && first.parameters.map(\.shape) == twin.parameters.map(\.shape))
    for (own, mine) in zip(first.parameters, twin.parameters) {
      for (from, to) in zip(own.indices, mine.indices) { copy.parameters[to] = memory.parameters[from] }
    }
    try fill(network, memory)
    try fill(alone, copy)
    executor.forward(plan)
    other.forward(second)
    executor.backward(plan)
    other.backward(second)
    #expect(try #require(plan.loss).loss(executor.contents).bitPattern == #require(second.loss).loss(other.contents).bitPattern)
    for (own, mine) in zip(first.parameters, twin.parameters) {
      #expect(own.indices.map { memory.gradients[$0] } == mine.indices.map { copy.gradients[$0] }, "\(own.name)")
      let inside = Set(own.indices)
      #expect(own.stored.range.allSatisfy { inside.contains($0) || memory.gradients[$0] == 0 }, "\(own.name)")
    }
    for (own, mine) in zip(first.statistics, twin.statistics) {
      #expect(own.indices.map { memory.statistics[$0] } == mine.indices.map { copy.statistics[$0] }, "\(own.name)")
    }
    // What is inherited is where it was left.
    executor.forward(plan, Mode(.inherited))
    other.forward(second, Mode(.inherited))
    #expect(try #require(plan.loss).loss(executor.contents).bitPattern == #require(second.loss).loss(other.contents).bitPattern)
  }

  private struct Golden: Decodable {
    struct Parameter: Decodable {
      var name: String, fan: Int, after: [Double]
    }
    var steps: [[String]], losses: [Double], parameters: [Parameter], running: [String: [Double]]
  }

  /// Two steps of SGD with momentum and decay on other widths against PyTorch float64 (Tests/Golden/networks/slices.py): behind a slice
  /// gradients are zero, and momentum and decay move all that is stored. Candidates that no step ran stay as they were.
  @Test func twoStepsOfOtherWidthsArePyTorchs() throws {
    let golden = try JSONDecoder().decode(Golden.self, from: Fixtures.golden("networks/slices.json"))
    let space = Space.shuffleNet(
      input: ImageShape(height: 6, width: 6, channels: 2), classes: 3, stem: (8, 1), widths: [10], depths: [2], strides: [2], head: 6,
      dropout: 0, tenths: [16, 10, 6, 4])
    let network = try Network(space, Classification(), batch: 4, .path), executor = try Executor(network.capacity(threads: 2))
    let memory = executor.contents, known = Dictionary(uniqueKeysWithValues: golden.parameters.enumerated().map { ($1.name, $0) })
    network.parameters.initialize(memory, RandomStream(seed: 1, "weights"))
    func sines(_ first: Double, _ count: Int) -> [Double] { (0..<count).map { Double(Float(sin(first + 0.37 * Double($0)))) } }
    for own in network.parameters.parameters {
      guard let number = known[own.name] else { continue }
      for (place, sine) in zip(own.range, sines(1 + 0.7 * Double(number), own.count)) {
        switch own.kind {
        case .scale: memory.parameters[place] = Float(1 + 0.1 * sine)
        case .shift: memory.parameters[place] = Float(0.1 * sine)
        case .weight, .bias: memory.parameters[place] = Float(sine / Double(golden.parameters[number].fan).squareRoot())
        }
      }
    }
    let before = Dictionary(
      uniqueKeysWithValues: network.parameters.parameters.map { own in (own.name, own.range.map { memory.parameters[$0] }) })
    let place = network.batch(memory)
    for (i, sine) in sines(0.5, network.images.shape.count).enumerated() { place.images[i] = Float(sine) }
    for i in 0..<4 { try #require(place.labels)[i] = Int32(i % 3) }
    let optimizer = Optimizer(.sgd(SGD(momentum: 0.9, decay: 0.05)))
    for (names, loss) in zip(golden.steps, golden.losses) {
      let plan = try network.plan(Subnet(try space.architecture(names.joined(separator: ","))))
      executor.forward(plan)
      #expect(abs(try #require(plan.loss).loss(executor.contents) - loss) < 1e-6)
      executor.backward(plan)
      optimizer.update(executor, plan.touched, rate: 0.1)
    }
    for own in network.parameters.parameters {
      let after = own.range.map { memory.parameters[$0] }
      if let number = known[own.name] {
        #expect(after.count == golden.parameters[number].after.count)
        let off = zip(after, golden.parameters[number].after).map { abs(Double($0) - $1) }.max() ?? 1
        #expect(off < 1e-5, "\(own.name) is off by \(off)")
      } else {
        #expect(after == before[own.name], "\(own.name)")
      }
    }
    for own in network.parameters.statistics {
      guard let exact = golden.running[own.name] else { continue }
      let off = zip(own.range, exact).map { abs(Double(memory.statistics[$0]) - $1) }.max() ?? 1
      #expect(off < 1e-5, "\(own.name) is off by \(off)")
    }
    #expect(golden.running.keys.allSatisfy { name in network.parameters.statistics.contains { $0.name == name } })
  }
}
