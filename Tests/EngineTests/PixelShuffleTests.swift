import Engine
import GradientOracle
import Testing

@Suite struct PixelShuffleTests {
  /// One position, channels 0 to 7: TensorFlow and PyTorch put them elsewhere.
  @Test func ordersAreThoseOfTensorFlowAndPyTorch() throws {
    for (order, expected) in [(PixelShuffle.Order.positions, [0, 1, 2, 3, 4, 5, 6, 7]), (.channels, [0, 4, 1, 5, 2, 6, 3, 7])] {
      var layout = Layout()
      let x = View(layout.tensor(Shape(images: 1, height: 1, width: 1, channels: 8)))
      let z = View(layout.tensor(Shape(images: 1, height: 2, width: 2, channels: 2)))
      let plan = Plan([PixelShuffle(x, factor: 2, order: order, output: z)])
      let executor = try Executor(
        Executor.Capacity(images: 1, activations: layout, parameters: 0, statistics: 0, needs: plan.needs, threads: 1))
      let memory = executor.contents
      for channel in 0..<8 { memory.rows(x.tensor, 0)[channel] = Float(channel) }
      executor.forward(plan, Mode(.inherited, images: 1))
      #expect((0..<8).map { Int(memory.rows(z.tensor, 0)[$0]) } == expected, "\(order)")
    }
  }

  @Test(arguments: [PixelShuffle.Order.positions, .channels], [2, 3]) func outputsAndGradientsAreThoseOfTheTape(
    order: PixelShuffle.Order, factor: Int
  ) throws {
    for isRead in [false, true] {
      var bench = Bench()
      let x = bench.source(3, 4, 2 * factor * factor, normalized: true, .relu),
        z = bench.view(3 * factor, 4 * factor, 2, normalized: isRead)
      bench.add(PixelShuffle(x, factor: factor, order: order, output: z))
      bench.probe(z)
      try bench.check { given in
        let raw = Images(z.shape) { image, y, column, c in
          let square = y % factor * factor + column % factor
          return given[x][image, y / factor, column / factor, order == .positions ? square * 2 + c : c * factor * factor + square]
        }
        return [Bench.read(raw, z, given)]
      }
    }
  }
}
