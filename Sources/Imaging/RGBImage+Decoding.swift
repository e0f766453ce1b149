internal import CImaging

/// Photographs from files: JPEG, PNG and BMP, told apart by their first bytes.
extension RGBImage {
  /// More pixels are refused before any memory is taken: an image takes at most 192 MB. ImageNet's largest has 61 million.
  public static let pixelLimit = 1 << 26
  /// Longer files are not read.
  public static let byteLimit = 1 << 28

  /// Reads and decodes a file. Throws `ImagingError`.
  ///
  /// - Parameter warned: told where the decoder mended what it found, and in which words.
  public init(reading file: String, warned: (String) -> Void = { _ in }) throws(ImagingError) {
    try self.init(decoding: try FileBytes.read(file, atMost: Self.byteLimit), of: file, warned: warned)
  }

  /// Decodes the content of a file to what Pillow's `Image.open(file).convert("RGB")` has, byte for byte.
  ///
  /// The orientation that EXIF may state is ignored, as there, and so are colour profiles and gamma; alpha is left out, a 16-bit grey
  /// above 255 is white (Pillow clips it), of 16-bit colours the upper eight bits stay, CMYK is taken as Adobe writes it, inverted. What
  /// libjpeg mends with a warning (stray bytes between markers) is mended; a file that ends early is an error. Throws `ImagingError`.
  ///
  /// - Parameter file: where the bytes come from, for errors.
  public init(decoding bytes: [UInt8], of file: String, warned: (String) -> Void = { _ in }) throws(ImagingError) {
    if bytes.starts(with: Bitmap.mark) {
      self = try Self.bitmap(bytes, of: file).get()
      return
    }
    guard let format = Format(bytes) else { throw .unknownFormat(file: file) }
    let result = bytes.withUnsafeBufferPointer { bytes -> Result<RGBImage, ImagingError> in
      var report = ci_report()
      func failure() -> Result<RGBImage, ImagingError> {
        .failure(.undecodable(file: file, format: format.rawValue, reason: Self.message(&report)))
      }
      guard let start = bytes.baseAddress, format.header(start, bytes.count, &report) == 0 else { return failure() }
      let height = Int(report.height), width = Int(report.width)
      guard height > 0, width > 0 else { return failure() }
      if let error = Self.tooLarge(height: height, width: width, file) { return .failure(error) }
      var code: Int32 = 0
      let image = RGBImage(height: height, width: width) { pixels in
        code = format.decode(start, bytes.count, &report, pixels)
        // Memory that a failed decoder left alone is nobody's to read.
        if code != 0 { pixels.initialize(repeating: 0, count: 3 * height * width) }
      }
      guard code == 0 else { return failure() }
      let message = Self.message(&report)
      if !message.isEmpty { warned(message) }
      return .success(image)
    }
    self = try result.get()
  }

  /// An error where an image has more pixels than are read. Both sides are below 2³¹.
  private static func tooLarge(height: Int, width: Int, _ file: String) -> ImagingError? {
    height * width <= pixelLimit ? nil : .tooLarge(file: file, found: "\(width) × \(height) pixels", limit: "\(pixelLimit)")
  }

  private static func bitmap(_ bytes: [UInt8], of file: String) -> Result<RGBImage, ImagingError> {
    bytes.withUnsafeBufferPointer { bytes in
      do throws(Bitmap.Fault) {
        let bitmap = try Bitmap(bytes)
        if let error = tooLarge(height: bitmap.height, width: bitmap.width, file) { return .failure(error) }
        var fault: Bitmap.Fault?
        let image = RGBImage(height: bitmap.height, width: bitmap.width) { pixels in
          pixels.initialize(repeating: 0, count: 3 * bitmap.height * bitmap.width)
          do throws(Bitmap.Fault) { try bitmap.decode(bytes, to: pixels) } catch { fault = error }
        }
        if let fault { throw fault }
        return .success(image)
      } catch { return .failure(.undecodable(file: file, format: "BMP", reason: error.reason)) }
    }
  }

  private enum Format: String {
    case jpeg = "JPEG"
    case png = "PNG"

    init?(_ bytes: [UInt8]) {
      if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
        self = .jpeg
      } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
        self = .png
      } else {
        return nil
      }
    }

    func header(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ report: inout ci_report) -> Int32 {
      switch self {
      case .jpeg: ci_jpeg_header(bytes, count, &report)
      case .png: ci_png_header(bytes, count, &report)
      }
    }

    func decode(
      _ bytes: UnsafePointer<UInt8>, _ count: Int, _ report: inout ci_report, _ pixels: UnsafeMutablePointer<UInt8>
    ) -> Int32 {
      switch self {
      case .jpeg: ci_jpeg_decode(bytes, count, &report, pixels)
      case .png: ci_png_decode(bytes, count, &report, pixels)
      }
    }
  }

  static func message(_ report: inout ci_report) -> String {
    withUnsafeBytes(of: &report.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
