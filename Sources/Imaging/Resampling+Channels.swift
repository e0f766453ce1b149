extension Resampling {
  /// The image of one channel or three at another size, as Pillow resizes both: a grey one is three equal channels.
  ///
  /// - Parameter pixels: height × width × channels intensities.
  package func resize(
    _ pixels: ArraySlice<UInt8>, height: Int, width: Int, channels: Int, toHeight: Int, toWidth: Int
  ) -> [UInt8] {
    precondition(channels == 1 || channels == 3, "grey or RGB")
    let picture = RGBImage(height: height, width: width, pixels: channels == 3 ? Array(pixels) : pixels.flatMap { [$0, $0, $0] })
    let result = resize(picture, height: toHeight, width: toWidth).pixels
    return channels == 3 ? result : stride(from: 0, to: result.count, by: 3).map { result[$0] }
  }
}
