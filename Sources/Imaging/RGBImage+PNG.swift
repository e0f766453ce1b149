internal import CImaging

/// Pictures as PNG.
extension RGBImage {
  /// The bytes of a PNG of 8-bit RGB: what is decoded from them are these pixels.
  ///
  /// Throws `ImagingError.unwritable` where libpng cannot, as of more than 65,536 rows or columns.
  ///
  /// - Parameter file: where the bytes shall go, for errors.
  public func png(for file: String) throws(ImagingError) -> [UInt8] {
    var report = ci_report()
    (report.height, report.width) = (Int32(clamping: height), Int32(clamping: width))
    var bytes: UnsafeMutablePointer<UInt8>?, count = 0
    let code = pixels.withUnsafeBufferPointer { ci_png_encode($0.baseAddress, &report, &bytes, &count) }
    guard code == 0, let bytes else { throw .unwritable(file: file, reason: Self.message(&report)) }
    defer { ci_free(bytes) }
    return Array(UnsafeBufferPointer(start: bytes, count: count))
  }
}
