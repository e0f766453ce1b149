/// The brightness of a picture as video has it (ITU-R BT.601), rounded to bytes: from 16 for black to 235 for white, halves to the even
/// number; of a picture what scikit-image's `rgb2ycbcr` gives first.
public struct Luma: Hashable, Sendable {
  public let height, width: Int
  /// height × width, rows from the top.
  public let values: [UInt8]

  /// Sizes and numbers must agree.
  public init(height: Int, width: Int, values: [UInt8]) {
    precondition(height > 0 && width > 0 && values.count == height * width, "one brightness a pixel")
    (self.height, self.width, self.values) = (height, width, values)
  }

  /// Without so many pixels at each side.
  public init(_ image: RGBImage, withoutBorder border: Int = 0) {
    precondition(border >= 0 && 2 * border < min(image.height, image.width), "a border leaves something")
    let columns = border..<image.width - border
    height = image.height - 2 * border
    width = columns.count
    values = (border..<image.height - border).flatMap { y in
      columns.map { x in
        let at = 3 * (y * image.width + x), (red, green, blue) = image.intensities(at)
        return UInt8((65.481 * red + 128.553 * green + 24.966 * blue + 16).rounded(.toNearestOrEven))
      }
    }
  }
}

/// Brightness and differences of colour as nets read them (ITU-R BT.601).
extension RGBImage {
  /// height × width, from 0 for black to 1 for white: the first of scikit-image's `rgb2ypbpr`.
  public var brightness: [Float] {
    stride(from: 0, to: pixels.count, by: 3).map { at in
      let (red, green, blue) = intensities(at)
      return Float(0.299 * red + 0.587 * green + 0.114 * blue)
    }
  }

  /// height × width × 2, the differences of blue and of red from brightness, each from −½ to ½: the second and third of `rgb2ypbpr`.
  public var chroma: [Float] {
    var values: [Float] = []
    values.reserveCapacity(2 * height * width)
    for at in stride(from: 0, to: pixels.count, by: 3) {
      let (red, green, blue) = intensities(at)
      values.append(Float(-0.168736 * red - 0.331264 * green + 0.5 * blue))
      values.append(Float(0.5 * red - 0.418688 * green - 0.081312 * blue))
    }
    return values
  }

  /// Of the pixel that begins there, each from 0 to 1.
  fileprivate func intensities(_ at: Int) -> (Double, Double, Double) {
    (Double(pixels[at]) / 255, Double(pixels[at + 1]) / 255, Double(pixels[at + 2]) / 255)
  }
}
