/// A picture as bytes: height × width pixels of red, green and blue, rows from the top, as files of photographs decode to.
///
///     let photograph = try RGBImage(reading: "n01440764/n01440764_10026.jpg")
///     let small = Resampling(.bilinear).resize(photograph, height: 224, width: 224)
public struct RGBImage: Hashable, Sendable {
  public let height, width: Int
  /// height × width × 3 intensities, 0 black, 255 full.
  public let pixels: [UInt8]

  /// Sizes and bytes must agree: what comes from a file is checked by its decoder.
  public init(height: Int, width: Int, pixels: [UInt8]) {
    precondition(height > 0 && width > 0 && pixels.count == 3 * height * width, "an RGB image has 3 bytes a pixel")
    (self.height, self.width, self.pixels) = (height, width, pixels)
  }

  /// Made in place: `fill` writes every one of its bytes.
  init(height: Int, width: Int, fill: (UnsafeMutablePointer<UInt8>) throws -> Void) rethrows {
    let count = 3 * height * width
    let pixels = try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      guard let base = buffer.baseAddress else { return }
      try fill(base)
      filled = count
    }
    self.init(height: height, width: width, pixels: pixels)
  }

  /// The rectangle of so many rows and columns; it must lie within the image.
  public func crop(rows: Range<Int>, columns: Range<Int>) -> RGBImage {
    precondition(
      !rows.isEmpty && !columns.isEmpty && rows.lowerBound >= 0 && columns.lowerBound >= 0 && rows.upperBound <= height
        && columns.upperBound <= width, "a crop lies within its image")
    return pixels.withUnsafeBufferPointer { source in
      RGBImage(height: rows.count, width: columns.count) { target in
        guard let base = source.baseAddress else { return }
        for (to, from) in rows.enumerated() {
          (target + 3 * to * columns.count).initialize(from: base + 3 * (from * width + columns.lowerBound), count: 3 * columns.count)
        }
      }
    }
  }

  /// The middle pixels of an axis, where torchvision's `center_crop` takes them: an odd margin's half is rounded to the even number.
  ///
  /// - Parameter size: at most the axis's length.
  public static func centre(_ size: Int, of length: Int) -> Range<Int> {
    let start = Int((Double(length - size) / 2).rounded(.toNearestOrEven))
    return start..<start + size
  }

  /// What is wanted of a resized image, all of it where nothing is said.
  static func window(
    _ rows: Range<Int>?, _ columns: Range<Int>?, height: Int, width: Int
  ) -> (rows: Range<Int>, columns: Range<Int>) {
    precondition(height > 0 && width > 0, "an image has pixels")
    return (rows ?? 0..<height, columns ?? 0..<width)
  }

  /// Blue, green and red: the order that OpenCV reads files in.
  public var reversedChannels: RGBImage {
    RGBImage(height: height, width: width) { target in
      for at in stride(from: 0, to: pixels.count, by: 3) {
        (target[at], target[at + 1], target[at + 2]) = (pixels[at + 2], pixels[at + 1], pixels[at])
      }
    }
  }
}
