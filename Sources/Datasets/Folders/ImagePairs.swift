internal import Glibc
public import Imaging

/// Photographs of a folder, each beside a smaller version of itself: what super-resolution is tested on.
///
///     let pairs = try ImagePairs("Set5", factor: 2)   // img_001_SRF_2_HR.png with img_001_SRF_2_LR.png, …
///     let (low, high) = try pairs.images(0)
///
/// A file whose name ends in `_HR` has its smaller version under the same name with `_LR`. In a folder without such names every image is a
/// large one, and the smaller ones are made: bicubic with antialiasing, as Pillow does it, of the image without the rows and columns at its end
/// that the factor does not divide.
public struct ImagePairs: Hashable, Sendable {
  /// A large image's file, and that of its smaller version where there is one; the name is what both have in common.
  struct Pair: Hashable, Sendable {
    let name: String, high: String, low: String?
  }

  public let path: String
  /// How many times as high and wide the large images are.
  public let factor: Int
  let pairs: [Pair]

  public var count: Int { pairs.count }
  /// What the images of each pair are called, in the order of the names' bytes.
  public var names: [String] { pairs.map(\.name) }

  /// Names are read; whether files can be decoded is seen when they are needed. Throws `DatasetError` where there is no such folder, no image,
  /// or a large one without its smaller one.
  public init(_ path: String, factor: Int) throws(DatasetError) {
    precondition(factor > 0, "images are enlarged by a factor")
    let files = try ImageFolder.entries(path).filter { $0.kind == S_IFREG && ImageFolder.isImage($0.name) }.map(\.name)
    guard !files.isEmpty else {
      throw .missing(
        file: "any image", looked: [path], remedy: "give a folder with .png, .jpeg or .bmp files, as NAME_HR.png and NAME_LR.png")
    }
    (self.path, self.factor) = (path, factor)
    let high = files.filter { Self.stem($0).hasSuffix("_HR") }
    if high.isEmpty {
      if let lonely = files.first(where: { Self.stem($0).hasSuffix("_LR") }) {
        throw .missing(
          file: Self.stem(lonely).dropLast(3) + "_HR.png", looked: [path], remedy: "put the large image beside \(lonely), or take that away"
        )
      }
      pairs = files.map { Pair(name: Self.stem($0), high: $0, low: nil) }
      return
    }
    var pairs: [Pair] = []
    for file in high {
      let name = String(Self.stem(file).dropLast(3))
      guard let low = files.first(where: { Self.stem($0) == "\(name)_LR" }) else {
        throw .missing(
          file: "\(name)_LR.png", looked: [path], remedy: "put it beside \(file); where no image is called _HR, small ones are made")
      }
      pairs.append(Pair(name: name, high: file, low: low))
    }
    self.pairs = pairs
  }

  /// A name without what says its format.
  private static func stem(_ file: String) -> String { String(file[..<(file.lastIndex(of: ".") ?? file.endIndex)]) }

  /// The small image of a pair and the large one. Throws `DatasetError` where one cannot be decoded, or where their sizes do not belong
  /// together.
  public func images(_ pair: Int) throws(DatasetError) -> (low: RGBImage, high: RGBImage) {
    let files = pairs[pair], whole = try Self.read("\(path)/\(files.high)")
    if let low = files.low {
      let image = try Self.read("\(path)/\(low)")
      guard image.height * factor == whole.height, image.width * factor == whole.width else {
        throw .malformed(
          file: "\(path)/\(low)",
          reason:
            "it has \(image.height) × \(image.width) pixels and \(files.high) \(whole.height) × \(whole.width), which is not \(factor) times as many",
          remedy: "take the pair of this factor, or \(files.high) alone into another folder: small images are made then")
      }
      return (image, whole)
    }
    let height = whole.height / factor, width = whole.width / factor
    guard height > 0, width > 0 else {
      throw .malformed(
        file: "\(path)/\(files.high)", reason: "it has \(whole.height) × \(whole.width) pixels, less than \(factor) in a row",
        remedy: "take it out of the folder")
    }
    let high = whole.crop(rows: 0..<height * factor, columns: 0..<width * factor)
    return (Resampling(.bicubic).resize(high, height: height, width: width), high)
  }

  private static func read(_ file: String) throws(DatasetError) -> RGBImage {
    do throws(ImagingError) { return try RGBImage(reading: file) } catch { throw .picture(error) }
  }
}
