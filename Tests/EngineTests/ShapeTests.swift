import Engine
import Testing

@Suite struct ShapeTests {
  @Test func samePaddingRoundsUp() {
    let shape = Shape(images: 2, height: 7, width: 6, channels: 3)
    #expect(shape.positions == 42 && shape.rows == 84 && shape.count == 252)
    #expect(shape.strided(by: 2, channels: 5) == Shape(images: 2, height: 4, width: 3, channels: 5))
    #expect(shape.strided(by: 3, channels: 5) == Shape(images: 2, height: 3, width: 2, channels: 5))
  }
}
