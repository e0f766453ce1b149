/// OpenCV's `resize` with `INTER_LINEAR` of 8-bit images: the four pixels around a point, without a filter against aliasing, weighed in
/// 11 bits of fixed point. Equal to OpenCV 4 (imgproc/src/resize.cpp) to the bit.
public enum LinearInterpolation {
  /// The image at another size, or a window of it: nothing outside is computed.
  ///
  /// - Parameters:
  ///   - height, width: of the whole, each at least 1.
  ///   - rows, columns: of the window, within the whole; all where left out.
  public static func resize(
    _ image: RGBImage, height: Int, width: Int, rows: Range<Int>? = nil, columns: Range<Int>? = nil
  ) -> RGBImage {
    let window = RGBImage.window(rows, columns, height: height, width: width)
    if height == image.height, width == image.width { return image.crop(rows: window.rows, columns: window.columns) }
    let columns = points(from: image.width, to: width, window.columns, clamps: true)
    let rows = points(from: image.height, to: height, window.rows, clamps: false), width = columns.count
    return image.pixels.withUnsafeBufferPointer { source in
      RGBImage(height: rows.count, width: width) { target in
        /// A source row at the target's columns, 11 bits behind the point.
        func line(_ y: Int) -> [Int32] {
          [Int32](unsafeUninitializedCapacity: 3 * width) { line, filled in
            for (x, point) in columns.enumerated() {
              let low = 3 * (y * image.width + point.low), high = 3 * (y * image.width + point.high)
              for c in 0..<3 { line[3 * x + c] = Int32(source[low + c]) * point.weights.low + Int32(source[high + c]) * point.weights.high }
            }
            filled = 3 * width
          }
        }
        var low = (row: -1, line: [Int32]()), high = low
        for (y, point) in rows.enumerated() {
          if point.low == high.row { low = high }
          if point.low != low.row { low = (point.low, line(point.low)) }
          if point.high == low.row { high = low }
          if point.high != high.row { high = (point.high, line(point.high)) }
          let weights = point.weights
          for at in 0..<3 * width {
            let sum = (weights.low * (low.line[at] >> 4)) >> 16 + (weights.high * (high.line[at] >> 4)) >> 16
            target[3 * y * width + at] = UInt8(truncatingIfNeeded: (sum + 2) >> 2)
          }
        }
      }
    }
  }

  /// Two neighbours on an axis and their weights, in 2⁻¹¹.
  private struct Point {
    var low, high: Int
    var weights: (low: Int32, high: Int32)
  }

  /// - Parameter clamps: whether beyond the border the border's pixel has all the weight, as OpenCV has it along rows.
  private static func points(from size: Int, to target: Int, _ window: Range<Int>, clamps: Bool) -> [Point] {
    let scale = 1 / (Double(target) / Double(size))
    return window.map { pixel in
      let place = Float((Double(pixel) + 0.5) * scale - 0.5)
      var low = Int(place.rounded(.down)), part = place - Float(low)
      if clamps && low < 0 { (low, part) = (0, 0) }
      if clamps && low >= size - 1 { (low, part) = (size - 1, 0) }
      func weight(_ part: Float) -> Int32 { Int32((part * 2048).rounded(.toNearestOrEven)) }
      return Point(
        low: max(0, min(size - 1, low)), high: max(0, min(size - 1, low + 1)), weights: (weight(1 - part), weight(part)))
    }
  }
}
