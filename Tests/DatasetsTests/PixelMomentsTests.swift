import Datasets
import Testing

@Suite struct PixelMomentsTests {
  @Test func areThoseOfEachChannel() {
    let moments = PixelMoments([0, 10, 7, 255, 20, 7], channels: 3)
    #expect(moments.mean == [0.5, 15.0 / 255, 7.0 / 255])
    #expect(abs(moments.standardDeviation[0] - 0.5) < 1e-15 && abs(moments.standardDeviation[1] - 5.0 / 255) < 1e-15)
  }

  @Test func aConstantChannelIsNotDividedByZero() {
    #expect(PixelMoments([UInt8](repeating: 201, count: 977), channels: 1).standardDeviation == [1])
  }
}
