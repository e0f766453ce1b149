/// Labelled images of one size, in memory as bytes in NHWC order or in the files of a folder: a set of a data set. Each may have a larger image
/// that nets are to make of it.
public struct ImageSet: Sendable {
  /// Where images are.
  public enum Content: Sendable {
    /// count × height × width × channels intensities, 0 black, 255 full.
    case bytes([UInt8])
    /// Files that are decoded when they are read.
    case files(FolderImages)
    /// Squares of photographs, at random places where nets are trained on them.
    case patches(PhotographPatches)
  }

  /// The shape of each image.
  public let height, width, channels: Int
  /// How many classes the labels tell apart; every label is below it.
  public let classes: Int
  public let content: Content
  /// One class an image.
  public let labels: [UInt16]
  /// What nets that enlarge are to give; nil where classes alone are wanted.
  public let larger: LargeImages?

  /// How many times as high and wide what nets are to give is; nil where classes are wanted.
  public var factor: Int? { if case .patches(let own) = content { own.factor } else { larger?.factor } }
  /// Consecutive images that show one thing, so that no split parts them: 1, or the patches of a photograph.
  var together: Int { if case .patches(let own) = content { own.perPhotograph } else { 1 } }

  /// How many images there are.
  public var count: Int { labels.count }
  /// Bytes of one image.
  public var imageSize: Int { height * width * channels }

  /// Lengths and labels must agree: what comes from a file is checked by its parser first.
  public init(
    height: Int, width: Int, channels: Int, classes: Int, pixels: [UInt8], labels: [UInt16], larger: LargeImages? = nil
  ) {
    precondition(pixels.count == labels.count * height * width * channels, "an image set needs height × width × channels bytes a label")
    precondition(labels.allSatisfy { Int($0) < classes }, "a label is below the number of classes")
    precondition(
      larger.map { $0.pixels.count == pixels.count * $0.factor * $0.factor } ?? true, "a larger image for each, factor² times as many bytes"
    )
    self.larger = larger
    self.height = height
    self.width = width
    self.channels = channels
    self.classes = classes
    content = .bytes(pixels)
    self.labels = labels
  }

  /// Photographs as their preprocessing shows them.
  init(_ files: FolderImages, classes: Int) {
    precondition(files.labels.allSatisfy { Int($0) < classes }, "a label is below the number of classes")
    (height, width, channels) = (files.preprocessing.crop, files.preprocessing.crop, 3)
    self.classes = classes
    content = .files(files)
    (labels, larger) = (files.labels, nil)
  }

  /// Patches of photographs with what nets are to make of them.
  init(_ patches: PhotographPatches) {
    (height, width, channels, classes) = (patches.side, patches.side, patches.channels, 1)
    content = .patches(patches)
    (labels, larger) = ([UInt16](repeating: 0, count: patches.count), nil)
  }

  /// An image and its larger version, as evaluation sees them.
  ///
  /// - Precondition: images have larger versions.
  func pair(_ image: Int) -> (small: ArraySlice<UInt8>, large: ArraySlice<UInt8>) {
    if case .patches(let own) = content { return own.pair(image) }
    guard let larger else { preconditionFailure("these images have no larger ones") }
    return (pixels[image * imageSize..<(image + 1) * imageSize], larger.pixels[image * largerSize..<(image + 1) * largerSize])
  }

  /// The intensities of all images, one after the other; none where they lie in files.
  public var pixels: [UInt8] {
    switch content {
    case .bytes(let pixels): pixels
    case .files, .patches: []
    }
  }

  /// Whether no file has to be read any more.
  var isInMemory: Bool { if case .bytes = content { true } else { false } }

  /// Bytes of a larger image; 0 where there is none.
  var largerSize: Int { factor.map { $0 * $0 * imageSize } ?? 0 }

  /// What the pixels have, or what the preprocessing of files says of them; of images that are to be enlarged those that leave intensities from
  /// 0 to 1.
  var moments: PixelMoments {
    if factor != nil { return .intensities(channels: channels) }
    return switch content {
    case .bytes(let pixels): PixelMoments(pixels, channels: channels)
    case .files(let files): files.preprocessing.moments
    case .patches: .intensities(channels: channels)
    }
  }

  /// Images of each class.
  public var classCounts: [Int] {
    var counts = [Int](repeating: 0, count: classes)
    for label in labels { counts[Int(label)] += 1 }
    return counts
  }
}
