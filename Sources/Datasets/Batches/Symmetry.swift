internal import Streams

/// One of the eight ways to lay a square image onto itself: turned by quarters, mirrored or not. Super-resolution nets are trained under all
/// of them (Timofte et al. 2016).
struct Symmetry: Hashable, Sendable {
  /// Whether rows become columns; whether rows, and columns, then run backwards.
  let isTransposed: Bool, isUpsideDown: Bool, isMirrored: Bool

  /// - Parameter number: 0 ..< 8; 0 leaves images as they are.
  init(_ number: Int) {
    precondition((0..<8).contains(number), "there are eight symmetries")
    (isTransposed, isUpsideDown, isMirrored) = (number & 4 != 0, number & 2 != 0, number & 1 != 0)
  }

  /// The image, side × side pixels.
  func of(_ pixels: ArraySlice<UInt8>, side: Int, channels: Int) -> [UInt8] {
    precondition(pixels.count == side * side * channels, "a square image")
    return [UInt8](unsafeUninitializedCapacity: pixels.count) { output, filled in
      pixels.withUnsafeBufferPointer { input in
        for y in 0..<side {
          for x in 0..<side {
            let row = isUpsideDown ? side - 1 - y : y, column = isMirrored ? side - 1 - x : x
            let from = (isTransposed ? column * side + row : row * side + column) * channels
            for channel in 0..<channels { output[(y * side + x) * channels + channel] = input[from + channel] }
          }
        }
      }
      filled = pixels.count
    }
  }
}
