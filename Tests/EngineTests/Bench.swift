import Engine
import GradientOracle
import Streams
import Testing

/// A few instructions between sources and probes, run by the engine and, number by number, by a tape.
///
///     var bench = Bench(images: 5)
///     let x = bench.source(7, 5, 24, normalized: true, .relu6)
///     let w = bench.weights(9 * 24)
///     let z = bench.view(7, 5, 24)
///     bench.add(Depthwise(x, kernel: 3, weights: w, output: z))
///     bench.probe(z)
///     bench.check { given in [given[x].convolvedDepthwise(given[w], kernel: 3, stride: 1, dilation: 1)] }
struct Bench {
  let images: Int
  var layout = Layout(), table = ParameterTable(), random: RandomStream
  private(set) var instructions: [any Instruction] = []
  /// What is set before each executor's first pass.
  var prepare: (Memory) -> Void = { _ in }
  private var sources: [Source] = [], probes: [Probe] = [], values: [Int: [Float]] = [:], inside = 0

  init(images: Int = 5, seed: UInt64 = 1) {
    self.images = images
    random = RandomStream(seed: seed, "bench")
  }

  mutating func normals(_ count: Int, deviation: Double = 1) -> [Float] { (0..<count).map { _ in Float(random.normal() * deviation) } }

  func shape(_ height: Int, _ width: Int, _ channels: Int) -> Shape {
    Shape(images: images, height: height, width: width, channels: channels)
  }

  /// An empty view, with BatchNorm or without.
  mutating func view(
    _ height: Int, _ width: Int, _ channels: Int, normalized: Bool = false, affine: Bool = true, _ activation: Nonlinearity = .identity,
    gradient: Bool = true
  ) -> View {
    let shape = shape(height, width, channels), name = "bn\(layout.used)"
    var normalization: Normalization?
    if normalized {
      normalization = Normalization(
        channels: channels, table: layout.reserve(Normalization.floats(channels)),
        scale: affine ? table.add("\(name)/scale", [channels], .normal(deviation: 1), .scale) : nil,
        shift: affine ? table.add("\(name)/shift", [channels], .normal(deviation: 1), .shift) : nil,
        running: table.addStatistics("\(name)/running", channels: channels))
    }
    return View(layout.tensor(shape), normalization, activation, gradient: gradient ? layout.tensor(shape) : nil)
  }

  /// A view whose z holds normal numbers.
  mutating func source(
    _ height: Int, _ width: Int, _ channels: Int, normalized: Bool = false, affine: Bool = true, _ activation: Nonlinearity = .identity
  ) -> View {
    let view = view(height, width, channels, normalized: normalized, affine: affine, activation)
    let source = Source(output: view, dz: layout.tensor(view.shape))
    sources.append(source)
    instructions.append(source)
    values[view.tensor.offset] = normals(view.shape.count)
    return view
  }

  /// A view with BatchNorm that shares the gradient of the sum it stands in.
  mutating func source(
    _ height: Int, _ width: Int, _ channels: Int, normalized: Bool, affine: Bool, gradientOf sum: View, gain: Scalar
  ) -> View {
    let view = view(height, width, channels, normalized: normalized, affine: affine, gradient: false)
    let shared = View(view.tensor, view.normalization, gradient: sum.gradient, gain: gain)
    let source = Source(output: shared, dz: layout.tensor(view.shape))
    sources.append(source)
    instructions.append(source)
    values[view.tensor.offset] = normals(view.shape.count)
    return shared
  }

  mutating func weights(_ count: Int, _ kind: Parameter.Kind = .weight) -> Parameter {
    table.add("weights\(table.count)", [count], .normal(deviation: 0.5), kind)
  }

  /// The leading part of weights that are stored with two more along each axis behind the windows.
  mutating func part(_ windows: [Int], _ channels: [Int]) -> Parameter {
    let whole = table.add("weights\(table.count)", windows + channels.map { $0 + 2 }, .normal(deviation: 0.5), .weight)
    return Parameter(leading: windows + channels, of: whole)
  }

  mutating func add(_ instruction: some Instruction) { instructions.append(instruction) }

  mutating func probe(_ view: View, adds: Bool = false) {
    let probe = Probe(input: view, seen: layout.tensor(view.shape), coefficients: layout.tensor(view.shape), adds: adds)
    values[probe.coefficients.offset] = normals(view.shape.count)
    probes.append(probe)
    instructions.append(probe)
  }

  /// What the probe of this number multiplies its view with.
  func coefficients(_ probe: Int) -> [Float] { values[probes[probe].coefficients.offset] ?? [] }

  var plan: Plan { Plan(instructions) }

  func executor(threads: Int = 1, level: KernelLevel = .best, tiles: Bool = true, slices: Int = 4) throws -> Executor {
    let executor = try Executor(
      Executor.Capacity(
        images: images, slices: slices, activations: layout, parameters: table.count, statistics: table.statisticsCount,
        needs: plan.needs, threads: threads, keepsSquares: true), level: level, tiles: tiles)
    let memory = executor.contents
    table.initialize(memory, RandomStream(seed: 7, "weights"))
    for offset in values.keys.sorted() { for (i, value) in (values[offset] ?? []).enumerated() { memory.arena[offset + i] = value } }
    prepare(memory)
    return executor
  }

  /// Everything that one forward and backward leaves: what probes saw, dz of the sources, gradients of parameters.
  struct Outcome: Equatable {
    var seen: [[Float]], dz: [[Float]], gradients: [[Float]]
  }

  func run(_ executor: borrowing Executor, _ mode: Mode = .training) -> Outcome {
    executor.forward(plan, mode)
    executor.backward(plan)
    let memory = executor.contents
    func floats(_ tensor: Tensor) -> [Float] { (0..<tensor.shape.count).map { memory.arena[tensor.offset + $0] } }
    return Outcome(
      seen: probes.map { floats($0.seen) }, dz: sources.map { floats($0.dz) },
      gradients: table.parameters.map { $0.range.map { memory.gradients[$0] } })
  }

  /// What the reference is given: sources as their readers see them, and parameters, on a tape.
  struct Given {
    let tape: Tape
    fileprivate var sources: [View: Images] = [:], parameters: [Parameter: [Number]] = [:]

    subscript(_ view: View) -> Images {
      guard let images = sources[view] else { preconditionFailure("no source") }
      return images
    }
    /// Of a part of a stored parameter that part.
    subscript(_ parameter: Parameter) -> [Number] {
      guard let numbers = parameters[parameter.stored] else { preconditionFailure("no parameter") }
      return parameter.part(of: numbers)
    }
  }

  /// Holds the engine against `reference`, which returns what each probe should see, and all levels, threads and slices against
  /// one another; a pass that trains nothing finds the same, but no gradients of parameters.
  func check(
    tolerance: Double = 2e-5, _ mode: Mode = .training, sourceLocation: SourceLocation = #_sourceLocation,
    _ reference: (Given) -> [Images]
  ) throws {
    let executor = try executor(), outcome = run(executor, mode), memory = executor.contents
    var given = Given(tape: Tape())
    for parameter in table.parameters { given.parameters[parameter] = given.tape.numbers(parameter.range.map { memory.parameters[$0] }) }
    var raw: [[Number]] = []
    for source in sources {
      let z = Images(shape: source.output.shape, numbers: given.tape.numbers(values[source.output.tensor.offset] ?? []))
      raw.append(z.numbers)
      given.sources[source.output] = Self.read(z, source.output, given)
    }
    let seen = reference(given)
    var loss = given.tape.number(0)
    for (probe, images) in zip(probes, seen) {
      for (number, coefficient) in zip(images.numbers, values[probe.coefficients.offset] ?? []) {
        loss = loss + number * Double(coefficient * mode.scale)
      }
    }
    let all = given.tape.gradients(of: loss)
    func compare(_ what: String, _ engine: [Float], _ exact: [Double]) {
      let size = max(exact.map(abs).max() ?? 0, 1e-3), worst = zip(engine, exact).map { abs(Double($0) - $1) }.max() ?? 0
      #expect(worst <= tolerance * size, "\(what) is off by \(worst / size) of its largest", sourceLocation: sourceLocation)
    }
    #expect(seen.count == probes.count, sourceLocation: sourceLocation)
    for (i, images) in seen.enumerated() { compare("output \(i)", outcome.seen[i], images.numbers.map(\.value)) }
    for (i, numbers) in raw.enumerated() { compare("dz of source \(i)", outcome.dz[i], numbers.map { all[$0.index] }) }
    for (i, parameter) in table.parameters.enumerated() {
      compare("gradient of \(parameter.name)", outcome.gradients[i], given[parameter].map { all[$0.index] })
    }
    var idle = mode
    idle.trains = false
    for level in KernelLevel.allCases where level.isAvailable {
      for threads in 1...4 where level == .best || threads == 2 {
        let other = try self.executor(threads: threads, level: level)
        #expect(run(other, mode) == outcome, "other bits at \(level.rawValue) with \(threads) threads", sourceLocation: sourceLocation)
        #expect(run(other, idle) == outcome, "a pass that trains nothing adds to gradients", sourceLocation: sourceLocation)
      }
    }
  }

  /// BatchNorm, activation and residual of a view on the tape.
  static func read(_ z: Images, _ view: View, _ given: Given) -> Images {
    guard let normalization = view.normalization else { return z.activated(view.activation) }
    return z.normalized(scale: normalization.scale.map { given[$0] }, shift: normalization.shift.map { given[$0] })
      .activated(view.activation)
  }
}
