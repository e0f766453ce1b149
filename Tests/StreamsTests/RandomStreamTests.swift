import Testing

import Streams

@Suite struct RandomStreamTests {
  @Test func resumesFromItsPosition() {
    var stream = RandomStream(seed: 3, "order")
    _ = (0..<10).map { _ in stream.bits() }
    var copy = stream
    #expect((0..<5).map { _ in stream.bits() } == (0..<5).map { _ in copy.bits() })
  }

  @Test func childrenDependOnTheNameAloneNotOnThePosition() {
    var stream = RandomStream(seed: 3, "order")
    let before = stream.child("epoch")
    _ = stream.bits()
    #expect(stream.child("epoch") == before)
    #expect(stream.child("epoch") != stream.child("image"))
    #expect(stream.child(1) != stream.child(2))
    #expect(RandomStream(seed: 4, "order") != RandomStream(seed: 3, "order"))
  }

  /// 60,000 draws below 6: each count within 5 standard deviations of 10,000.
  @Test func integersAreUniform() {
    var stream = RandomStream(seed: 1, "dice"), counts = [Int](repeating: 0, count: 6)
    for _ in 0..<60_000 { counts[stream.below(6)] += 1 }
    for count in counts { #expect(abs(Double(count) - 10_000) < 5 * 91.3) }
  }

  @Test func normalsHaveTheMomentsOfTheNormal() {
    var stream = RandomStream(seed: 2, "normal")
    let draws = (0..<100_000).map { _ in stream.normal() }, n = Double(draws.count)
    #expect(abs(draws.reduce(0, +) / n) < 0.016)
    #expect(abs(draws.reduce(0) { $0 + $1 * $1 } / n - 1) < 0.025)
    #expect(abs(draws.reduce(0) { $0 + $1 * $1 * $1 * $1 } / n - 3) < 0.2)
  }

  @Test(arguments: [1, 7, 8, 9, 64, 65, 1_000]) func normalsTogetherAreThoseDrawnOneByOne(count: Int) {
    var one = RandomStream(seed: 2, "normal"), all = one, numbers = [Double](repeating: 0, count: count)
    all.normals(count, into: &numbers)
    #expect(numbers == (0..<count).map { _ in one.normal() })
    #expect(all == one, "both have drawn as much")
  }

  @Test func permutationsHoldEachNumberOnceAndAllOrdersComeEquallyOften() {
    var stream = RandomStream(seed: 5, "order"), counts: [[Int]: Int] = [:]
    for _ in 0..<6_000 { counts[stream.permutation(3), default: 0] += 1 }
    #expect(counts.count == 6)
    for (order, count) in counts {
      #expect(order.sorted() == [0, 1, 2])
      #expect(abs(count - 1_000) < 150)
    }
  }
}
