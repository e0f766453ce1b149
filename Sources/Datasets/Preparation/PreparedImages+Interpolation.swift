internal import Imaging

extension PreparedImages {
  /// An image as many times as large as its larger version, by bicubic interpolation as Pillow does it, and the mean squared difference from that,
  /// of intensities from 0 to 1: what needs no net.
  ///
  /// - Precondition: images have larger versions, and one or three channels.
  public func interpolationError(_ image: Int) -> Double {
    let (own, large) = raw.pair(image), factor = raw.factor ?? 1, size = large.count
    let result = Resampling(.bicubic).resize(
      own, height: height, width: width, channels: channels, toHeight: factor * height, toWidth: factor * width)
    var squares = 0
    for at in 0..<size {
      let difference = Int(large[large.startIndex + at]) - Int(result[at])
      squares += difference * difference
    }
    return Double(squares) / Double(size) / (255 * 255)
  }
}
