internal import Imaging

extension PreparedImages {
  /// An image as many times as large as its larger version, by bicubic interpolation as Pillow does it, and the mean squared difference from that,
  /// of intensities from 0 to 1: what needs no net.
  ///
  /// - Precondition: images have larger versions, and one or three channels.
  public func interpolationError(_ image: Int) -> Double {
    let (own, large) = raw.pair(image), factor = raw.factor ?? 1, size = large.count
    let picture = RGBImage(height: height, width: width, pixels: channels == 3 ? Array(own) : own.flatMap { [$0, $0, $0] })
    let result = Resampling(.bicubic).resize(picture, height: factor * height, width: factor * width).pixels
    var squares = 0
    for at in 0..<size {
      let difference = Int(large[large.startIndex + at]) - Int(result[channels == 3 ? at : 3 * at])
      squares += difference * difference
    }
    return Double(squares) / Double(size) / (255 * 255)
  }
}
