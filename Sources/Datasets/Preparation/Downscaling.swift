/// Shrinking by area averaging: an output pixel is the mean of the input area it covers, rounded to the nearest byte.
///
/// Any smaller or equal size will do; a pixel covered in part counts in part. Sums are integers, so results are exact; the
/// rounding adds at most 1/510 of full intensity.
package struct Downscaling: Sendable {
  /// For each output row (column): the first input row it covers and how much of each, in 1/extents.
  private struct Cover { let first: Int, weights: [Int] }
  private let rows, columns: [Cover]
  private let height, width, channels: Int

  package init(height: Int, width: Int, channels: Int, toHeight: Int, toWidth: Int) {
    precondition(1...height ~= toHeight && 1...width ~= toWidth, "downscaling does not enlarge")
    rows = Self.covers(height, toHeight)
    columns = Self.covers(width, toWidth)
    self.height = height
    self.width = width
    self.channels = channels
  }

  /// In units where an input pixel has extent `output` and an output pixel has extent `input`.
  private static func covers(_ input: Int, _ output: Int) -> [Cover] {
    (0..<output).map { at in
      let low = at * input, high = low + input, first = low / output, last = (high - 1) / output
      return Cover(first: first, weights: (first...last).map { min(high, ($0 + 1) * output) - max(low, $0 * output) })
    }
  }

  /// One image, NHWC.
  package func shrink(_ source: UnsafePointer<UInt8>, into target: UnsafeMutablePointer<UInt8>) {
    let area = height * width
    var at = 0
    for row in rows {
      for column in columns {
        for channel in 0..<channels {
          var sum = 0
          for (y, high) in row.weights.enumerated() {
            let line = source + ((row.first + y) * width + column.first) * channels + channel
            for (x, wide) in column.weights.enumerated() { sum &+= high &* wide &* Int(line[x &* channels]) }
          }
          target[at] = UInt8((2 * sum + area) / (2 * area))
          at += 1
        }
      }
    }
  }
}
