import Engine
import GradientOracle
import Networks
import Spaces
import Streams
import Testing

/// Losses and gradients of whole networks against the tape in Double, for every space of the catalogue and the layers of those to come.
@Suite struct NetworkGradientTests {
  private static let spaces =
    Samples.catalogue + Samples.coming + [Samples.catalogue[0].stabilised(), Samples.twins, Samples.sliced] + Samples.restoring
  private let batch = 3

  /// What one pass, or several passes on one batch, leave behind.
  private struct Found {
    var loss = 0.0, gradients: [String: [Double]] = [:], mixture: Mixture?
  }

  private func labels(_ space: Space) -> [Int32] { (0..<batch).map { Int32($0 % max(space.classes, 1)) } }

  /// Of the images that a space gives; none where it gives classes.
  private func targets(_ space: Space) -> [Float] {
    space.outputImage.map { numbers(batch * $0.positions * $0.channels, "targets") } ?? []
  }

  /// As the oracle counts.
  private func task(_ space: Space) -> any Task { space.upscaling == nil ? Classification(labelSmoothing: 0.1) : space.task }

  private func numbers(_ count: Int, _ name: String) -> [Float] {
    var random = RandomStream(seed: 5, name)
    return (0..<count).map { _ in Float(random.normal()) }
  }

  /// Runs passes one behind the other on one batch, their gradients added up; the arena holds no numbers at first but NaN.
  private func run(
    _ space: Space, _ subnets: [Subnet], _ occupancy: Network.Occupancy, learns: Bool = false, threads: Int = 2
  ) throws -> (found: Found, parameters: [String: [Float]], images: [Float]) {
    let network = try Network(space, task(space), batch: batch, occupancy)
    let executor = try Executor(network.capacity(threads: threads)), memory = executor.contents
    network.parameters.initialize(memory, RandomStream(seed: 3, "weights"))
    var parameters: [String: [Float]] = [:]
    for parameter in network.parameters.parameters {
      // Scales of 1 and shifts of 0 would hide what multiplies or adds them.
      if parameter.kind == .scale || parameter.kind == .shift || parameter.kind == .bias {
        for (i, value) in numbers(parameter.count, parameter.name).enumerated() {
          memory.parameters[parameter.range.lowerBound + i] = (parameter.kind == .scale ? 1 : 0) + 0.2 * value
        }
      }
      parameters[parameter.name] = parameter.range.map { memory.parameters[$0] }
    }
    let images = numbers(network.images.shape.count, "images"), place = network.batch(memory)
    for i in 0..<network.floats { memory.arena[i] = .nan }
    for (i, value) in images.enumerated() { place.images[i] = value }
    if let wanted = place.labels { for (i, label) in labels(space).enumerated() { wanted[i] = label } }
    for (i, value) in targets(space).enumerated() { try #require(place.targets)[i] = value }
    var found = Found()
    for (number, subnet) in subnets.enumerated() {
      let isLast = number == subnets.count - 1
      let plan = try network.plan(subnet, Network.Turn(adds: number > 0, closes: isLast), learns: learns)
      #expect(try network.faults(subnet, Network.Turn(adds: number > 0, closes: isLast), learns: learns) == [])
      network.set(subnet, memory)
      executor.forward(plan, from: number == 0 ? 0 : plan.trunk, Mode(.training(tracks: false)))
      found.loss += try #require(plan.loss).loss(executor.contents)
      executor.backward(plan, downTo: isLast ? 0 : plan.trunk - 1)
      if learns, let mixture = subnet.mixture { found.mixture = network.takeGradient(of: mixture, memory) }
    }
    for parameter in network.parameters.parameters {
      found.gradients[parameter.name] = parameter.range.map { Double(memory.gradients[$0]) }
    }
    return (found, parameters, images)
  }

  private func oracle(
    _ space: Space, _ subnets: [Subnet], _ parameters: [String: [Float]], _ images: [Float]
  ) throws -> (found: Found, weights: [[Double]]) {
    let tape = Tape(), all = try Network(space, space.task, batch: 1, .path).parameters.parameters
    let shapes = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0.shape) })
    var numbers: [String: [Number]] = [:]
    for name in parameters.keys.sorted() { numbers[name] = tape.numbers(parameters[name] ?? []) }
    let mixture = subnets[0].mixture
    let weights = space.choices.enumerated().map { choice, own in
      own.candidates.indices.map { tape.number(mixture?.weights[choice][$0] ?? 1) }
    }
    let shape = Shape(images: batch, height: space.input.height, width: space.input.width, channels: space.input.channels)
    let input = Images(shape: shape, numbers: tape.numbers(images)),
      oracle = SpaceOracle(space: space, tape: tape, parameters: numbers, storedShapes: shapes, weights: weights)
    let loss = subnets.reduce(tape.number(0)) { $0 + oracle.loss($1.kept, input, labels(space), targets: targets(space), smoothing: 0.1) }
    let gradients = tape.gradients(of: loss)
    var found = Found(loss: loss.value)
    for (name, own) in numbers { found.gradients[name] = own.map { gradients[$0.index] } }
    return (found, weights.map { $0.map { gradients[$0.index] } })
  }

  private func compare(_ found: Found, _ exact: Found, _ comment: String) {
    #expect(abs(found.loss - exact.loss) < 2e-5 * max(1, abs(exact.loss)), "\(comment): loss \(found.loss), not \(exact.loss)")
    #expect(found.gradients.keys.sorted() == exact.gradients.keys.sorted())
    let scale = exact.gradients.values.joined().map(abs).max() ?? 0
    for (name, wanted) in exact.gradients {
      let own = found.gradients[name] ?? [], size = max(wanted.map(abs).max() ?? 0, scale / 100)
      let off = zip(own, wanted).map { abs($0 - $1) }.max() ?? .infinity
      #expect(off < 5e-4 * size, "\(comment), \(name): off by \(off) of \(size)")
    }
  }

  @Test(arguments: spaces.indices, [0, 1, 2]) func aPathsGradientsAreTheTapes(space: Int, number: Int) throws {
    let space = Self.spaces[space], subnet = Subnet(path: Samples.path(space, number))
    let (found, parameters, images) = try run(space, [subnet], .path)
    compare(found, try oracle(space, [subnet], parameters, images).found, "\(space.name) \(subnet.kept)")
  }

  /// The stem runs once, and its gradient is the sum over all passes, also where one of them does not reach it.
  @Test(arguments: spaces.indices) func severalPassesOnOneBatchAddUp(space: Int) throws {
    let space = Self.spaces[space], nothing = space.choices.map { $0.candidates.firstIndex { $0.name == "none" } ?? 0 }
    let subnets = [Subnet(path: Samples.path(space, 0)), Subnet(path: nothing), Subnet(path: Samples.path(space, 1))]
    let (found, parameters, images) = try run(space, subnets, .path)
    compare(found, try oracle(space, subnets, parameters, images).found, space.name)
  }

  @Test(arguments: spaces.indices) func aMixturesGradientsAreTheTapes(space: Int) throws {
    let space = Self.spaces[space]
    let mixture = Mixture(space.choices.enumerated().map { c, own in own.candidates.indices.map { 0.3 + 0.1 * Double((c + $0) % 4) } })
    let subnet = Subnet(space.whole, under: mixture)
    let (found, parameters, images) = try run(space, [subnet], .mixture, learns: true)
    let exact = try oracle(space, [subnet], parameters, images)
    compare(found, exact.found, space.name)
    let scale = exact.weights.joined().map(abs).max() ?? 0
    for (own, wanted) in zip(try #require(found.mixture).weights, exact.weights) {
      for (a, b) in zip(own, wanted) { #expect(abs(a - b) < 3e-4 * scale, "\(space.name): \(a), not \(b)") }
    }
  }

  @Test(arguments: spaces.indices) func bitsDependOnNeitherThreadsNorWhatLayInTheArena(space: Int) throws {
    let space = Self.spaces[space], subnet = Subnet(path: Samples.path(space, 1))
    let one = try run(space, [subnet], .path, threads: 1).found, three = try run(space, [subnet], .path, threads: 3).found
    #expect(one.loss.bitPattern == three.loss.bitPattern && one.gradients == three.gradients)
  }
}
