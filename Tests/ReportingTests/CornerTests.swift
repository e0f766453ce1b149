import Reporting
import Testing

@Suite struct CornerTests {
  private func mark(_ x: Double, _ y: Double) -> Corner.Mark { .init(left: x, right: x, bottom: y, top: y) }

  @Test func theEmptyCornerIsTakenWithoutStretching() {
    let rising = (0...10).map { mark(Double($0) / 10, Double($0) / 10) },
      falling = (0...10).map { mark(Double($0) / 10, 1 - Double($0) / 10) }
    let first = Corner.choose((0.4, 0.3), [rising]), second = Corner.choose((0.4, 0.3), [falling])
    #expect(first.isTop && first.isLeft && first.stretching == 1)
    #expect(second.isTop != second.isLeft && second.stretching == 1)
  }

  @Test func whereNoCornerIsFreeTheAxisIsStretchedUntilOneIs() {
    let full = (0..<110).map { mark(Double($0 % 11) / 10, Double($0 / 11) / 9) }
    let corner = Corner.choose((0.4, 0.25), [full]), ticks = corner.stretch(Ticks([], fixed: 0...1))
    #expect(corner.stretching > 1.3 && corner.stretching < 1.34)
    // The highest point stays under the annotation.
    #expect(1 / ticks.high <= 0.75 + 1e-9)
  }
}
