/// Mean and standard deviation of each channel, on the scale where full intensity is 1.
///
/// Fashion-MNIST's training images have .2860 and .3530; CIFAR-10's .4914 .4822 .4465 and .2470 .2435 .2616.
public struct PixelMoments: Codable, Hashable, Sendable {
  /// One value a channel.
  public let mean, standardDeviation: [Double]

  public init(mean: [Double], standardDeviation: [Double]) {
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// Those under which intensities stay as they are, from 0 to 1.
  static func intensities(channels: Int) -> PixelMoments {
    PixelMoments(mean: [Double](repeating: 0, count: channels), standardDeviation: [Double](repeating: 1, count: channels))
  }

  /// Of all pixels (divided by their number), from exact integer sums. A constant channel gets deviation 1.
  ///
  /// - Parameter pixels: NHWC, at least one image.
  public init(_ pixels: [UInt8], channels: Int) {
    precondition(!pixels.isEmpty && pixels.count % channels == 0, "moments need whole pixels")
    var sums = [Int](repeating: 0, count: channels), squares = sums
    pixels.withUnsafeBufferPointer { pixels in
      for channel in 0..<channels {
        var sum = 0, square = 0
        for at in stride(from: channel, to: pixels.count, by: channels) {
          let value = Int(pixels[at])
          sum &+= value
          square &+= value &* value
        }
        sums[channel] = sum
        squares[channel] = square
      }
    }
    let count = Double(pixels.count / channels)
    mean = sums.map { Double($0) / count / 255 }
    standardDeviation = zip(sums, squares).map { sum, square in
      let variance = Double(square) / count - (Double(sum) / count) * (Double(sum) / count)
      return variance > 1e-6 ? variance.squareRoot() / 255 : 1
    }
  }
}
