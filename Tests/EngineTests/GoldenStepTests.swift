import Engine
import Fixtures
import FoundationEssentials
import Testing

/// One step of a whole network against PyTorch in float64 (Tests/Golden/engine/make.py): a strided stem, two inverted
/// residuals, squeeze-and-excitation, four activations, label smoothing, Nesterov's momentum with decay, running statistics.
@Suite struct GoldenStepTests {
  struct Golden: Decodable {
    struct Values: Decodable { let start: [Float], gradient: [Double], after: [Double] }

    let loss: Double, hits: Int, float32Error: Double, images: [Float], labels: [Int32]
    let parameters: [String: Values], running: [String: [Double]]
  }

  /// The network of make.py, over an arena.
  struct Network {
    let batch = 8
    var layout = Layout(), table = ParameterTable(), instructions: [any Instruction] = [], loss: CrossEntropy?, images: Tensor

    init() {
      images = layout.tensor(Shape(images: 8, height: 11, width: 9, channels: 3))
      let shape = Shape(images: 8, height: 6, width: 5, channels: 8)
      let stem = block("stem", 3, View(images), shape, .hSwish, stride: 2)
      // The residual's sum shares its gradient with the stem, which it adds to.
      let kept = layout.tensor(shape), wide = Shape(images: 8, height: 6, width: 5, channels: 24)
      let expanded = block("expand1", 1, stem, wide, .relu6, kept: kept)
      let narrow = block("depthwise1", 5, expanded, wide, .relu6, depthwise: true)
      let mean = plain(24), squeezed = plain(6, .relu), gate = plain(24, .hSigmoid)
      instructions.append(GlobalAverage(narrow, output: mean, adds: true))
      linear("squeeze", mean, squeezed)
      linear("excite", squeezed, gate)
      let gated = View(layout.tensor(wide), gradient: layout.tensor(wide))
      instructions.append(ChannelGate(narrow.leftOpen(), gate: gate, output: gated))
      let sum = block("project1", 1, gated, shape, .identity, gradient: stem.gradient).adding(kept)
      let second = block("expand2", 1, sum, wide, .relu6)
      let small = Shape(images: 8, height: 3, width: 3, channels: 24)
      let reduced = block("depthwise2", 3, second, small, .relu6, stride: 2, depthwise: true)
      let last = block("project2", 1, reduced, small.strided(by: 1, channels: 12), .identity)
      let top = block("head", 1, last, small.strided(by: 1, channels: 16), .swish)
      let pooled = plain(16), logits = plain(10)
      instructions.append(GlobalAverage(top, output: pooled))
      linear("classifier", pooled, logits)
      let loss = CrossEntropy(
        logits, labels: layout.reserveIntegers(8), results: layout.reserveDoubles(5 * CrossEntropy.doublesPerSlice), slices: 4,
        smoothing: 0.1)
      instructions.append(loss)
      self.loss = loss
    }

    private mutating func plain(_ channels: Int, _ activation: Nonlinearity = .identity) -> View {
      let shape = Shape(images: batch, height: 1, width: 1, channels: channels)
      return View(layout.tensor(shape), nil, activation, gradient: layout.tensor(shape))
    }

    private mutating func linear(_ name: String, _ input: View, _ output: View) {
      let weights = table.add("\(name)/weight", [input.channels * output.channels], .zero, .weight)
      instructions.append(Linear(input, weights: weights, bias: table.add("\(name)/bias", [output.channels], .zero, .bias), output: output))
    }

    private mutating func block(
      _ name: String, _ kernel: Int, _ input: View, _ shape: Shape, _ activation: Nonlinearity, stride: Int = 1, depthwise: Bool = false,
      kept: Tensor? = nil, gradient: Tensor? = nil
    ) -> View {
      let depth = kernel * kernel * (depthwise ? 1 : input.channels)
      let weights = table.add("\(name)/weight", [depth * shape.channels], .zero, .weight)
      let normalization = Normalization(
        channels: shape.channels, table: layout.reserve(Normalization.floats(shape.channels)),
        scale: table.add("\(name)/scale", [shape.channels], .one, .scale),
        shift: table.add("\(name)/shift", [shape.channels], .zero, .shift),
        running: table.addStatistics("\(name)/running", channels: shape.channels))
      let output = View(layout.tensor(shape), normalization, activation, gradient: gradient ?? layout.tensor(shape))
      if depthwise {
        instructions.append(Depthwise(input, kernel: kernel, stride: stride, weights: weights, output: output))
      } else if kernel == 1 && stride == 1 {
        instructions.append(Pointwise(input, kept: kept, weights: weights, output: output, adds: kept != nil))
      } else {
        instructions.append(DenseConvolution(input, kernel: kernel, stride: stride, weights: weights, output: output))
      }
      return output
    }
  }

  /// The largest error is 1.6e-6 of a tensor's largest gradient here (PyTorch's own float32: 1.5e-6); 1e-5 leaves room for another order
  /// of additions. Gradients that vanish in exact arithmetic are compared with the largest of all.
  @Test(arguments: KernelLevel.allCases.filter(\.isAvailable), [true, false])
  func oneStepIsPyTorchs(level: KernelLevel, tiles: Bool) throws {
    let golden = try JSONDecoder().decode(Golden.self, from: try Fixtures.golden("engine/step.json"))
    let network = Network(), plan = Plan(network.instructions), loss = try #require(network.loss)
    let executor = try Executor(
      Executor.Capacity(
        images: 8, activations: network.layout, parameters: network.table.count, statistics: network.table.statisticsCount,
        needs: plan.needs, threads: 2), level: level, tiles: tiles)
    let memory = executor.contents, parameters = network.table.parameters
    network.table.initialize(memory, Bench().random)
    #expect(Set(parameters.map(\.name)) == Set(golden.parameters.keys))
    for (i, value) in golden.images.enumerated() { memory.arena[network.images.offset + i] = value }
    for (i, label) in golden.labels.enumerated() { loss.labels(memory)[i] = label }
    for parameter in parameters {
      let start = try #require(golden.parameters[parameter.name]?.start)
      try #require(start.count == parameter.count)
      (memory.parameters + parameter.range.lowerBound).update(from: start, count: start.count)
    }
    executor.forward(plan)
    executor.backward(plan)
    #expect(abs(loss.loss(executor.contents) - golden.loss) < 1e-6)
    #expect(loss.hits(executor.contents) == golden.hits)

    let largest = golden.parameters.values.flatMap(\.gradient).map(abs).max() ?? 0
    for parameter in parameters {
      let exact = try #require(golden.parameters[parameter.name]?.gradient), size = exact.map(abs).max() ?? 0
      let error = exact.indices.map { abs(Double(memory.gradients[parameter.range.lowerBound + $0]) - exact[$0]) }.max() ?? 0
      #expect(error <= 1e-5 * (size > 1e-6 * largest ? size : largest), "\(parameter.name) is off by \(error / size)")
    }
    for statistic in network.table.statistics {
      let exact = try #require(golden.running[statistic.name])
      for (i, value) in exact.enumerated() {
        #expect(abs(Double(memory.statistics[statistic.range.lowerBound + i]) - value) < 1e-6 * max(1, abs(value)))
      }
    }
    Optimizer(.sgd(SGD(momentum: 0.9, decay: 5e-4, nesterov: true))).update(executor, plan.touched, rate: 0.05)
    for parameter in parameters {
      let exact = try #require(golden.parameters[parameter.name]?.after)
      for (i, value) in exact.enumerated() { #expect(abs(Double(memory.parameters[parameter.range.lowerBound + i]) - value) < 1e-6) }
    }
  }
}
