/// Labelled images of one size as bytes, in NHWC order: what a file of a data set holds.
public struct ImageSet: Sendable {
  /// The shape of each image.
  public let height, width, channels: Int
  /// How many classes the labels tell apart; every label is below it.
  public let classes: Int
  /// count × height × width × channels intensities, 0 black, 255 full.
  public let pixels: [UInt8]
  /// One class an image.
  public let labels: [UInt8]

  /// How many images there are.
  public var count: Int { labels.count }
  /// Bytes of one image.
  public var imageSize: Int { height * width * channels }

  /// Lengths and labels must agree: what comes from a file is checked by its parser first.
  public init(height: Int, width: Int, channels: Int, classes: Int, pixels: [UInt8], labels: [UInt8]) {
    precondition(pixels.count == labels.count * height * width * channels, "an image set needs height × width × channels bytes a label")
    precondition(labels.allSatisfy { Int($0) < classes }, "a label is below the number of classes")
    self.height = height
    self.width = width
    self.channels = channels
    self.classes = classes
    self.pixels = pixels
    self.labels = labels
  }

  /// Images of each class.
  public var classCounts: [Int] {
    var counts = [Int](repeating: 0, count: classes)
    for label in labels { counts[Int(label)] += 1 }
    return counts
  }
}
