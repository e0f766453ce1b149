import Engine
import GradientOracle
import Streams
import Testing

@Suite struct TapeTests {
  /// The oracle itself against central differences, over every operation of the reference at once.
  @Test(arguments: Nonlinearity.allCases) func gradientsAreCentralDifferences(activation: Nonlinearity) {
    var random = RandomStream(seed: 3, "tape")
    let x = (0..<2 * 5 * 4 * 2).map { _ in random.normal() }, w = (0..<9 * 2 * 3).map { _ in random.normal() }
    let d = (0..<9 * 3).map { _ in random.normal() }, scale = (0..<3).map { _ in random.normal() }
    func loss(_ all: [Double]) -> (Number, [Number], Tape) {
      let tape = Tape(), numbers = all.map(tape.number)
      let images = Images(shape: Shape(images: 2, height: 5, width: 4, channels: 2), numbers: Array(numbers[..<80]))
      let weights = Array(numbers[80..<134]), taps = Array(numbers[134..<161]), gamma = Array(numbers[161...])
      let y = images.convolved(weights, kernel: 3, stride: 2, outputs: 3).normalized(scale: gamma, shift: nil).activated(activation)
      let z = y.convolvedDepthwise(taps, kernel: 3, stride: 1, dilation: 2) + y
      return (z.averaged().crossEntropy([2, 0], smoothing: 0.1), numbers, tape)
    }
    var point = x + w + d + scale
    let (value, numbers, tape) = loss(point), gradients = tape.gradients(of: value), size = gradients.map(abs).max() ?? 0
    for i in stride(from: 0, to: point.count, by: 7) {
      let step = 1e-6, old = point[i]
      point[i] = old + step
      let above = loss(point).0.value
      point[i] = old - step
      let below = loss(point).0.value
      point[i] = old
      #expect(abs((above - below) / (2 * step) - gradients[numbers[i].index]) < 1e-7 * max(size, 1))
    }
  }
}
