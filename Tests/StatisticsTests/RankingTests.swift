import Testing

import Statistics

@Suite struct RankingTests {
  /// Signs, zeros of both signs, tiny and huge values, with 3,000 of them sorted by radix.
  @Test func valuesOfAnySizeAreOrdered() throws {
    let some: [Double] = [-1e300, -3, -2.5, -1e-300, -0.0, 0.0, 1e-300, 2, 7, 1e300]
    let ranking = Ranking((0..<3000).map { some[$0 % 10] })
    #expect((0..<10).map { ranking.below[$0] } == [0, 300, 600, 900, 1200, 1200, 1800, 2100, 2400, 2700])
    #expect((0..<10).map { ranking.tied[$0] } == [300, 300, 300, 300, 600, 600, 300, 300, 300, 300])
    #expect(ranking.order.map { Int($0) / 10 }.prefix(300).elementsEqual(0..<300))
  }

  /// The upper 32 bits of these values agree in runs of many sizes, so that only the lower ones tell them apart.
  @Test(arguments: [1, 7, 300, 3000]) func valuesThatAgreeInTheirUpperBitsAreOrdered(size: Int) {
    let values = (0..<3000).map { at in
      let number = at * 1_009 % 3000
      return Double(number / size) - 1 + Double(number % size) * 0x1p-40
    }
    let ranking = Ranking(values)
    #expect(ranking.order.map { values[Int($0)] } == values.sorted())
    #expect(ranking.hasTies == (Set(values).count < 3000))
    #expect(ranking.below.map { Int($0) } == values.map { value in values.filter { $0 < value }.count })
  }

  @Test func tiesAreNoticed() {
    #expect(!Ranking([2, 1, 3]).hasTies)
    #expect(Ranking([2, 0.0, -0.0]).hasTies)
  }
}
