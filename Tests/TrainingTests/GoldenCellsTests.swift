import Datasets
import Engine
import Networks
import Fixtures
import FoundationEssentials
import Glibc
import Spaces
import Strategies
import Streams
import Testing
import Training

/// A small DARTS supernet against PyTorch float64 (Tests/Golden/engine/cells.py): one pass, and whole steps of both orders.
@Suite struct GoldenCellsTests {
  private let space = Space.darts(channels: 4, cells: 3, input: ImageShape(height: 8, width: 8, channels: 1), classes: 4)

  private struct Golden: Decodable {
    struct Pass: Decodable {
      var loss: Double, mixture: [[Double]]?, gains: [Double]?, parameters: [Parameter]
    }
    struct Parameter: Decodable {
      var name: String, count: Int, fan: Int, norm: Double, product: Double
    }
    struct Steps: Decodable {
      var gradient, alpha: [[Double]], norms: [Double]
    }
    var pass: Pass, partial: Pass, auxiliary: Pass, first: Steps, second: Steps
  }

  private func golden() throws -> Golden {
    try JSONDecoder().decode(Golden.self, from: Fixtures.golden("engine/cells.json"))
  }

  private func data() throws -> PreparedData {
    let source = SyntheticImages(seed: 5, training: 8, test: 4, height: 8, width: 8, channels: 1, classes: 4)
    return try PreparedData(try Dataset.load(.synthetic(source)), SplitSpec(training: 4, validation: 4, recalibration: 4, seed: 1))
  }

  /// The script's weights: sines, by the place of the parameter in its list.
  private func sines(_ pass: Golden.Pass) -> [String: [Float]] {
    var values: [String: [Float]] = [:]
    for (number, parameter) in pass.parameters.enumerated() {
      values[parameter.name] = (0..<parameter.count).map { i in
        let sine = Double(Float(sin(1 + 0.7 * Double(number) + 0.37 * Double(i))))
        if parameter.name.hasSuffix("scale") { return Float(1 + 0.1 * sine) }
        if parameter.name.hasSuffix("shift") || parameter.name.hasSuffix("bias") { return Float(0.1 * sine) }
        return Float(sine / Double(parameter.fan).squareRoot())
      }
    }
    return values
  }

  private func alpha(_ row: Int) -> [Double] { (0..<8).map { 0.3 * Double(Float(sin(8 * Double(row) + Double($0)))) } }

  @Test func onePassAgrees() throws {
    try check(space, golden().pass, Mixture((0..<28).map { Gate.softmax.weights(alpha($0)) }))
  }

  /// Edges on half of the channels, each with its gain.
  @Test func onePassOfPartialChannelsAgrees() throws {
    let half = Space.partialDARTS(divisor: 2, channels: 4, cells: 3, input: space.input, classes: 4)
    let gains = (0..<28).map { 1 + 0.3 * Double(Float(sin(2 + Double($0)))) }
    try check(half, golden().partial, Mixture((0..<28).map { Gate.softmax.weights(alpha($0)) }, gains: gains))
  }

  /// A net that stands alone, with its second head.
  @Test func onePassOfANetWithTwoHeadsAgrees() throws {
    let genotype = try Genotype(
      """
      Genotype(normal=[('sep_conv_3x3', 0), ('skip_connect', 1), ('dil_conv_5x5', 0), ('max_pool_3x3', 2), ('avg_pool_3x3', 1), \
      ('sep_conv_5x5', 3), ('skip_connect', 0), ('dil_conv_3x3', 4)], normal_concat=[2, 3, 4, 5], reduce=[('max_pool_3x3', 0), \
      ('skip_connect', 1), ('sep_conv_3x3', 0), ('skip_connect', 2), ('dil_conv_3x3', 1), ('avg_pool_3x3', 0), ('sep_conv_5x5', 1), \
      ('skip_connect', 3)], reduce_concat=[2, 3, 4, 5])
      """)
    let net = try Space.darts(
      genotype, channels: 4, cells: 3, input: ImageShape(height: 32, width: 32, channels: 1), classes: 4, auxiliary: 0.4)
    var images: [Float] = []
    for i in 0..<4 * 1024 {
      let wave = Double(Float(sin(3 + 0.11 * Double(i)))), height = 1 + Double(Float(sin(1 + 2 * Double(i / 1024))))
      images.append(Float(wave * height))
    }
    // The hidden layer's BatchNorm divides by the spread of four numbers, which multiplies rounding.
    try check(net, golden().auxiliary, Mixture(net.choices.map { _ in [1] }), images: images, relative: 2e-4)
  }

  /// - Parameter images: instead of those of the data set, whose labels stay.
  private func check(_ space: Space, _ golden: Golden.Pass, _ mixture: Mixture, images: [Float]? = nil, relative: Double = 5e-5)
    throws
  {
    let network = try Network(space, Classification(), batch: 4, .mixture), values = sines(golden), data = try data()
    #expect(Set(network.parameters.parameters.map(\.name)) == Set(golden.parameters.map(\.name)))
    for level in KernelLevel.allCases where level.isAvailable {
      let executor = try Executor(network.capacity(threads: 2), level: level), memory = executor.contents, batch = network.batch(memory)
      for parameter in network.parameters.parameters {
        for (i, value) in (values[parameter.name] ?? []).enumerated() { memory.parameters[parameter.range.lowerBound + i] = value }
      }
      try data.training.fill(0..<4, images: batch.images, labels: batch.labels)
      for (i, value) in (images ?? []).enumerated() { batch.images[i] = value }
      let subnet = Subnet(space.whole, under: mixture), plan = try network.plan(subnet, learns: golden.mixture != nil)
      network.set(subnet, memory)
      executor.forward(plan)
      executor.backward(plan)
      #expect(abs(try #require(plan.loss).loss(memory) - golden.loss) < 1e-5)
      if let exact = golden.mixture {
        let found = network.takeGradient(of: mixture, memory), largest = exact.joined().map(abs).max() ?? 0
        for (a, b) in zip(found.weights.joined(), exact.joined()) { #expect(abs(a - b) < 2e-5 * largest) }
        let gains = golden.gains ?? [], most = gains.map(abs).max() ?? 0
        for (a, b) in zip(found.gains, gains) { #expect(abs(a - b) < 2e-5 * most) }
      }
      let scale = golden.parameters.map(\.norm).max() ?? 0
      for parameter in network.parameters.parameters {
        guard let exact = golden.parameters.first(where: { $0.name == parameter.name }) else { continue }
        let gradient = parameter.range.map { Double(memory.gradients[$0]) }
        let norm = gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let product = gradient.enumerated().reduce(0) { $0 + $1.element * cos(Double($1.offset)) }
        let tolerance = relative * max(exact.norm, scale / 100)
        #expect(abs(norm - exact.norm) < tolerance, "\(parameter.name): norm \(norm), not \(exact.norm)")
        #expect(abs(product - exact.product) < tolerance * Double(exact.count).squareRoot(), "\(parameter.name)")
      }
    }
  }

  @Test(arguments: [DARTS.Order.first, .second]) func wholeStepsAgree(order: DARTS.Order) throws {
    let golden = try golden(), values = sines(golden.pass), data = try data()
    let recipe = Recipe(
      optimizer: Optimizer(.sgd(SGD(momentum: 0.9, decay: 3e-4))), schedule: Schedule(.constant, peak: 0.025), batch: 4)
    var trainer = try Trainer(
      space, Classification(), Started(method: DARTS(order: order), alpha: (0..<28).map(alpha)), recipe, passes: 2, images: data.training,
      validation: data.validation,
      seed: 1, threads: 2)
    let memory = trainer.executor.contents
    for parameter in trainer.network.parameters.parameters {
      for (i, value) in (values[parameter.name] ?? []).enumerated() { memory.parameters[parameter.range.lowerBound + i] = value }
    }
    while !trainer.isDone { try trainer.step() }
    #expect(trainer.progress.steps == 2 && trainer.progress.updates == 2)
    let exact = order == .first ? golden.first : golden.second
    // Second order divides a difference of gradients by 2ε, so that rounding weighs more: PyTorch's own float32 is off by 1.7e-3 of
    // the largest gradient, and by 4e-4 in a norm after two steps.
    let tolerance = order == .first ? 2e-5 : 5e-3
    let found = try JSONDecoder().decode(Kept.self, from: Data(trainer.state().scalars.utf8)).method.first
    let largest = exact.gradient.joined().map(abs).max() ?? 0
    for (row, wanted) in zip(found, exact.gradient) {
      for (found, wanted) in zip(row, wanted) {
        #expect(abs(found - wanted) < tolerance * largest, "\(found), not \(wanted); the largest is \(largest)")
      }
    }
    // Adam makes each step's length nearly that of its rate, 3e-4, however small a gradient is.
    for (row, wanted) in exact.alpha.enumerated() {
      for (found, wanted) in zip(trainer.mixture.weights[row], Gate.softmax.weights(wanted)) {
        #expect(abs(found - wanted) < (order == .first ? 2e-6 : 1e-4))
      }
    }
    for (parameter, wanted) in zip(golden.pass.parameters, exact.norms) {
      guard let mine = trainer.network.parameters.parameters.first(where: { $0.name == parameter.name }) else { continue }
      let norm = mine.range.reduce(0.0) { $0 + Double(memory.parameters[$1]) * Double(memory.parameters[$1]) }.squareRoot()
      #expect(abs(norm - wanted) < (order == .first ? 2e-4 : 1e-3), "\(parameter.name): \(norm), not \(wanted)")
    }
  }

  /// DARTS that begins with a given α.
  private struct Started: Strategy {
    var method: DARTS, alpha: [[Double]]

    struct State: Codable {
      var parameters: ArchitectureParameters, first: [[Double]]
    }

    static var relaxes: Bool { true }
    func start(_ space: Space, _ random: inout RandomStream) -> State { State(parameters: ArchitectureParameters(alpha), first: []) }
    func mixture(_ space: Space, _ state: State) -> Mixture { method.mixture(space, state.parameters) }
    func step(_ now: Moment, _ space: Space, _ state: inout State, _ random: inout RandomStream) -> [Action] {
      method.step(now, space, &state.parameters, &random)
    }
    func receive(_ outcome: Outcome, _ now: Moment, _ state: inout State) { method.receive(outcome, now, &state.parameters) }
    func update(_ now: Moment, _ state: inout State) {
      if state.first.isEmpty { state.first = state.parameters.gradient }
      method.update(now, &state.parameters)
    }
  }

  private struct Kept: Decodable {
    var method: Started.State
  }
}
