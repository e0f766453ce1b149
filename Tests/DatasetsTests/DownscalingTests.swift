import Datasets
import Streams
import Testing

@Suite struct DownscalingTests {
  /// Enlarges by whole factors until both grids divide it, then averages.
  private func bruteForce(_ image: [UInt8], _ height: Int, _ width: Int, _ channels: Int, _ toHeight: Int, _ toWidth: Int) -> [UInt8] {
    (0..<toHeight * toWidth * channels).map { at in
      let channel = at % channels, x = at / channels % toWidth, y = at / channels / toWidth
      var sum = 0
      for fineY in y * height..<(y + 1) * height {
        for fineX in x * width..<(x + 1) * width { sum += Int(image[(fineY / toHeight * width + fineX / toWidth) * channels + channel]) }
      }
      return UInt8((Double(sum) / Double(height * width)).rounded())
    }
  }

  @Test(arguments: [(28, 28, 1, 14, 14), (7, 5, 3, 3, 4), (32, 32, 3, 20, 12), (9, 9, 2, 9, 9), (5, 6, 1, 1, 1), (8, 3, 1, 5, 3)])
  func isTheMeanOfTheAreaCovered(height: Int, width: Int, channels: Int, toHeight: Int, toWidth: Int) {
    var random = RandomStream(seed: 1, "downscaling")
    let image = (0..<height * width * channels).map { _ in UInt8(random.below(256)) }
    let scaling = Downscaling(height: height, width: width, channels: channels, toHeight: toHeight, toWidth: toWidth)
    var small = [UInt8](repeating: 0, count: toHeight * toWidth * channels)
    scaling.shrink(image, into: &small)
    #expect(small == bruteForce(image, height, width, channels, toHeight, toWidth))
  }
}
