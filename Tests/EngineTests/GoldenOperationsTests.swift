import Engine
import GradientOracle
import Fixtures
import FoundationEssentials
import Testing

/// Every operation's forward and gradients against PyTorch in float64 (Tests/Golden/engine/operations.py).
///
/// Dropout is random and a trunk only sums: their own tests hold them.
@Suite struct GoldenOperationsTests {
  struct Golden: Decodable {
    let name: String, inherited: [[Float]], sources: [[Float]], parameters: [[Float]], coefficients: [Float]
    let output: [Double], dz: [[Double]], gradients: [[Double]], float32Forward: Double, float32Gradients: Double
  }

  /// The largest errors of a case, each relative to the largest number of its tensor.
  struct Errors { var forward = 0.0, gradients = 0.0 }

  /// An operation of the engine over a bench, with the end that is compared.
  private struct Trial {
    var bench = Bench(images: 5), inputs: [View] = [], output: View?
    var value: ((Memory) -> Double)?
    var targets: Tensor?, labels: CrossEntropy?

    mutating func source(_ h: Int, _ w: Int, _ c: Int, normalized: Bool = true, _ activation: Nonlinearity) -> View {
      inputs.append(bench.source(h, w, c, normalized: normalized, activation))
      return inputs[inputs.count - 1]
    }

    /// The case of this name, as operations.py builds it.
    init(_ name: String) throws {
      let words = name.split(separator: " ").map { $0.filter { $0 != "," } }, numbers = words.compactMap { Int($0) }
      switch words[0] {
      case "BatchNorm":
        let activation = try #require(Nonlinearity.allCases.first { "\($0)" == (words[1] == "running" ? "relu6" : String(words[1])) })
        output = source(4, 3, 7, activation)
      case "pointwise":
        let x = source(4, 3, 6, .relu6), z = bench.view(4, 3, 10, normalized: true)
        bench.add(Pointwise(x, weights: bench.weights(60), output: z))
        output = z
      case "convolution":
        let (kernel, stride, groups) = (numbers[0], numbers[1], numbers[3]), x = source(6, 5, 6, .relu6)
        let outputs = groups == 2 ? 8 : 9, shape = x.shape.strided(by: stride, channels: outputs)
        let z = bench.view(shape.height, shape.width, outputs, normalized: true, .relu)
        let weights = bench.weights(kernel * kernel * 6 / groups * outputs)
        bench.add(DenseConvolution(x, kernel: kernel, stride: stride, dilation: numbers[2], groups: groups, weights: weights, output: z))
        output = z
      case "depthwise":
        let (kernel, stride) = (numbers[0], numbers[1]), x = source(6, 5, 6, .relu6), shape = x.shape.strided(by: stride, channels: 6)
        let z = bench.view(shape.height, shape.width, 6, normalized: true, .relu6)
        let weights = bench.weights(kernel * kernel * 6)
        bench.add(Depthwise(x, kernel: kernel, stride: stride, dilation: numbers[2], weights: weights, output: z))
        output = z
      case "linear":
        let x = source(1, 1, 11, normalized: false, .relu), z = bench.view(1, 1, 7)
        bench.add(Linear(x, weights: bench.weights(77), bias: bench.weights(7, .bias), output: z))
        output = z
      case "global":
        let x = source(6, 5, 6, .relu6), z = bench.view(1, 1, 6)
        bench.add(GlobalAverage(x, output: z))
        output = z
      case "max", "average":
        let x = source(6, 5, 6, .swish), shape = x.shape.strided(by: numbers[1], channels: 6)
        let z = bench.view(shape.height, shape.width, 6)
        bench.add(Pooling(x, words[0] == "max" ? .max : .average, kernel: 3, stride: numbers[1], output: z))
        output = z
      case "channel" where words[1] == "gate":
        let x = source(4, 3, 6, .relu6), gate = source(1, 1, 6, normalized: false, .hSigmoid), z = bench.view(4, 3, 6, normalized: true)
        bench.add(ChannelGate(x, gate: gate, output: z))
        output = z
      case "channel":
        let x = source(4, 3, 6, .relu6), z = bench.view(4, 3, 4, normalized: true)
        bench.add(ChannelSelection(x, channels: [5, 0, 3, 3], output: z))
        output = z
      case "concatenation":
        let views = [source(4, 3, 6, .swish), source(4, 3, 3, normalized: false, .identity)], z = bench.view(4, 3, 9, normalized: true)
        bench.add(Concatenation(Inputs(views), output: z))
        output = z
      case "mixture":
        let views = [source(4, 3, 6, .relu6), source(4, 3, 6, .swish)], z = bench.view(4, 3, 6, normalized: true)
        bench.add(WeightedSum(Inputs(views), weights: [.constant(0.3), .constant(-1.5)], output: z))
        output = z
      case "cross-entropy":
        let loss = CrossEntropy(
          source(1, 1, 7, normalized: false, .identity), labels: bench.layout.reserveIntegers(5),
          results: bench.layout.reserveDoubles(5 * CrossEntropy.doublesPerSlice), slices: 4, smoothing: name.hasSuffix("0.1") ? 0.1 : 0)
        bench.add(loss)
        (labels, value) = (loss, { loss.loss($0) })
      case "L1":
        let y = source(3, 2, 3, normalized: false, .identity), tensor = bench.layout.tensor(y.shape)
        let loss = L1(y, targets: tensor, results: bench.layout.reserveDoubles(5 * L1.doublesPerSlice), slices: 4)
        bench.add(loss)
        (targets, value) = (tensor, { loss.loss($0) })
      case "pixel":
        let x = source(3, 2, 8, .relu6), z = bench.view(6, 4, 2, normalized: true)
        bench.add(PixelShuffle(x, factor: 2, order: words[2] == "channels" ? .channels : .positions, output: z))
        output = z
      default: Issue.record("no operation \(name)")
      }
    }

    mutating func errors(_ golden: Golden, level: KernelLevel) throws -> Errors {
      var seen: Tensor?, coefficients = targets
      if let output {
        let (view, weights) = (bench.layout.tensor(output.shape), bench.layout.tensor(output.shape))
        bench.add(Probe(input: output, seen: view, coefficients: weights))
        (seen, coefficients) = (view, weights)
      }
      let executor = try bench.executor(threads: 2, level: level), memory = executor.contents, parameters = bench.table.parameters
      func write(_ values: [Float], _ to: UnsafeMutablePointer<Float>, _ count: Int) {
        #expect(values.count == count, "\(golden.name)")
        to.update(from: values, count: min(values.count, count))
      }
      for (values, view) in zip(golden.sources, inputs) { write(values, memory.arena + view.tensor.offset, view.shape.count) }
      try #require(golden.parameters.count == parameters.count && golden.sources.count == inputs.count, "\(golden.name)")
      for (values, parameter) in zip(golden.parameters, parameters) {
        write(values, memory.parameters + parameter.range.lowerBound, parameter.count)
      }
      if let coefficients { write(golden.coefficients, memory.arena + coefficients.offset, coefficients.shape.count) }
      if let labels { for (i, label) in golden.coefficients.enumerated() { labels.labels(memory)[i] = Int32(label) } }
      if let running = bench.table.statistics.first, !golden.inherited.isEmpty {
        write(golden.inherited.flatMap { $0 }, memory.statistics + running.range.lowerBound, running.count)
      }
      let outcome = bench.run(executor, golden.inherited.isEmpty ? Mode(.training(tracks: false)) : Mode(.inherited))
      let found = seen.map { tensor in (0..<tensor.shape.count).map { Double(memory.arena[tensor.offset + $0]) } }
      let floor = 0.01 * ((golden.dz + golden.gradients).joined().map(abs).max() ?? 0)
      func distance(_ found: [Double], _ exact: [Double], floor: Double) -> Double {
        #expect(found.count == exact.count && found.allSatisfy(\.isFinite), "\(golden.name)")
        return (zip(found, exact).map { abs($0 - $1) }.max() ?? 0) / max(exact.map(abs).max() ?? 0, floor)
      }
      let gradients = zip(outcome.dz + outcome.gradients, golden.dz + golden.gradients).map {
        distance($0.map(Double.init), $1, floor: floor)
      }
      try #require(gradients.count == golden.dz.count + golden.gradients.count && !gradients.isEmpty)
      let loss = value?(executor.contents) ?? .nan
      let output = found ?? [loss]
      return Errors(forward: distance(output, golden.output, floor: 0), gradients: gradients.max() ?? .nan)
    }
  }

  /// Errors are those of float32 arithmetic: at most 3e-6 of a tensor's largest number, where PyTorch's own float32 reaches 4e-6.
  @Test(arguments: KernelLevel.allCases.filter(\.isAvailable)) func outputsAndGradientsArePyTorchs(level: KernelLevel) throws {
    let cases = try JSONDecoder().decode([Golden].self, from: try Fixtures.golden("engine/operations.json"))
    #expect(cases.count > 30)
    var table = ["| operation | forward | gradients | PyTorch's float32: forward | gradients |", "| --- | ---: | ---: | ---: | ---: |"]
    for golden in cases {
      var trial = try Trial(golden.name)
      let errors = try trial.errors(golden, level: level)
      #expect(errors.forward < 3e-6 && errors.gradients < 3e-6, "\(golden.name): \(errors)")
      let numbers = [errors.forward, errors.gradients, golden.float32Forward, golden.float32Gradients].map(Self.short)
      table.append("| \(golden.name) | \(numbers.joined(separator: " | ")) |")
    }
    if ProcessInfo.processInfo.environment["CONCORD_TABLES"] != nil, level == .best { print(table.joined(separator: "\n")) }
  }

  /// "2.3e-07"
  private static func short(_ value: Double) -> String {
    guard value > 0 else { return "0" }
    var digits = value, exponent = 0
    while digits < 0.995 { (digits, exponent) = (digits * 10, exponent + 1) }
    return "\((digits * 10).rounded() / 10)e−\(exponent)"
  }
}
