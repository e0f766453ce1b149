/// One split, ready to be read in order as normalised floats; kept as bytes, a quarter of their size, or in the files of a folder.
///
///     let images = PreparedImages(try ImageFolder("imagenet/val"), Preprocessing(.torchvision))
public struct PreparedImages: Sendable {
  /// The shrunk images.
  public let raw: ImageSet
  /// Where each image stands in the official set.
  public let indices: [Int]
  /// What pixels are normalised by.
  public let moments: PixelMoments
  /// How many times as high and wide the larger images are that nets are to give; nil where classes are wanted.
  public var factor: Int? { raw.factor }
  /// value = intensity × scale + bias, for each of the width × channels values of a row.
  let scale, bias: [Float]
  /// Photographs decoded ahead of who reads them in order; nil where images are in memory.
  private let decoded: Lookahead<[UInt8]>?

  /// How many images there are.
  public var count: Int { raw.count }
  /// The shape of each image, after downscaling.
  public var height: Int { raw.height }
  public var width: Int { raw.width }
  public var channels: Int { raw.channels }
  /// How many classes the labels tell apart.
  public var classes: Int { raw.classes }
  /// Values of one image.
  public var imageSize: Int { raw.imageSize }

  package init(_ raw: ImageSet, _ indices: [Int], _ moments: PixelMoments) {
    self.raw = raw
    self.indices = indices
    self.moments = moments
    let channels = zip(moments.mean, moments.standardDeviation)
    let scales = channels.map { Float(1 / (255 * $1)) }, biases = channels.map { Float(-$0 / $1) }
    scale = (0..<raw.width * raw.channels).map { scales[$0 % raw.channels] }
    bias = (0..<raw.width * raw.channels).map { biases[$0 % raw.channels] }
    switch raw.content {
    case .bytes, .patches: decoded = nil
    case .files(let files):
      decoded = Lookahead(capacity: Self.ahead(256, of: raw.imageSize), end: raw.count) { (image) throws(DatasetError) in
        try files.pixels(image)
      }
    }
  }

  /// Photographs that are decoded before a reader asks for them take at most so many bytes, but for the two that are always allowed.
  public static let decodedBytes = 128 << 20

  /// How many of so many bytes each are decoded ahead where a reader would like `wanted`.
  static func ahead(_ wanted: Int, of bytes: Int) -> Int { max(2, min(wanted, decodedBytes / max(1, bytes))) }

  /// All photographs of a folder as evaluation sees them, in the folder's order. Nothing is decoded yet.
  ///
  /// - Parameter classes: how many a net tells apart, where that is more than the folder has.
  public init(_ folder: ImageFolder, _ preprocessing: Preprocessing, classes: Int? = nil) throws(DatasetError) {
    try preprocessing.check()
    let classes = classes ?? folder.classes
    guard classes >= folder.classes else {
      throw .malformed(
        file: folder.path, reason: "it has \(folder.classes) classes, and \(classes) are told apart",
        remedy: "give images of these classes alone")
    }
    let images = FolderImages(folder, preprocessing)
    self.init(ImageSet(images, classes: classes), images.indices, preprocessing.moments)
  }

  /// How long `fill` has waited for photographs that were not decoded yet.
  public var waited: Duration { decoded?.waited ?? .zero }

  /// Consecutive images, not augmented: their values [image][height][width][channels], and their labels. Throws where a photograph cannot be
  /// decoded.
  public func values(_ range: Range<Int>) throws(DatasetError) -> (images: [Float], labels: [Int32]) {
    var images = [Float](repeating: 0, count: range.count * imageSize), labels = [Int32](repeating: 0, count: range.count)
    try fill(range, images: &images, labels: &labels)
    return (images, labels)
  }

  /// Writes consecutive images, not augmented, and what nets are to give for them. Throws where a photograph cannot be decoded.
  ///
  /// - Parameters:
  ///   - images: room for range.count × height × width × channels values, NHWC.
  ///   - labels: room for range.count values; nil where no classes are wanted.
  ///   - targets: room for the larger images, from 0 to 1, factor² times as much as for images; nil where they are not wanted.
  public func fill(
    _ range: Range<Int>, images: UnsafeMutablePointer<Float>, labels: UnsafeMutablePointer<Int32>?,
    targets: UnsafeMutablePointer<Float>? = nil
  ) throws(DatasetError) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "images \(range) of \(count)")
    let isPatched = if case .patches = raw.content { true } else { false }
    for (at, image) in range.enumerated() {
      labels?[at] = Int32(raw.labels[image])
      if isPatched || targets != nil {
        let (small, large) = raw.pair(image)
        if isPatched { write(small, images + at * imageSize) }
        if let targets { Self.intensities(large, targets + at * raw.largerSize) }
      }
      if let decoded { write(try decoded.element(image)[...], images + at * imageSize) }
    }
    if decoded == nil && !isPatched { write(raw.pixels[range.lowerBound * imageSize..<range.upperBound * imageSize], images) }
  }

  /// Bytes as nets are told them, from 0 to 1.
  static func intensities(_ pixels: ArraySlice<UInt8>, _ target: UnsafeMutablePointer<Float>) {
    let scale = Float(1 / 255.0)
    for (at, value) in pixels.enumerated() { target[at] = Float(value) * scale }
  }

  /// Normalises the bytes of whole images.
  private func write(_ pixels: ArraySlice<UInt8>, _ target: UnsafeMutablePointer<Float>) {
    let row = width * channels
    pixels.withUnsafeBufferPointer { pixels in
      scale.withUnsafeBufferPointer { scale in
        bias.withUnsafeBufferPointer { bias in
          guard let source = pixels.baseAddress else { return }
          for line in 0..<pixels.count / row {
            let from = source + line * row, to = target + line * row
            for at in 0..<row { to[at] = Float(from[at]) * scale[at] + bias[at] }
          }
        }
      }
    }
  }
}
