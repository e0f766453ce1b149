internal import Imaging

extension PreparedImages {
  /// An image as many times as large as its larger version, by bicubic interpolation as Pillow does it, and the mean squared difference from that,
  /// of intensities from 0 to 1: what needs no net.
  ///
  /// - Precondition: images have larger versions, and one or three channels.
  public func interpolationError(_ image: Int) -> Double {
    guard let larger = raw.larger else { preconditionFailure("these images have no larger ones") }
    let own = raw.pixels[image * imageSize..<(image + 1) * imageSize], size = raw.largerSize
    let picture = RGBImage(height: height, width: width, pixels: channels == 3 ? Array(own) : own.flatMap { [$0, $0, $0] })
    let result = Resampling(.bicubic).resize(picture, height: larger.factor * height, width: larger.factor * width).pixels
    var squares = 0
    for at in 0..<size {
      let difference = Int(larger.pixels[image * size + at]) - Int(result[channels == 3 ? at : 3 * at])
      squares += difference * difference
    }
    return Double(squares) / Double(size) / (255 * 255)
  }
}
