/// One split, ready to be read in order as normalised floats; kept as bytes, a quarter of their size.
public struct PreparedImages: Sendable {
  /// The shrunk images.
  public let raw: ImageSet
  /// Where each image stands in the official set.
  public let indices: [Int]
  /// What pixels are normalised by.
  public let moments: PixelMoments
  /// value = intensity × scale + bias, for each of the width × channels values of a row.
  let scale, bias: [Float]

  /// How many images there are.
  public var count: Int { raw.count }
  /// The shape of each image, after downscaling.
  public var height: Int { raw.height }
  public var width: Int { raw.width }
  public var channels: Int { raw.channels }
  /// How many classes the labels tell apart.
  public var classes: Int { raw.classes }
  /// Values of one image.
  public var imageSize: Int { raw.imageSize }

  init(_ raw: ImageSet, _ indices: [Int], _ moments: PixelMoments) {
    self.raw = raw
    self.indices = indices
    self.moments = moments
    let channels = zip(moments.mean, moments.standardDeviation)
    let scales = channels.map { Float(1 / (255 * $1)) }, biases = channels.map { Float(-$0 / $1) }
    scale = (0..<raw.width * raw.channels).map { scales[$0 % raw.channels] }
    bias = (0..<raw.width * raw.channels).map { biases[$0 % raw.channels] }
  }

  /// Writes consecutive images, not augmented, and their labels.
  ///
  /// - Parameters:
  ///   - images: room for range.count × height × width × channels values, NHWC.
  ///   - labels: room for range.count values.
  public func fill(_ range: Range<Int>, images: UnsafeMutablePointer<Float>, labels: UnsafeMutablePointer<Int32>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "images \(range) of \(count)")
    let row = width * channels
    raw.pixels.withUnsafeBufferPointer { pixels in
      scale.withUnsafeBufferPointer { scale in
        bias.withUnsafeBufferPointer { bias in
          guard let source = pixels.baseAddress else { return }
          for line in 0..<range.count * height {
            let from = source + range.lowerBound * imageSize + line * row, to = images + line * row
            for at in 0..<row { to[at] = Float(from[at]) * scale[at] + bias[at] }
          }
        }
      }
    }
    for (at, image) in range.enumerated() { labels[at] = Int32(raw.labels[image]) }
  }
}
