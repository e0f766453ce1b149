import Imaging
import Streams
import Testing

@Suite struct ColorJitterTests {
  @Test func eachQuantityChangesAsPillowsDoes() throws {
    let golden = try GoldenResizing.read().jitter
    #expect(golden.count == 15)
    for step in golden {
      let quantity = try #require(ColorJitter.Quantity.allCases.first { "\($0)" == step.quantity })
      #expect(ColorJitter.apply(quantity, step.factor, to: GoldenResizing.picture(9, 14)).pixels == Array(step.pixels), "\(step.quantity)")
    }
  }

  @Test func factorsFillTheirRangeAndEveryOrderComes() {
    var orders: [[ColorJitter.Quantity]: Int] = [:], factors: [Double] = []
    var random = RandomStream(seed: 1, "jitter")
    for _ in 0..<6_000 {
      let steps = ColorJitter(brightness: 0.4, contrast: 0.2, saturation: 0.4).draw(&random)
      orders[steps.map(\.quantity), default: 0] += 1
      for step in steps where step.quantity == .contrast { factors.append(step.factor) }
    }
    // Six standard deviations of a binomial number.
    #expect(orders.count == 6 && orders.values.allSatisfy { abs($0 - 1_000) < 174 })
    #expect(factors.allSatisfy { (0.8...1.2).contains($0) } && factors.min() ?? 1 < 0.801 && factors.max() ?? 1 > 1.199)
  }

  @Test func anAmountOfNothingLeavesTheOthersDraws() {
    var random = RandomStream(seed: 2, "jitter"), same = random
    let all = ColorJitter().draw(&random), some = ColorJitter(contrast: 0).draw(&same)
    #expect(some.map(\.factor) == all.filter { $0.quantity != .contrast }.map(\.factor))
    #expect(random == same)
  }
}
