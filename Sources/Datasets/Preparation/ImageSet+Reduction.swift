internal import Imaging

extension ImageSet {
  /// The same images so many times smaller, bicubic with antialiasing, with themselves as what nets are to make of them.
  ///
  /// Each is equal to what Pillow's `resize` gives. Throws `DatasetError.invalid` where sides are no multiples of the factor, or where images are
  /// neither grey nor RGB.
  package func reduced(by factor: Int) throws(DatasetError) -> ImageSet {
    guard (1...16).contains(factor), height % factor == 0, width % factor == 0 else {
      throw .invalid(
        field: "preparation.upscaling", reason: "\(factor) is not in 1 … 16 or divides \(height) × \(width) pixels with a rest")
    }
    guard channels == 1 || channels == 3 else {
      throw .invalid(field: "preparation.upscaling", reason: "images have \(channels) channels: 1 or 3 are made smaller")
    }
    let small = (height: height / factor, width: width / factor)
    var reduced: [UInt8] = []
    reduced.reserveCapacity(pixels.count / factor / factor)
    for image in 0..<count {
      reduced += Resampling(.bicubic).resize(
        pixels[image * imageSize..<(image + 1) * imageSize], height: height, width: width, channels: channels, toHeight: small.height,
        toWidth: small.width)
    }
    return ImageSet(
      height: small.height, width: small.width, channels: channels, classes: classes, pixels: reduced, labels: labels,
      larger: LargeImages(factor: factor, pixels: pixels))
  }
}
