/// Pillow's `Image.resize` of 8-bit images: each pixel is a weighted mean of those that a filter of the size of the step covers, so that
/// shrinking does not alias; rows first, then columns, in fixed point. Equal to Pillow to the bit (Resample.c of Pillow 13).
public struct Resampling: Hashable, Sendable {
  /// What weighs a source pixel by its distance from the target's centre, in steps.
  public enum Filter: String, Codable, Hashable, Sendable {
    /// 1 − |x| for |x| < 1.
    case bilinear
    /// Keys's cubic with a = −½, for |x| < 2.
    case bicubic

    /// Beyond this distance it is 0.
    var support: Double { self == .bilinear ? 1 : 2 }

    func callAsFunction(_ x: Double) -> Double {
      let x = abs(x)
      switch self {
      case .bilinear: return x < 1 ? 1 - x : 0
      case .bicubic:
        let a = -0.5
        if x < 1 { return ((a + 2) * x - (a + 3)) * x * x + 1 }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0
      }
    }
  }

  public var filter: Filter

  public init(_ filter: Filter) { self.filter = filter }

  /// The image at another size, or a window of it: nothing outside is computed, so that what it takes does not grow with the whole.
  ///
  /// - Parameters:
  ///   - height, width: of the whole, each at least 1.
  ///   - rows, columns: of the window, within the whole; all where left out.
  public func resize(
    _ image: RGBImage, height: Int, width: Int, rows: Range<Int>? = nil, columns: Range<Int>? = nil
  ) -> RGBImage {
    let (rows, columns) = RGBImage.window(rows, columns, height: height, width: width)
    let across = width == image.width ? nil : Weights(filter, from: image.width, to: width, columns)
    let down = height == image.height ? nil : Weights(filter, from: image.height, to: height, rows)
    let read = down?.sources ?? rows
    var image = image.crop(rows: read, columns: across == nil ? columns : 0..<image.width)
    if let across { image = self.rows(of: image, across) }
    if let down { image = self.columns(of: image, down, from: read.lowerBound) }
    return image
  }

  /// For each target pixel, where its first source pixel lies and what each weighs.
  private struct Weights {
    /// Bits behind the point: 32, less 8 of intensity and 2 for overshoot.
    static let bits: Int32 = 22
    var first: [Int] = [], starts: [Int] = [0], values: [Int32] = []

    var count: Int { first.count }

    /// All source pixels that any target pixel reads.
    var sources: Range<Int> {
      let ends = first.indices.map { first[$0] + starts[$0 + 1] - starts[$0] }
      return (first.min() ?? 0)..<(ends.max() ?? 0)
    }

    /// - Parameter window: the target pixels that are wanted.
    init(_ filter: Filter, from size: Int, to target: Int, _ window: Range<Int>) {
      let scale = Double(size) / Double(target), wide = max(scale, 1), support = filter.support * wide, narrow = 1 / wide
      for pixel in window {
        let center = (Double(pixel) + 0.5) * scale
        let low = max(0, Int(center - support + 0.5)), high = min(size, Int(center + support + 0.5))
        var weights = (low..<high).map { filter((Double($0 - low) + Double(low) - center + 0.5) * narrow) }
        let sum = weights.reduce(0, +)
        if sum != 0 { for at in weights.indices { weights[at] /= sum } }
        first.append(low)
        values += weights.map { Int32(($0 < 0 ? -0.5 : 0.5) + $0 * Double(1 << Self.bits)) }
        starts.append(values.count)
      }
    }
  }

  private static func clip(_ sum: Int32) -> UInt8 { UInt8(max(0, min(255, sum >> Weights.bits))) }

  private func rows(of image: RGBImage, _ weights: Weights) -> RGBImage {
    image.pixels.withUnsafeBufferPointer { source in
      weights.values.withUnsafeBufferPointer { values in
        RGBImage(height: image.height, width: weights.count) { target in
          for x in 0..<weights.count {
            let first = weights.first[x], start = weights.starts[x], count = weights.starts[x + 1] - start
            for y in 0..<image.height {
              var red: Int32 = 1 << (Weights.bits - 1), green = red, blue = red
              var at = 3 * (y * image.width + first)
              for k in start..<start + count {
                red &+= Int32(source[at]) &* values[k]
                green &+= Int32(source[at + 1]) &* values[k]
                blue &+= Int32(source[at + 2]) &* values[k]
                at += 3
              }
              let to = 3 * (y * weights.count + x)
              (target[to], target[to + 1], target[to + 2]) = (Self.clip(red), Self.clip(green), Self.clip(blue))
            }
          }
        }
      }
    }
  }

  /// - Parameter top: the row of the whole source that the image begins with.
  private func columns(of image: RGBImage, _ weights: Weights, from top: Int) -> RGBImage {
    let row = 3 * image.width
    return image.pixels.withUnsafeBufferPointer { source in
      RGBImage(height: weights.count, width: image.width) { target in
        var sums = [Int32](repeating: 0, count: row)
        sums.withUnsafeMutableBufferPointer { sums in
          for y in 0..<weights.count {
            sums.update(repeating: 1 << (Weights.bits - 1))
            for k in weights.starts[y]..<weights.starts[y + 1] {
              let weight = weights.values[k], from = (weights.first[y] - top + k - weights.starts[y]) * row
              for at in 0..<row { sums[at] &+= Int32(source[from + at]) &* weight }
            }
            for at in 0..<row { target[y * row + at] = Self.clip(sums[at]) }
          }
        }
      }
    }
  }
}
