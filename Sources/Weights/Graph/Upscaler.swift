package import Engine
internal import Imaging
internal import Networks
internal import Spaces
internal import Training

/// A super-resolution net applied to the brightness of images of any size.
///
/// Large images are cut into windows that overlap by what the net sees around a position, so that memory does not grow with the image and no
/// bit depends on the cut.
package struct Upscaler: ~Copyable {
  private let space: Space, weights: Snapshot, threads: Int, level: KernelLevel, reach: Int
  /// The most rows and columns of a window.
  private let side: Int
  private var outputs: Outputs?, size = (height: 0, width: 0, images: 0)

  /// - Parameter side: of windows, unless the net sees so far that more are needed.
  package init(_ net: GraphNetwork, threads: Int, level: KernelLevel, side: Int = 256) throws(WeightsError) {
    guard let reach = net.space.reach else {
      throw .node(path: net.path, name: "output", reason: "depends on all positions of an image, which windows do not see")
    }
    (space, weights, self.threads, self.level, self.reach) = (net.space, net.weights, max(threads, 1), level, reach)
    self.side = max(side, 3 * reach)
  }

  /// height · factor × width · factor numbers, for height × width ones.
  package mutating func enlarge(_ brightness: [Float], height: Int, width: Int) throws -> [Float] {
    let factor = space.upscaling ?? 1, wide = width * factor
    let rows = Window.cut(height, side: side, reach: reach), columns = Window.cut(width, side: side, reach: reach)
    let windows = rows.flatMap { row in columns.map { (row: row, column: $0) } }
    let high = min(height, side), broad = min(width, side), images = min(windows.count, threads)
    var result = [Float](repeating: 0, count: height * factor * wide)
    for first in stride(from: 0, to: windows.count, by: images) {
      let part = windows[first..<min(first + images, windows.count)]
      let pixels = part.flatMap { window in
        (window.row.start..<window.row.start + high).flatMap { y in
          brightness[y * width + window.column.start..<y * width + window.column.start + broad]
        }
      }
      let found = try outputs(height: high, width: broad, images: images, pixels)
      for (number, window) in part.enumerated() {
        let start = number * high * broad * factor * factor, count = window.column.kept.count * factor
        for y in window.row.kept.lowerBound * factor..<window.row.kept.upperBound * factor {
          let from =
            start + (y - window.row.start * factor) * broad * factor + (window.column.kept.lowerBound - window.column.start) * factor
          let to = y * wide + window.column.kept.lowerBound * factor
          result.replaceSubrange(to..<to + count, with: found[from..<from + count])
        }
      }
    }
    return result
  }

  /// What the net gives for windows of one size; what was made for them serves the next ones too.
  private mutating func outputs(height: Int, width: Int, images: Int, _ pixels: [Float]) throws -> [Float] {
    if size != (height, width, images) {
      outputs = nil
      outputs = try Outputs(
        space.resized(height: height, width: width), weights, images: images, several: true, threads: threads, level: level)
      size = (height, width, images)
    }
    return try outputs?.of(Subnet(space.whole), pixels) ?? []
  }
}

/// A stretch of an axis that is computed at once, and what of it is kept: the rest sees borders that are none of the image's.
private struct Window {
  let start: Int, kept: Range<Int>

  static func cut(_ length: Int, side: Int, reach: Int) -> [Window] {
    if length <= side { return [Window(start: 0, kept: 0..<length)] }
    var windows: [Window] = [], done = 0
    while done < length {
      let start = max(0, min(done - reach, length - side)), end = start + side == length ? length : start + side - reach
      windows.append(Window(start: start, kept: done..<end))
      done = end
    }
    return windows
  }
}
