extension PreparedImages {
  /// Writes one image whose bytes these are, cropped, mirrored, normalised and cut out, in that order.
  func fill(_ pixels: ArraySlice<UInt8>, _ draw: Augmentation.Draw, into target: UnsafeMutablePointer<Float>) {
    let row = width * channels
    pixels.withUnsafeBufferPointer { pixels in
      scale.withUnsafeBufferPointer { scale in
        bias.withUnsafeBufferPointer { bias in
          guard let source = pixels.baseAddress else { return }
          for y in 0..<height {
            let to = target + y * row, sourceRow = y + draw.down
            guard (0..<height).contains(sourceRow) else {
              for at in 0..<row { to[at] = bias[at] }
              continue
            }
            let from = source + sourceRow * row
            for x in 0..<width {
              let column = (draw.flipped ? width - 1 - x : x) + draw.right, seen = (0..<width).contains(column)
              for channel in 0..<channels {
                let at = x * channels + channel
                to[at] = (seen ? Float(from[column * channels + channel]) * scale[at] : 0) + bias[at]
              }
            }
          }
        }
      }
    }
    for y in draw.rows {
      for at in draw.columns.lowerBound * channels..<draw.columns.upperBound * channels { target[y * row + at] = 0 }
    }
  }
}
