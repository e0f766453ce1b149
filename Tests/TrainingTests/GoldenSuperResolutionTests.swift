import Engine
import Fixtures
import FoundationEssentials
import Networks
import Spaces
import Testing

/// Two steps of Adam on a net of sr-512 against PyTorch in float64 (Tests/Golden/training/super_resolution.py): convolutions with bias, in groups
/// and depthwise, inverted bottlenecks, the skip over all cells, the pixel shuffle in TensorFlow's order, L1.
@Suite struct GoldenSuperResolutionTests {
  private struct Golden: Decodable {
    let images: [Float], targets: [Float], start: [Float], losses: [Double], gradient: [Double], after: [Double], float32Error: Double
  }

  @Test(arguments: KernelLevel.allCases.filter(\.isAvailable)) func weightsAfterTwoStepsAreThoseOfPyTorch(level: KernelLevel) throws {
    let golden = try JSONDecoder().decode(Golden.self, from: try Fixtures.golden("training/super_resolution.json"))
    let whole = Space.smallSuperResolution(input: ImageShape(height: 8, width: 8, channels: 1))
    let space = whole.restricted(to: Architecture(path: [0, 3, 6]))
    let network = try Network(space, SuperResolution(), batch: 4, .path), parameters = network.parameters.parameters
    let executor = try Executor(network.capacity(threads: 2, keepsSquares: true), level: level), memory = executor.contents
    #expect(parameters.reduce(0) { $0 + $1.count } == golden.start.count)
    // Where each stands in the file: layers in the order in which they run, behind each its bias.
    let order = Self.running(parameters)
    var places: [Range<Int>] = []
    for parameter in order { places.append((places.last?.upperBound ?? 0)..<(places.last?.upperBound ?? 0) + parameter.count) }
    for (parameter, place) in zip(order, places) {
      for (to, from) in zip(parameter.range, place) { memory.parameters[to] = golden.start[from] }
    }
    let batch = network.batch(memory), targets = try #require(batch.targets)
    for (i, value) in golden.images.enumerated() { batch.images[i] = value }
    for (i, value) in golden.targets.enumerated() { targets[i] = value }
    let plan = try network.plan(Subnet(path: [0, 0, 0])), optimizer = Optimizer(.adam(Adam()))
    for step in 0..<2 {
      executor.forward(plan)
      executor.backward(plan)
      #expect(abs(try #require(plan.loss).loss(memory) - golden.losses[step]) < 1e-5)
      if step == 0 {
        let largest = golden.gradient.map(abs).max() ?? 0
        for (parameter, place) in zip(order, places) {
          for (i, at) in zip(parameter.range, place) {
            #expect(abs(Double(memory.gradients[i]) - golden.gradient[at]) < 1e-5 * largest, "\(parameter.name)")
          }
        }
      }
      optimizer.update(executor, parameters, counts: parameters.map { _ in step + 1 }, rate: 0.01)
    }
    // Adam's first steps are as long as its rate, whatever the gradient: PyTorch's own float32 is off by 4e-6.
    let tolerance = 10 * golden.float32Error
    for (parameter, place) in zip(order, places) {
      for (i, at) in zip(parameter.range, place) {
        #expect(abs(Double(memory.parameters[i]) - golden.after[at]) < tolerance, "\(parameter.name)")
      }
    }
  }

  /// Nodes are numbered as they run; the head stands behind them.
  private static func running(_ parameters: [Parameter]) -> [Parameter] { parameters }
}
